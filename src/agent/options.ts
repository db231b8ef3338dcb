// The settings and what the person chose for the session in, what a turn runs with out.

import type { SessionOptions } from '../shared/options.ts';
import type { RunSettings } from './ports.ts';

/** A choice for the session counts before the setting. */
export function withOptions(settings: RunSettings, options: SessionOptions): RunSettings {
  return {
    ...settings,
    store: options.private === undefined ? settings.store : !options.private,
    allowEdits: options.mode === undefined ? settings.allowEdits : options.mode === 'allow',
    plan: options.mode === 'plan',
  };
}
