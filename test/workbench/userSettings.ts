// A running Castor and settings in, the user's own settings file with them on top of what it began with out; VS Code sees it change.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Castor } from './castor.ts';

const first = new WeakMap<Castor, Readonly<Record<string, unknown>>>();

export function setUserSettings(castor: Castor, settings: Readonly<Record<string, unknown>> = {}): void {
  const file = join(castor.served.data, 'data', 'User', 'settings.json');
  const began = first.get(castor) ?? JSON.parse(readFileSync(file, 'utf8'));
  first.set(castor, began);
  writeFileSync(file, JSON.stringify({ ...began, ...settings }, null, 2));
}
