// A text, an old_text that is not in it and the region nearest to it in, words for the model out: where it is, how it reads, what differs.

import type { Line, Refusal } from './edit.ts';
import { contentOf, isBlank, lineNumber, lineStart } from './lines.ts';
import { foldQuotes } from './quotes.ts';

const MAX_SHOWN = 40;
const MAX_DIFFERENCES = 8;
const MAX_WIDTH = 300;
const CONTEXT = 3;

/** Lines of the file with how the lines of old_text lie on them. */
export interface Region {
  readonly lines: readonly Line[];
  readonly old: readonly string[];
  readonly at: readonly number[];
}

/** First and last line (1-based) of the place nearest to `old`, or undefined when nothing is like it. */
export function nearestLines(text: string, old: string): readonly [number, number] | undefined {
  const exact = text.indexOf(old);
  const offset = exact >= 0 ? exact : tellingOffset(text, old);
  if (offset === undefined) return undefined;
  const first = lineNumber(text, offset);
  return [first, first + old.split('\n').length - 1];
}

export function explainMissing(text: string, old: string, nearest: Region | undefined): Refusal {
  const message = nearest
    ? `old_text is not in the file. ${describe(text, nearest)}`
    : `old_text is not in the file. ${aroundWord(text, old)}`;
  return { reason: 'missing', message };
}

export function explainConflict(text: string, region: Region, { message }: Refusal): Refusal {
  return { reason: 'conflict', message: `${message} ${describe(text, region)}` };
}

function describe(text: string, { lines, old, at }: Region): string {
  const first = lineNumber(text, lines[0]!.start);
  const shown = lines.slice(0, MAX_SHOWN).map((line) => shorten(contentOf(text, line)));
  const rest = lines.length > MAX_SHOWN ? `\n… (${lines.length - MAX_SHOWN} more lines)` : '';
  const where = lines.length > 1 ? `lines ${first}-${first + lines.length - 1} are` : `line ${first} is`;
  const differences = differ(text, { lines, old, at }, first);
  return `Nearest ${where}:\n${shown.join('\n')}${rest}\n${differences}Copy the lines as they are in the file.`;
}

/** The lines that are not the same, as "you wrote" and "the file has". */
function differ(text: string, { lines, old, at }: Region, first: number): string {
  const found: string[] = [];
  for (const [index, line] of old.entries()) {
    const place = at[index]!;
    const file = place < 0 ? undefined : contentOf(text, lines[place]!);
    if (file === undefined && !isBlank(line)) found.push(`- not in the file: ${quote(line)}`);
    if (file !== undefined && foldQuotes(file).trim() !== foldQuotes(line).trim())
      found.push(`- line ${first + place}: you wrote ${quote(line)}, the file has ${quote(file)}`);
  }
  const used = new Set(at);
  for (const [index, line] of lines.entries()) {
    const content = contentOf(text, line);
    if (!used.has(index) && !isBlank(content))
      found.push(`- line ${first + index} is not in old_text: ${quote(content)}`);
  }
  if (found.length === 0) return '';
  const more = found.length > MAX_DIFFERENCES ? `\n- and ${found.length - MAX_DIFFERENCES} more` : '';
  return `It differs from old_text:\n${found.slice(0, MAX_DIFFERENCES).join('\n')}${more}\n`;
}

function quote(line: string): string {
  return JSON.stringify(shorten(line));
}

function shorten(line: string): string {
  return line.length > MAX_WIDTH ? `${line.slice(0, MAX_WIDTH)}…` : line;
}

function aroundWord(text: string, old: string): string {
  const offset = tellingOffset(text, old);
  if (offset === undefined) return 'Nothing in the file is like it. Read the file again with read_file.';
  const number = lineNumber(text, offset);
  let start = lineStart(text, offset);
  for (let up = 0; up < CONTEXT && start > 1; up++) start = lineStart(text, start - 1);
  const lines = text.slice(start).split('\n', 2 * CONTEXT + 1);
  const shown = lines.map((line) => shorten(line.replace(/\r$/, ''))).join('\n');
  return `The nearest is line ${number}; around it stands:\n${shown}\nRead that part with read_file.`;
}

/** Where the longest line or, failing that, the longest word of old_text stands. */
function tellingOffset(text: string, old: string): number | undefined {
  const lines = old.split('\n').map((line) => line.trim());
  const words = old.match(/[\p{L}_$][\p{L}\p{N}_$]{5,}/gu) ?? [];
  const longest = (list: readonly string[]) =>
    [...new Set(list)].sort((one, two) => two.length - one.length).slice(0, 5);
  for (const piece of [...longest(lines.filter((line) => line.length > 5)), ...longest(words)]) {
    const at = text.indexOf(piece);
    if (at >= 0) return at;
  }
  return undefined;
}
