// A text and an edit in, the one place where old_text stands letter by letter out, with new_text in that place's line endings.

import type { Edit, Refusal, Span } from './edit.ts';
import { endingAt, lineNumber, lineStart, splitLines } from './lines.ts';
import { isFramed } from './readings.ts';
import { severalPlaces } from './several.ts';

const MAX_PLACES = 20;

/** A span, a refusal when several places fit, or undefined when none does or when whole lines were meant (see `joins`). */
export function findExact(text: string, { old_text: old, new_text: replacement }: Edit): Span | Refusal | undefined {
  for (const wanted of endings(text, old)) {
    const start = text.indexOf(wanted);
    if (start < 0 || splitsEnding(text, start, wanted)) continue;
    const probe = /[\p{L}\p{N}]/u.test(wanted) ? wanted : wanted.trim() || wanted;
    const first = probe === wanted ? start : text.indexOf(probe);
    if (text.indexOf(probe, first + 1) >= 0) return ambiguous(text, probe);
    const end = start + wanted.length;
    if (joins(text, start, end, old, replacement) || isMixed(wanted)) return undefined;
    const written = inEndingsOf(text, start, replacement);
    return { start, end, text: written, tolerance: 'exact' };
  }
  return undefined;
}

/** Half of a '\r\n' is no place to begin or end at. */
function splitsEnding(text: string, start: number, wanted: string): boolean {
  const end = start + wanted.length;
  return (wanted.startsWith('\n') && text[start - 1] === '\r') || (wanted.endsWith('\r') && text[end] === '\n');
}

/** `old` as it is, then with the other line ending, where the text has that one. */
function* endings(text: string, old: string): Generator<string> {
  yield old;
  if (!old.includes('\n')) return;
  const unix = old.replaceAll('\r\n', '\n');
  if (old !== unix) yield unix;
  if (text.includes('\r\n')) yield unix.replaceAll('\n', '\r\n');
}

/** New lines end as the lines around them do; a text without any line ending takes them as sent. */
function inEndingsOf(text: string, start: number, replacement: string): string {
  if (!replacement.includes('\n')) return replacement;
  const ending = endingAt(text, start);
  return ending === undefined ? replacement : replacement.replace(/\r?\n/g, ending);
}

function isMixed(text: string): boolean {
  return text.includes('\r\n') && /(^|[^\r])\n/.test(text);
}

/**
 * Taken by the letter the edit would glue two lines that were apart, because old_text has a line break at its edge and new_text forgot it.
 * That is a slip in naming whole lines, not a wish, unless the two texts differ in blanks only.
 */
function joins(text: string, start: number, end: number, old: string, replacement: string): boolean {
  if (replacement === '' || old.replace(/\s+/g, '') === replacement.replace(/\s+/g, '')) return false;
  const before = text.slice(lineStart(text, start), start);
  const atFront = /^[ \t]*\r?\n/.test(old) && !/^[ \t]*\r?\n/.test(replacement) && before.trim() !== '';
  const atBack =
    /\n$/.test(old) &&
    !/[\n \t]$/.test(replacement) &&
    before.trim() === '' &&
    !/^\r?\n/.test(text.slice(end, end + 2));
  return atFront || atBack || isFramed({ old_text: old, new_text: replacement });
}

function ambiguous(text: string, wanted: string): Refusal {
  const lines: number[] = [];
  let at = text.indexOf(wanted);
  for (; at >= 0 && lines.length < MAX_PLACES; at = text.indexOf(wanted, at + 1)) lines.push(lineNumber(text, at));
  return severalPlaces(lines, at >= 0, splitLines(wanted).length);
}
