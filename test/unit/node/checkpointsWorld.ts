// What the killed writer and the one who looks afterwards share: the texts a file gets, and a workspace of one folder on disk.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change, TextFile } from '../../../src/agent/workspace.ts';

export const original = 'as the person left it\n';

/** What edit number `at` makes of the file. */
export function textOf(at: number): string {
  return at === 0 ? original : `edit ${at}\n${'x'.repeat((at * 7919) % 20_000)}\n`;
}

export function workspaceOn(root: string) {
  const readText = async ({ path }: { readonly path: string }): Promise<TextFile> => {
    const text = await readFile(join(root, path), 'utf8');
    return { text, hash: createHash('sha256').update(text).digest('hex'), dirty: false };
  };
  return {
    readText,
    async apply(changes: readonly Change[]): Promise<readonly TextFile[]> {
      for (const change of changes) {
        if (change.kind === 'edit') await writeFile(change.place.absolute, change.after);
      }
      return Promise.all(changes.map(({ place }) => readText(place)));
    },
  };
}
