// Two texts in, their difference line by line out, with some lines around each change and a gap where others are left out.

import { diffArrays } from 'diff';
import type { DiffLine } from '../shared/approval.ts';

/** Beyond this many removed and added lines the smallest difference is not looked for: the middle is shown as replaced. */
const MAX_EDIT_LENGTH = 2000;
const TIMEOUT_MS = 200;

/**
 * Lines are compared without their endings; `context` unchanged lines stay around each change, runs beyond become one `gap` line with empty text.
 * Texts that differ in line endings only give no lines.
 */
export function diffLines(before: string, after: string, context: number): readonly DiffLine[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  const room = Math.min(old.length, fresh.length) - head;
  while (tail < room && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  if (head + tail === old.length && head + tail === fresh.length) return [];
  const lines = [
    ...same(old.slice(0, head), 1, 1),
    ...middle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail), head),
    ...same(old.slice(old.length - tail), old.length - tail + 1, fresh.length - tail + 1),
  ];
  return withGaps(lines, context);
}

/** How many lines a difference adds and removes. */
export function countLines(lines: readonly DiffLine[]): { readonly added: number; readonly removed: number } {
  const count = (wanted: DiffLine['kind']) => lines.filter(({ kind }) => kind === wanted).length;
  return { added: count('added'), removed: count('removed') };
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function same(lines: readonly string[], before: number, after: number): DiffLine[] {
  return lines.map((text, index) => ({ kind: 'same', text, before: before + index, after: after + index }));
}

function middle(old: string[], fresh: string[], head: number): DiffLine[] {
  const options = { maxEditLength: MAX_EDIT_LENGTH, timeout: TIMEOUT_MS };
  const changes = diffArrays(old, fresh, options) ?? [
    { value: old, removed: true, added: false },
    { value: fresh, removed: false, added: true },
  ];
  const lines: DiffLine[] = [];
  let before = head + 1;
  let after = head + 1;
  for (const { value, added, removed } of changes) {
    for (const text of value) {
      if (removed) lines.push({ kind: 'removed', text, before: before++ });
      else if (added) lines.push({ kind: 'added', text, after: after++ });
      else lines.push({ kind: 'same', text, before: before++, after: after++ });
    }
  }
  return lines;
}

function withGaps(lines: readonly DiffLine[], context: number): readonly DiffLine[] {
  const keep = new Uint8Array(lines.length);
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    keep.fill(1, Math.max(0, index - context), Math.min(lines.length, index + context + 1));
  }
  const shown: DiffLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (keep[index]) shown.push(line);
    else if (shown.at(-1)?.kind !== 'gap') shown.push({ kind: 'gap', text: '' });
  }
  return shown;
}
