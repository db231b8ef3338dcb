// Two texts of a file in, words for the model that say how the second differs from the first out: a diff, cut where it gets long.

import type { DiffLines } from '../workspace.ts';

const context = 2;
const maxLines = 200;

const signs = { same: ' ', added: '+', removed: '-', gap: '…' } as const;

/** Empty for equal texts. */
export function diffNote(path: string, from: string, to: string, diffLines: DiffLines): string {
  if (from === to) return '';
  const lines = diffLines(from, to, context).map(({ kind, text }) => (kind === 'gap' ? '…' : signs[kind] + text));
  const left = lines.length - maxLines;
  const more = left > 0 ? `\n… and ${left} more lines; read the file to see them` : '';
  return lines.length === 0 ? '' : `${path}:\n${lines.slice(0, maxLines).join('\n')}${more}`;
}
