// A text and the lines of an old_text in, every place where those lines stand one after the other, blanks at both ends of a line aside, out.

import type { Line } from './edit.ts';
import { bodyStart, contentOf, isBlank, lineFrom, lineStart } from './lines.ts';

const MAX_PLACES = 20;

/** Places in order, at most 20. Searches for the longest line first, so that it costs one `indexOf` and little more. */
export function findBlocks(text: string, old: readonly string[]): (readonly Line[])[] {
  const wanted = old.map((line) => line.trim());
  const key = wanted.reduce((best, line, index) => (line.length > wanted[best]!.length ? index : best), 0);
  const anchor = wanted[key]!;
  const found: (readonly Line[])[] = [];
  if (anchor === '') return found;
  for (let at = text.indexOf(anchor); at >= 0 && found.length < MAX_PLACES; at = text.indexOf(anchor, at + 1)) {
    const line = wholeLine(text, at, anchor.length);
    const block = line && blockAround(text, line, wanted, key);
    if (block) found.push(block);
  }
  return found;
}

/** The line whose content, trimmed, is exactly what stands at `at`. */
function wholeLine(text: string, at: number, length: number): Line | undefined {
  const line = lineFrom(text, lineStart(text, at));
  const isWhole = isBlank(text.slice(line.start, at)) && isBlank(text.slice(at + length, line.end));
  return isWhole ? line : undefined;
}

function blockAround(text: string, anchor: Line, wanted: readonly string[], key: number): readonly Line[] | undefined {
  const lines: Line[] = [anchor];
  const first = bodyStart(text);
  for (let index = key - 1; index >= 0; index--) {
    const { start } = lines[0]!;
    if (start <= first) return undefined;
    const line = lineFrom(text, lineStart(text, start - 1));
    if (contentOf(text, line).trim() !== wanted[index]) return undefined;
    lines.unshift(line);
  }
  for (let index = key + 1; index < wanted.length; index++) {
    const { next } = lines.at(-1)!;
    if (next >= text.length) return undefined;
    const line = lineFrom(text, next);
    if (contentOf(text, line).trim() !== wanted[index]) return undefined;
    lines.push(line);
  }
  return lines;
}
