// A region of a text and how old_text lies on it in, the finished span out: indentation, quotes and line endings in the file's own style.

import { type Carry, carry, cutIndent, type Piece } from './carry.ts';
import type { Line, Reading, Refusal, Span, Tolerance } from './edit.ts';
import { type IndentPair, indentUnit, inferIndent } from './indent.ts';
import { contentOf, endingAt, isBlank } from './lines.ts';
import { carryQuirks, charRule, foldQuotes } from './quotes.ts';
import { similarity } from './similarity.ts';

/** So alike are a line and its mistyped form. */
const ALIKE = 0.9;

/** `at[i]`: index into `region` of the line that line i of `reading.old` lies on, -1 for none. */
export interface Placement {
  readonly region: readonly Line[];
  readonly reading: Reading;
  readonly at: readonly number[];
}

/** The span that makes the edit there, or why it cannot be made: already there, or a conflict. */
export function placeAt(text: string, { region, reading, at }: Placement): Span | Refusal {
  const lines = region.map((line) => contentOf(text, line));
  const frame = frameOf(text, lines, reading, at);
  const heal = healer(reading.old, lines, at);
  const isAlike = (index: number) => {
    const found = lines[at[index]!]?.trim() ?? '';
    return similarity(reading.old[index]!.trim(), found, ALIKE) >= ALIKE;
  };
  const input: Carry = { region: lines, old: reading.old.map(heal), new: reading.new.map(heal), at, isAlike, ...frame };
  const pieces = carry(input);
  if (!isPieces(pieces)) return conflict(reading, lines, at, pieces.line);
  const start = region[0]!.start;
  const end = region.at(-1)!.next;
  const written = write(text, region, pieces);
  if (written === text.slice(start, end)) return already();
  return { start, end, text: written, tolerance: frame.tolerance };
}

/**
 * A line that was mistyped, or has other quotes, is taken for the file's line wherever it is written, in old_text and in new_text. What was mistyped still does not
 * count as the same: an edit that takes it away is refused.
 */
function healer(old: readonly string[], lines: readonly string[], at: readonly number[]) {
  const meant = new Map<string, string | undefined>();
  const exact = new Set<string>();
  for (const [index, line] of old.entries()) {
    const place = at[index]!;
    if (place < 0 || isBlank(line)) continue;
    const [, written] = cutIndent(line.trimEnd());
    const [, found] = cutIndent(lines[place]!.trimEnd());
    if (written === found) exact.add(written);
    meant.set(written, meant.has(written) && meant.get(written) !== found ? undefined : found);
  }
  for (const line of exact) meant.delete(line);
  return (line: string) => {
    const [indent, rest] = cutIndent(line);
    const found = meant.get(rest.trimEnd());
    return found === undefined ? line : indent + found;
  };
}

function isPieces(outcome: ReturnType<typeof carry>): outcome is readonly Piece[] {
  return Array.isArray(outcome);
}

export function already(): Refusal {
  return {
    reason: 'already_applied',
    message: 'the file already reads as new_text says, and old_text is not in it. Nothing is left to do for this edit.',
  };
}

interface Frame {
  readonly same: readonly boolean[];
  readonly restyle: Carry['restyle'];
  readonly tolerance: Tolerance;
}

/** What the pairs of lines say of the model's slips: how it indented, which quotes it wrote. */
function frameOf(text: string, lines: readonly string[], { old, tolerance }: Reading, at: readonly number[]): Frame {
  const pairs = old.flatMap((line, index) => {
    const place = at[index]!;
    return place < 0 || isBlank(line) ? [] : [{ index, old: line, found: lines[place]! }];
  });
  const equal = pairs.filter((pair) => foldQuotes(pair.old).trim() === foldQuotes(pair.found).trim());
  const chars = charRule(equal);
  const carried = carryQuirks(equal, chars);
  const [first] = pairs;
  // A first line sent without its indentation says nothing of the others.
  const isFirstBare = equal.length > 1 && equal[0] === first && cutIndent(first!.old)[0] === '' && first!.index === 0;
  const indent = indentFrame(text, equal, isFirstBare);
  const bare = indent.isFirstFree ? cutIndent(first!.found)[0] : undefined;
  const known = new Set(equal.map(({ index }) => index));
  return {
    same: old.map((line, index) => {
      if (at[index]! < 0) return false;
      const found = lines[at[index]!]!;
      if (isBlank(line)) return isBlank(found);
      if (!known.has(index)) return false;
      return (index === 0 && bare !== undefined) || indent.rule(cutIndent(line)[0]) === cutIndent(found)[0];
    }),
    restyle: (line, index) => restyle(line, { carried, isBare: index === 0 && bare !== undefined, bare, indent }),
    tolerance: nameOf({
      tolerance,
      isShifted: indent.isShifted,
      isQuoted: !chars.isIdentity,
      equal: equal.length,
      all: old,
    }),
  };
}

