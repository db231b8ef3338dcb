// A text in, its lines as offsets out; a line ends at '\n', and a '\r' before it belongs to the ending.

import type { Line } from './edit.ts';

const BOM = 0xfeff;

/** Where the first line begins: after a byte order mark, if there is one. */
export function bodyStart(text: string): number {
  return text.charCodeAt(0) === BOM ? 1 : 0;
}

/** The line that begins at `start`. */
export function lineFrom(text: string, start: number): Line {
  const feed = text.indexOf('\n', start);
  if (feed < 0) return { start, end: text.length, next: text.length };
  return { start, end: feed > start && text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed, next: feed + 1 };
}

/** Start of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  const feed = offset === 0 ? -1 : text.lastIndexOf('\n', offset - 1);
  return feed < 0 ? Math.min(bodyStart(text), offset) : feed + 1;
}

/** 1-based number of the line that holds `offset`. */
export function lineNumber(text: string, offset: number): number {
  let number = 1;
  for (let feed = text.indexOf('\n'); feed >= 0 && feed < offset; feed = text.indexOf('\n', feed + 1)) number++;
  return number;
}

export function contentOf(text: string, line: Line): string {
  return text.slice(line.start, line.end);
}

/** The line ending in force at `[start, end)`: the first inside, else the next after, else the last before, else undefined. */
export function endingAt(text: string, start: number): '\n' | '\r\n' | undefined {
  let feed = text.indexOf('\n', start);
  if (feed < 0) feed = text.lastIndexOf('\n', start);
  if (feed < 0) return undefined;
  return feed > 0 && text.charCodeAt(feed - 1) === 13 ? '\r\n' : '\n';
}

/** A text a model sent, as lines without endings; a final newline ends the last line and begins none. */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

export function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** The blanks a line begins with. */
export function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)![0];
}
