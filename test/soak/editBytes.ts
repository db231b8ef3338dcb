// Files in four encodings and every kind of line ending in, edits of some of their lines made; every other byte must be the same.

import assert from 'node:assert/strict';
import { applyEdits } from '../../src/edits/apply.ts';
import { seeded } from '../support/slips.ts';
import { type Encoding, encodings } from './encodings.ts';
import type { Figures, Soak } from './soak.ts';

type Pick = (below: number) => number;

interface Line {
  readonly content: string;
  readonly ending: string;
}

/** Lines `[from, to)` of the file are what `old` names; `[first, last)` of them are what changes. */
interface Case {
  readonly encoding: Encoding;
  readonly mark: boolean;
  readonly lines: readonly Line[];
  readonly first: number;
  readonly last: number;
  readonly fresh: readonly string[];
  readonly old: string;
  readonly replacement: string;
  /** The edit is written so that it must land; otherwise a refusal is fine, too. */
  readonly mustLand: boolean;
}

export const editBytes: Soak = {
  title: 'random edits × LF, CRLF, mixed, byte order mark, no final newline × UTF-8, UTF-16, cp1252, Shift-JIS',
  count: 120_000,
  few: 1500,
  async run(count, seed): Promise<Figures> {
    let refused = 0;
    let bytes = 0;
    for (let at = 0; at < count; at++) {
      const one = make(seeded(seed * 1_000_003 + at));
      const outcome = check(one, `seed ${seed}, edit ${at}`);
      if (outcome === undefined) refused++;
      else bytes += outcome;
    }
    return { landed: count - refused, refused, 'bytes compared': bytes, 'changed outside the edit': 0 };
  },
};

/** Bytes that were compared; undefined: the edit was refused. */
function check(one: Case, name: string): number | undefined {
  const { encoding, lines, mark } = one;
  const file = encoding.encode(textOf(lines), mark);
  const text = encoding.decode(file);
  const applied = applyEdits(text, [{ old_text: one.old, new_text: one.replacement }]);
  if (applied.failure) {
    assert.ok(!one.mustLand, `${name}: refused: ${applied.failure.message}\n${JSON.stringify(one)}`);
    return undefined;
  }
  const after = encoding.encode(applied.text, mark);
  const before = encoding.encode(textOf(lines.slice(0, one.first)), mark);
  const behind = encoding.encode(textOf(lines.slice(one.last)), false);
  const what = () => `${name}: ${JSON.stringify({ ...one, encoding: encoding.name, result: applied.text })}`;
  assert.ok(after.length >= before.length + behind.length && after.subarray(0, before.length).equals(before), what());
  assert.ok(after.subarray(after.length - behind.length).equals(behind), what());
  const middle = after.subarray(before.length, after.length - behind.length);
  const written = encoding.decode(
    encoding.name === 'UTF-16' ? Buffer.concat([Buffer.from([255, 254]), middle]) : middle,
  );
  const wasLast = one.last === lines.length;
  // Blanks that old_text does not have at the end of a line are not part of the edit: they may stand behind what is new.
  const found = contents(written, wasLast).map((line) => (one.mustLand ? line : line.trimEnd()));
  assert.deepEqual(found, one.fresh, what());
  return before.length + behind.length;
}

/** Lines of what was written; at the end of a file the last one may be open, elsewhere each has an ending. */
function contents(text: string, atEnd: boolean): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '' && (!atEnd || text !== '')) lines.pop();
  return lines;
}

function textOf(lines: readonly Line[]): string {
  return lines.map(({ content, ending }) => content + ending).join('');
}

function make(pick: Pick): Case {
  const encoding = encodings[pick(encodings.length)]!;
  const lines = fileOf(pick, encoding);
  const from = pick(lines.length);
  const to = from + 1 + pick(Math.min(8, lines.length - from));
  const first = from + pick(to - from);
  const last = first + 1 + pick(to - first);
  const fresh = Array.from(
    { length: 1 + pick(3) },
    () => `${indent(pick)}${word(pick, encoding, 12)} fresh${pick(1e6)}`,
  );
  const old = lines.slice(from, to).map(({ content }) => content);
  const replacement = [...old.slice(0, first - from), ...fresh, ...old.slice(last - from)];
  const written = writing(pick, old, replacement);
  return { encoding, mark: encoding.marks && pick(2) === 0, lines, first, last, fresh, ...written };
}

/** How a model writes it: the lines as they are, blanks lost, or half of the time with the line ending that the file has not. */
function writing(pick: Pick, old: readonly string[], fresh: readonly string[]) {
  const ending = pick(2) ? '\n' : '\r\n';
  const isTrimmed = pick(4) === 0;
  const close = pick(2) ? ending : '';
  const write = (lines: readonly string[], trim: boolean) =>
    lines.map((line) => (trim ? line.trimEnd() : line)).join(ending) + close;
  return { old: write(old, isTrimmed), replacement: write(fresh, isTrimmed), mustLand: !isTrimmed };
}

function fileOf(pick: Pick, encoding: Encoding): readonly Line[] {
  const endings = [['\n'], ['\r\n'], ['\n', '\r\n'], ['\n', '\n', '\n', '\r\n']][pick(4)]!;
  const isOpen = pick(2) === 0;
  const count = 1 + pick(40);
  return Array.from({ length: count }, (_, at) => ({
    content: lineOf(pick, encoding, at),
    ending: isOpen && at === count - 1 ? '' : endings[pick(endings.length)]!,
  }));
}

/** Each line has a word of its own, so that a place is never in doubt; blank lines and trailing blanks come, too. */
function lineOf(pick: Pick, encoding: Encoding, at: number): string {
  const blanks = pick(6) === 0 ? ' '.repeat(1 + pick(3)) : '';
  return `${indent(pick)}${word(pick, encoding, 20)} line${at}x${pick(1e6)} ${word(pick, encoding, 6)}${blanks}`;
}

function indent(pick: Pick): string {
  return ['', '  ', '    ', '\t', '\t\t'][pick(5)]!;
}

function word(pick: Pick, { letters }: Encoding, most: number): string {
  let text = '';
  for (let length = 1 + pick(most); length > 0; length--) text += letters[pick(letters.length)]!;
  return text;
}