interface IndentFrame {
  readonly rule: (indent: string) => string | undefined;
  readonly isShifted: boolean;
  /** Another unit (tabs for spaces), not only deeper or less deep. */
  readonly isConverted: boolean;
  readonly isFirstFree: boolean;
}

function indentFrame(
  text: string,
  equal: readonly { readonly old: string; readonly found: string }[],
  isFirstBare: boolean,
): IndentFrame {
  const all = equal.map(({ old, found }): IndentPair => [cutIndent(old)[0], cutIndent(found)[0]]);
  const asIs = { rule: (indent: string) => indent, isShifted: false, isConverted: false, isFirstFree: false };
  if (all.every(([written, found]) => written === found)) return asIs;
  const unit = indentUnit(text);
  const rest = all.slice(1);
  if (isFirstBare && all[0]![1] !== '') {
    const whole = inferIndent(all, unit);
    const isWhole = whole && all.every(([written, found]) => whole.apply(written) === found);
    const later = inferIndent(rest, unit);
    if (!isWhole && later)
      return { rule: later.apply, isShifted: true, isConverted: later.isConverted, isFirstFree: true };
  }
  const rule = inferIndent(all, unit);
  const apply = rule?.apply ?? (() => undefined);
  return { rule: lookUp(all, apply), isShifted: true, isConverted: rule?.isConverted ?? false, isFirstFree: false };
}

/** What was seen goes before what was inferred, unless it was seen in two ways. */
function lookUp(pairs: readonly IndentPair[], rule: (indent: string) => string | undefined) {
  const seen = new Map<string, string | undefined>();
  for (const [written, found] of pairs) {
    seen.set(written, !seen.has(written) || seen.get(written) === found ? found : undefined);
  }
  return (indent: string) => seen.get(indent) ?? rule(indent);
}

interface Style {
  readonly carried: (rest: string) => string;
  readonly isBare: boolean;
  readonly bare: string | undefined;
  readonly indent: IndentFrame;
}

function restyle(line: string, { carried, isBare, bare, indent }: Style): string | undefined {
  // Whitespace-only lines are rarely indented with their block; only their unit is the file's.
  if (isBlank(line)) return (indent.isConverted && indent.rule(line)) || line;
  const [blanks, rest] = cutIndent(line);
  const style = isBare && blanks === '' ? bare : indent.rule(blanks);
  return style === undefined ? undefined : style + carried(rest);
}

function nameOf(facts: {
  readonly tolerance: Tolerance;
  readonly isShifted: boolean;
  readonly isQuoted: boolean;
  readonly equal: number;
  readonly all: readonly string[];
}): Tolerance {
  if (facts.tolerance !== 'exact') return facts.tolerance;
  if (facts.equal < facts.all.filter((line) => !isBlank(line)).length) return 'context';
  if (facts.isQuoted) return 'quotes';
  return facts.isShifted ? 'indentation' : 'whitespace';
}

/** Pieces as text. A text whose last line is open stays so. */
function write(text: string, region: readonly Line[], pieces: readonly Piece[]): string {
  const last = region.at(-1)!;
  const endings = endingsFor(text, region, pieces);
  if (last.end === last.next) endings[pieces.length - 1] = '';
  const content = (piece: Piece) => (typeof piece === 'number' ? contentOf(text, region[piece]!) : piece);
  return pieces.map((piece, index) => content(piece) + endings[index]!).join('');
}

/** A line of the file keeps its ending; another takes that of the line it stands for, else of the line before it. */
function endingsFor(text: string, region: readonly Line[], pieces: readonly Piece[]): string[] {
  const own = region.map((line) => text.slice(line.end, line.next));
  const endings: string[] = [];
  let ending = own[0] || endingAt(text, region[0]!.start) || '\n';
  let cursor = 0;
  let pending = 0;
  const flush = (next: number) => {
    for (; pending > 0; pending--) {
      if (cursor < next) ending = own[cursor++] || ending;
      endings.push(ending);
    }
    cursor = next;
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') pending++;
    else {
      flush(piece);
      ending = own[cursor++] || ending;
      endings.push(ending);
    }
  }
  flush(region.length);
  return endings;
}

function conflict(reading: Reading, lines: readonly string[], at: readonly number[], line: number): Refusal {
  const place = at[line] ?? -1;
  const written = JSON.stringify(reading.old[line] ?? '');
  const found = lines[place];
  if (found !== undefined && found.trim() === reading.old[line]!.trim()) {
    const message = `near ${written} the file has lines that old_text has not, so the place of the change is not certain.`;
    return { reason: 'conflict', message };
  }
  const has = found === undefined ? 'no such line there' : JSON.stringify(found);
  const message = `old_text differs from the file just where the edit changes it: you wrote ${written}, the file has ${has}.`;
  return { reason: 'conflict', message };
}
