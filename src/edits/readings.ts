// An edit in, the ways to read it as lines out, plainest first; a way that changes nothing is left out.

import type { Edit, Reading, Tolerance } from './edit.ts';
import { isBlank, splitLines } from './lines.ts';
import { foldQuotes } from './quotes.ts';

/** Each reading takes the same slip out of old_text and, where it has it too, out of new_text. */
export function* readings(edit: Edit): Generator<Reading> {
  const plain = read(edit, 'exact');
  yield* withoutBlankEdges(plain);
  for (const other of others(plain, edit)) yield* withoutBlankEdges(other);
}

function* others(plain: Reading, edit: Edit): Generator<Reading> {
  const bare = withoutNumbers(plain);
  if (bare) yield bare;
  yield* unescaped(edit);
  const folded = unquoted(edit);
  if (folded) yield folded;
}

function read({ old_text: old, new_text: replacement }: Edit, tolerance: Tolerance): Reading {
  return {
    old: splitLines(old),
    new: replacement === '' ? [] : splitLines(replacement),
    tolerance,
    isFramed: isFramed({ old_text: old, new_text: replacement }),
  };
}

/** Blank lines around old_text that new_text does not have: put there by habit, on both sides, and not to be taken out of the file. */
export function isFramed({ old_text: old, new_text: replacement }: Edit): boolean {
  const starts = /^[ \t]*\r?\n/;
  const feedsAtEnd = (text: string) => /\s*$/.exec(text)![0].split('\n').length;
  return (
    replacement !== '' && starts.test(old) && !starts.test(replacement) && feedsAtEnd(old) > feedsAtEnd(replacement)
  );
}

/** The reading, and the same without the blank lines around old_text (new_text loses as many where it has them too). */
export function* withoutBlankEdges(reading: Reading): Generator<Reading> {
  const { old, new: added } = reading;
  const head = countBlank(old);
  if (head === old.length) return;
  const tail = countBlank(old.toReversed());
  const front = Math.min(head, countBlank(added));
  const back = Math.min(tail, countBlank(added.toReversed()));
  if (!reading.isFramed) yield reading;
  if (head + tail === 0) return;
  yield { ...reading, old: old.slice(head, old.length - tail), new: added.slice(front, added.length - back) };
}

function countBlank(lines: readonly string[]): number {
  const first = lines.findIndex((line) => !isBlank(line));
  return first < 0 ? lines.length : first;
}

const NUMBER = /^\s*L?(\d+)\s*([|:\u2192\t])( ?)/;

/** Line numbers as tools print them, rising one by one before every line of old_text. */
function withoutNumbers(reading: Reading): Reading | undefined {
  const first = NUMBER.exec(reading.old[0] ?? '');
  if (!first) return undefined;
  const separator = first[2]!;
  const hasBlank = reading.old.every((line) => isBlank(line.replace(NUMBER, '')) || NUMBER.exec(line)?.[3] === ' ');
  const strip = (line: string) => {
    const match = NUMBER.exec(line);
    return match && match[2] === separator
      ? line.slice(match[0].length - (hasBlank ? 0 : match[3]!.length))
      : undefined;
  };
  const isCounted = reading.old.every((line, index) => Number(NUMBER.exec(line)?.[1]) === Number(first[1]) + index);
  const old = reading.old.map(strip);
  if (!isCounted || !isWhole(old)) return undefined;
  const added = reading.new.map(strip);
  const isBare = added.every((line) => line === undefined);
  if (!isBare && !isWhole(added)) return undefined;
  return { ...reading, old, new: isBare ? reading.new : (added as readonly string[]), tolerance: 'line_numbers' };
}

function isWhole(lines: readonly (string | undefined)[]): lines is readonly string[] {
  return lines.every((line) => line !== undefined);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
};

/** One layer of escaping too many: quotes behind backslashes, a whole JSON string's escapes, or HTML entities. */
function* unescaped(edit: Edit): Generator<Reading> {
  const { old_text: old } = edit;
  const kinds = ['"', "'", '`'].filter((quote) => old.includes(`\\${quote}`) && !hasBare(old, quote));
  for (const quotes of kinds.length > 1 ? [kinds, ...kinds.map((kind) => [kind])] : [kinds]) {
    if (quotes.length === 0) continue;
    const strip = (text: string) => quotes.reduce((all, quote) => all.replaceAll(`\\${quote}`, quote), text);
    yield* unfold(edit, strip, (text) => quotes.some((quote) => hasBare(text, quote)));
  }
  if (/\\[nt]/.test(old) && !old.includes('\n')) {
    const strip = (text: string) => text.replace(/\\(["'`\\/nrt])/g, (_, char: string) => CONTROLS[char] ?? char);
    yield* unfold(edit, strip, (text) => text.includes('\n'));
  }
  if (ENTITY.test(old)) {
    const strip = (text: string) => text.replace(new RegExp(ENTITY, 'g'), (entity) => ENTITIES[entity]!);
    yield* unfold(edit, strip, (text) => /[<>]/.test(text));
  }
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const ENTITY = /&(?:lt|gt|quot|#39|apos|amp);/;

function hasBare(text: string, quote: string): boolean {
  return text.replaceAll(`\\${quote}`, '').includes(quote);
}

/** new_text is unfolded too, unless it has nothing to unfold; where it is half and half, no one can say what is meant. */
function* unfold(edit: Edit, strip: (text: string) => string, isBare: (text: string) => boolean): Generator<Reading> {
  const { old_text: old, new_text: added } = edit;
  if (strip(added) !== added && isBare(added)) return;
  yield read({ old_text: strip(old), new_text: strip(added) }, 'escapes');
}

/** Typographic quotes where the file has plain ones. new_text keeps those that only it has. */
function unquoted(edit: Edit): Reading | undefined {
  const old = foldQuotes(edit.old_text);
  if (old === edit.old_text) return undefined;
  const used = new Set([...edit.old_text].filter((char) => foldQuotes(char) !== char));
  const added = [...edit.new_text].map((char) => (used.has(char) ? foldQuotes(char) : char)).join('');
  return read({ old_text: old, new_text: added }, 'quotes');
}
