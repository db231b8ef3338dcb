// A text and two later versions of it in, one text with the changes of both out; where both changed the same lines, the person's stay.

import { type Hunk, hunksOfLines, wholeLines } from './hunks.ts';

export interface Merged {
  readonly text: string;
  /** Changes of `theirs` that were left out, because `ours` has changed the same lines in another way. */
  readonly conflicts: number;
}

/**
 * `ours` is the person's version: every line of it that `base` does not have is in the result, and it lacks nothing in the result that
 * `theirs` did not remove from `base`. Byte for byte, line endings included.
 */
export function merge3(base: string, ours: string, theirs: string): Merged {
  if (ours === base || ours === theirs) return { text: theirs, conflicts: 0 };
  if (theirs === base) return { text: ours, conflicts: 0 };
  const lines = { base: wholeLines(base), ours: wholeLines(ours), theirs: wholeLines(theirs) };
  const mine = hunksOfLines(lines.base, lines.ours);
  let conflicts = 0;
  const taken = hunksOfLines(lines.base, lines.theirs).flatMap((hunk) => {
    const text = lines.theirs.slice(hunk.afterStart, hunk.afterEnd);
    const met = mine.filter((own) => meets(own, hunk));
    if (met.length === 0) return [{ hunk, text }];
    const isSame = met.length === 1 && isSameChange(met[0]!, hunk, lines.ours, text);
    if (!isSame) conflicts++;
    return [];
  });
  const own = mine.map((hunk) => ({ hunk, text: lines.ours.slice(hunk.afterStart, hunk.afterEnd) }));
  return { text: put(lines.base, [...own, ...taken]), conflicts };
}

/** Changes of neighbouring lines do not meet; two insertions at one place do, and one inside of what the other changes. */
function meets(one: Hunk, two: Hunk): boolean {
  if (one.start === one.end && two.start === two.end) return one.start === two.start;
  if (one.start === one.end) return two.start < one.start && one.start < two.end;
  if (two.start === two.end) return one.start < two.start && two.start < one.end;
  return one.start < two.end && two.start < one.end;
}

function isSameChange(own: Hunk, hunk: Hunk, ours: readonly string[], text: readonly string[]): boolean {
  if (own.start !== hunk.start || own.end !== hunk.end || own.afterEnd - own.afterStart !== text.length) return false;
  return text.every((line, at) => line === ours[own.afterStart + at]);
}

function put(base: readonly string[], changes: readonly { readonly hunk: Hunk; readonly text: readonly string[] }[]) {
  const parts: string[] = [];
  let at = 0;
  // An insertion before a line comes before the change of that line.
  for (const { hunk, text } of [...changes].sort((a, b) => a.hunk.start - b.hunk.start || a.hunk.end - b.hunk.end)) {
    parts.push(...base.slice(at, hunk.start));
    parts.push(...ended(parts, text));
    at = hunk.end;
  }
  parts.push(...ended(parts, base.slice(at)));
  return parts.join('');
}

/** The last line of a text may have no ending; where lines follow it after all, it gets one, or two lines would become one. */
function ended(before: string[], following: readonly string[]): readonly string[] {
  const last = before.at(-1);
  if (following.length > 0 && last !== undefined && !last.endsWith('\n')) before[before.length - 1] = `${last}\n`;
  return following;
}
