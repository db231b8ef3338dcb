// Two texts in, the ranges that turn the first into the second out: small, so that cursors, folds and breakpoints elsewhere stay.

import type { DiffLines } from '../../agent/workspace.ts';

/** Replace [start, end) of the first text, in UTF-16 units, by `text`. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** UTF-16 units beyond which looking for several places would take longer than a person waits for an edit. */
const worthIt = 500_000;

/** Ascending and not overlapping. Never cuts a CRLF or a surrogate pair in two. `diffLines` finds the places when there are several. */
export function replacements(before: string, after: string, diffLines?: DiffLines): readonly Replacement[] {
  const whole = trim(before, after, 0);
  if (!whole) return [];
  const isOnePlace = !whole.text || whole.end === whole.start;
  if (!diffLines || isOnePlace || whole.text.length + whole.end - whole.start > worthIt) return [whole];
  return perHunk(before, after, diffLines) ?? [whole];
}

/** The one range that differs, or nothing when the texts are equal. `offset`: where `before` begins in its document. */
function trim(before: string, after: string, offset: number): Replacement | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  if (cuts(before, head) || cuts(after, head)) head--;
  let tail = 0;
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  if (cuts(before, before.length - tail) || cuts(after, after.length - tail)) tail--;
  return { start: offset + head, end: offset + before.length - tail, text: after.slice(head, after.length - tail) };
}

/** Whether a cut at `at` would part a CRLF or a surrogate pair. */
function cuts(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const left = text.charCodeAt(at - 1);
  const right = text.charCodeAt(at);
  return (left === 0x0d && right === 0x0a) || (isHigh(left) && isLow(right));
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** One replacement a hunk. Undefined when the hunks do not add up to `after` (then the caller replaces the whole differing range). */
function perHunk(before: string, after: string, diffLines: DiffLines): readonly Replacement[] | undefined {
  const old = lineStarts(before);
  const fresh = lineStarts(after);
  const found = hunks(diffLines(before, after, 1)).flatMap((hunk) => {
    const start = old[hunk.before] ?? before.length;
    const end = old[hunk.beforeEnd] ?? before.length;
    const text = after.slice(fresh[hunk.after] ?? after.length, fresh[hunk.afterEnd] ?? after.length);
    return trim(before.slice(start, end), text, start) ?? [];
  });
  return applied(before, found) === after ? found : undefined;
}

/** 0-based lines, ends exclusive. */
interface Hunk {
  readonly before: number;
  readonly beforeEnd: number;
  readonly after: number;
  readonly afterEnd: number;
}

/** What lies between two lines that stayed; with a context of 1 each change has such a neighbour on both sides, but at the ends. */
function hunks(lines: ReturnType<DiffLines>): readonly Hunk[] {
  const found: Hunk[] = [];
  let last = { before: 0, after: 0 };
  let changed = false;
  for (const { kind, before = 0, after = 0 } of lines) {
    if (kind === 'removed' || kind === 'added') changed = true;
    if (kind !== 'same') continue;
    if (changed) found.push({ ...last, beforeEnd: before - 1, afterEnd: after - 1 });
    last = { before, after };
    changed = false;
  }
  const end = Number.POSITIVE_INFINITY;
  return changed ? [...found, { ...last, beforeEnd: end, afterEnd: end }] : found;
}

/** Offset of each line's first unit. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The text after all replacements. */
export function applied(text: string, list: readonly Replacement[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, text: put } of list) {
    out += text.slice(at, start) + put;
    at = end;
  }
  return out + text.slice(at);
}
