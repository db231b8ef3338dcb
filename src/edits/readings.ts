// An edit in, the ways to read it as lines out, plainest first; a way that changes nothing is left out.

import type { Edit, Reading, Tolerance } from './edit.ts';
import { isBlank, splitLines } from './lines.ts';
import { foldQuotes } from './quotes.ts';

/** Each reading takes the same slip out of old_text and, where it has it too, out of new_text. */
export function* readings(edit: Edit): Generator<Reading> {
  const plain = read(edit, 'exact');
  yield* withoutBlankEdges(plain);
  for (const other of [withoutNumbers(plain), unescaped(edit), unquoted(edit)]) {
    if (other) yield* withoutBlankEdges(other);
  }
}

function read({ old_text: old, new_text: replacement }: Edit, tolerance: Tolerance): Reading {
  return { old: splitLines(old), new: replacement === '' ? [] : splitLines(replacement), tolerance };
}

/** The reading, and the same without the blank lines around old_text (new_text loses as many where it has them too). */
export function* withoutBlankEdges(reading: Reading): Generator<Reading> {
  if (!reading.old.every(isBlank)) yield reading;
  const { old, new: added } = reading;
  const head = old.findIndex((line) => !isBlank(line));
  const tail = old.length - 1 - old.findLastIndex((line) => !isBlank(line));
  if (head < 0 || head + tail === 0) return;
  const front = Math.min(head, countBlank(added));
  const back = Math.min(tail, countBlank(added.slice(front).reverse()));
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
  return { old, new: isBare ? reading.new : (added as readonly string[]), tolerance: 'line_numbers' };
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
function unescaped(edit: Edit): Reading | undefined {
  const { old_text: old } = edit;
  if (/\\["'`]/.test(old) && !/(?<!\\)["'`]/.test(withoutOther(old))) {
    return unfold(edit, (text) => text.replace(/\\(["'`])/g, '$1'), /(?<!\\)["'`]/);
  }
  if (/\\[nt]/.test(old) && !old.includes('\n')) {
    return unfold(edit, (text) => text.replace(/\\(["'`\\/nrt])/g, (_, char: string) => unescapeChar(char)), /\n/);
  }
  if (/&(?:lt|gt|quot|#39|apos|amp);/.test(old)) {
    return unfold(
      edit,
      (text) => text.replace(/&(?:lt|gt|quot|#39|apos|amp);/g, (entity) => ENTITIES[entity]!),
      /[<>]/,
    );
  }
  return undefined;
}

/** Only the kinds of quotes that appear escaped at all count as evidence. */
function withoutOther(text: string): string {
  const escaped = new Set(text.match(/\\["'`]/g)?.map((pair) => pair[1]));
  return text.replace(/["'`]/g, (quote) => (escaped.has(quote) ? quote : ' '));
}

function unescapeChar(char: string): string {
  return char === 'n' ? '\n' : char === 't' ? '\t' : char === 'r' ? '\r' : char;
}

/** new_text is unfolded too unless it shows, by `bare`, that it was written without that layer. */
function unfold(edit: Edit, strip: (text: string) => string, bare: RegExp): Reading | undefined {
  const { old_text: old, new_text: added } = edit;
  const isBare = bare.test(withoutOther(added)) || strip(added) === added;
  return read({ old_text: strip(old), new_text: isBare ? added : strip(added) }, 'escapes');
}

/** Typographic quotes where the file has plain ones. new_text keeps those that only it has. */
function unquoted(edit: Edit): Reading | undefined {
  const old = foldQuotes(edit.old_text);
  if (old === edit.old_text) return undefined;
  const used = new Set([...edit.old_text].filter((char) => foldQuotes(char) !== char));
  const added = [...edit.new_text].map((char) => (used.has(char) ? foldQuotes(char) : char)).join('');
  return read({ old_text: old, new_text: added }, 'quotes');
}
