// A case's setup in, a real temporary workspace with an outside beside it out: where the gate's tests ask their questions.

import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { excluder } from '../../../src/gate/exclude.ts';
import { judge } from '../../../src/gate/judge.ts';
import type { Folder, JudgeContext, Judged, Operation } from '../../../src/gate/judged.ts';
import { diskFacts } from '../../../src/node/facts.ts';

export type Step = Readonly<Record<string, unknown>>;

export interface World {
  readonly root: string;
  readonly context: JudgeContext;
  /** Words of a case such as /ws, /out and {globalStorage} as places of this world. */
  place(text: string): string;
  judge(operation: Operation, path: string): Promise<Judged>;
  remove(): void;
}

/** `separator`: '\\' to judge as on Windows, which only the pure rules can be asked. */
export function makeWorld(setup: readonly Step[], separator = '/'): World {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'castor-gate-')));
  const root = join(base, 'ws');
  mkdirSync(join(root, 'src'), { recursive: true });
  mkdirSync(join(base, 'out'));
  writeFileSync(join(base, 'out', 'secret.txt'), 'CANARY');
  writeFileSync(join(root, '.env'), 'K=CANARY');
  writeFileSync(join(root, 'src', 'a.ts'), 'export {};\n');
  const place = (text: string) =>
    text
      .replace(/^\/(ws-evil|ws2|ws|out)(?=\/|$)/, (_, name) => join(base, name))
      .replace(/\{(globalStorage|userData|extensions)\}/, (_, name) => join(base, 'out', name));
  let excludes: ((path: string) => boolean) | undefined;
  for (const step of setup) {
    build(step, place);
    if (String(step.file).endsWith('.aiexclude')) excludes = excluder([String(step.content)]);
  }
  const folders: Folder[] = [{ name: 'ws', root, onDisk: true }];
  const context: JudgeContext = { folders, facts: { ...diskFacts, separator }, ...(excludes && { excludes }) };
  return {
    root,
    context,
    place,
    judge: (operation, path) => judge({ operation, path: place(path) }, context),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** Makes what one step of a setup says. */
export function build(step: Step, place: (text: string) => string): void {
  const [kind = '', target] = Object.entries(step)[0] ?? [];
  if (!['file', 'dir', 'symlink', 'hardlink', 'fifo', 'manyFiles'].includes(kind)) return;
  const path = place(String(target));
  mkdirSync(dirname(path), { recursive: true });
  const to = place(String(step.to));
  if (kind === 'file') writeFileSync(path, String(step.content ?? ''));
  if (kind === 'dir' || kind === 'manyFiles') mkdirSync(path, { recursive: true });
  if (kind === 'manyFiles')
    for (let at = 0; at < Math.min(Number(step.n), 60); at += 1) writeFileSync(join(path, `${at}`), '');
  if (kind === 'symlink') symlinkSync(to, path);
  if (kind === 'hardlink') linkSync(to, path);
  if (kind === 'fifo') execFileSync('mkfifo', [path]);
}

/** `{{repeat "s" n}}` expanded and `{{cut}}` dropped, in every string of a value. */
export function expand<T>(value: T): T {
  if (typeof value === 'string') {
    return value
      .replaceAll('{{cut}}', '')
      .replace(/\{\{repeat "((?:[^"\\]|\\.)*)" (\d+)\}\}/g, (_, text, times) =>
        JSON.parse(`"${text}"`).repeat(Number(times)),
      ) as T;
  }
  if (Array.isArray(value)) return value.map(expand) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, expand(one)])) as T;
}
