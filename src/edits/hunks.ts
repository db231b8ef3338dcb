// Two texts in, the places where they differ out, as lines; and the text that has some of the changes and not the others.

import { diffArrays } from 'diff';

/** Lines of the first text that lines of the second take the place of; 0-based, ends exclusive, one side may be empty. */
export interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

/** Beyond this many changed lines the smallest difference is not looked for: what differs is one hunk. */
const MAX_EDIT_LENGTH = 2000;
const TIMEOUT_MS = 200;

/** The lines of a text, each with its own ending, so that joined they are the text again, byte for byte. */
export function wholeLines(text: string): readonly string[] {
  return text === '' ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}

/** In order, apart from each other by at least one common line. Linear but for the lines that differ. */
export function hunksOf(before: string, after: string): readonly Hunk[] {
  return before === after ? [] : hunksOfLines(wholeLines(before), wholeLines(after));
}

export function hunksOfLines(old: readonly string[], fresh: readonly string[]): readonly Hunk[] {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  const room = Math.min(old.length, fresh.length) - head;
  while (tail < room && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const removed = old.slice(head, old.length - tail);
  const added = fresh.slice(head, fresh.length - tail);
  if (removed.length === 0 && added.length === 0) return [];
  return between(removed, added).map(({ start, end, afterStart, afterEnd }) => ({
    start: start + head,
    end: end + head,
    afterStart: afterStart + head,
    afterEnd: afterEnd + head,
  }));
}

function between(old: readonly string[], fresh: readonly string[]): readonly Hunk[] {
  const whole = { start: 0, end: old.length, afterStart: 0, afterEnd: fresh.length };
  if (old.length === 0 || fresh.length === 0) return [whole];
  const changes = diffArrays([...old], [...fresh], { maxEditLength: MAX_EDIT_LENGTH, timeout: TIMEOUT_MS });
  if (!changes) return [whole];
  const hunks: Hunk[] = [];
  let at = { start: 0, end: 0, afterStart: 0, afterEnd: 0 };
  const close = () => {
    if (at.end > at.start || at.afterEnd > at.afterStart) hunks.push(at);
  };
  for (const { value, added, removed } of changes) {
    if (removed) at = { ...at, end: at.end + value.length };
    else if (added) at = { ...at, afterEnd: at.afterEnd + value.length };
    else {
      close();
      const start = at.end + value.length;
      const afterStart = at.afterEnd + value.length;
      at = { start, end: start, afterStart, afterEnd: afterStart };
    }
  }
  close();
  return hunks;
}

/** `before` with those changes made that `takes` says yes to, by index: with all of them it is `after`. */
export function withHunks(before: string, after: string, takes: (hunk: number) => boolean): string {
  const old = wholeLines(before);
  const fresh = wholeLines(after);
  const parts: string[] = [];
  let at = 0;
  for (const [index, { start, end, afterStart, afterEnd }] of hunksOfLines(old, fresh).entries()) {
    parts.push(...old.slice(at, start), ...(takes(index) ? fresh.slice(afterStart, afterEnd) : old.slice(start, end)));
    at = end;
  }
  return parts.concat(old.slice(at)).join('');
}

/** Where a line of the first text is in the second: behind the change when it is inside of one. */
export function movedLine(hunks: readonly Hunk[], line: number): number {
  const last = hunks.findLast(({ start, end }) => start < line || (start === line && end > start) || end <= line);
  if (!last || last.start > line) return line;
  return last.end > line ? last.afterStart : line - last.end + last.afterEnd;
}
