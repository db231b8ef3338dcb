// Real edits of a folder beside the project, where it is at hand; out as edits that slips can be made of.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repo } from './repo.ts';
import type { RealEdit } from './slips.ts';

const shared = join(repo, '..', 'shared', 'edits');

/** Blocks of one file; applied in order to `before` they gave `after`. */
export interface AppliedEdit {
  readonly id: string;
  readonly before: string | null;
  readonly after: string;
  readonly kinds: readonly string[];
  readonly blocks: readonly { readonly search: string; readonly replace: string }[];
}

export function hasRealEdits(): boolean {
  return existsSync(shared);
}

/** A file of the folder, one value a line. */
export function readEdits<T>(name: string): T[] {
  const lines = readFileSync(join(shared, name), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as T);
}

/** Blocks of four lines or more that stand once in their file, one of `each` of them to stay within the time. */
export function* realEdits(each: number): Generator<RealEdit> {
  let number = 0;
  for (const { id, before, blocks } of readEdits<AppliedEdit>('applied.jsonl')) {
    let text = before ?? '';
    for (const { search, replace } of blocks) {
      const parts = search.trim() === '' ? [] : text.split(search);
      if (parts.length < 2) continue;
      const after = [parts[0]!, parts.slice(1).join(search)].join(replace);
      const isUsable = parts.length === 2 && search !== replace && search.split('\n').length > 3 && /\n$/.test(search);
      if (isUsable && number++ % each === 0) yield { id, before: text, search, replace, after };
      text = after;
    }
  }
}
