// What the calls of a turn did to files, step by step, in; what became of each file from before the turn to after it out; pure.

import { type FileChange, type FileName, isFolder, keyOf } from '../../shared/files.ts';

/** One file from before a turn to after it. */
export interface TurnChange {
  /** What it was called before; absent: the turn created it. */
  readonly from?: FileName;
  /** The hash of what it held before. */
  readonly before?: string;
  /** What it is called afterwards; absent: it is there no more. */
  readonly to?: FileName;
}

/** `changes`: oldest first. A file that came and went within the turn is left out. */
export function turnChanges(changes: readonly FileChange[]): readonly TurnChange[] {
  const files = new Map<string, TurnChange>();
  for (const change of changes) {
    if (isFolder(change)) continue;
    const { root, path, before, after, from, unknown } = change;
    const here = { root, path };
    const earlier = from ?? here;
    const known = files.get(keyOf(earlier)) ?? (before === undefined ? {} : { from: earlier, before });
    files.delete(keyOf(earlier));
    const { to: _, ...first } = known;
    files.set(keyOf(here), after === undefined && !unknown ? first : { ...first, to: here });
  }
  return [...files.values()].filter(({ from, to }) => from ?? to);
}
