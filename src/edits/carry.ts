// A region of the file, an old and a new text and how the old one lies on the region in; the region with only their difference applied, out.

import { diffArrays } from 'diff';
import { indentOf, isBlank } from './lines.ts';

/** How the lines of old_text lie on a region of the file. */
export interface Alignment {
  /** Index into the region for each line of old_text, rising; -1: the file has no such line. */
  readonly at: readonly number[];
  /** Whether that line is the same, given the rules found for this edit. */
  readonly same: readonly boolean[];
}

export interface Carry extends Alignment {
  /** Lines of the region, without endings. */
  readonly region: readonly string[];
  readonly old: readonly string[];
  readonly new: readonly string[];
  /** Whether a line that is not the same is so by a letter or two, and not another line of the same kind. */
  readonly isAlike: (index: number) => boolean;
  /** A line of new_text in the file's own style; undefined when no rule says how. `index` in new_text. */
  readonly restyle: (line: string, index: number) => string | undefined;
}

/** A line of the outcome: one of the region, by index, or one of new_text. */
export type Piece = number | string;

/** Why the difference cannot be carried over. */
export interface Conflict {
  /** Index into `old` of the line concerned. */
  readonly line: number;
}

/**
 * The outcome as pieces. Lines that old and new share stay as the file has them, slips in them included. A line that the edit takes away
 * must be the same in the file, or be there already as the new text has it; otherwise a conflict is returned.
 */
export function carry(input: Carry): readonly Piece[] | Conflict {
  const first = carryOne(input, diffLines(input.old, input.new));
  if (!Array.isArray(first) || isPlain(input)) return first;
  // Where the file differs from old_text, another way to read old → new may land elsewhere: both ways must agree.
  const second = carryOne(input, diffBackwards(input.old, input.new));
  return Array.isArray(second) && textOf(first, input) === textOf(second, input) ? first : { line: 0 };
}

interface Chunk {
  readonly old: readonly [from: number, to: number];
  readonly new: readonly [from: number, to: number];
  readonly isSame: boolean;
}

function isPlain({ at, same }: Alignment): boolean {
  return same.every(Boolean) && at.every((line, index) => index === 0 || line === at[index - 1]! + 1);
}

function textOf(pieces: readonly Piece[], { region }: Carry): string {
  return pieces.map((piece) => (typeof piece === 'number' ? region[piece] : piece)).join('\n');
}

function diffLines(old: readonly string[], replacement: readonly string[]): Chunk[] {
  // Blanks at the end of a line are no difference; a line of nothing else is what it is.
  const trim = (lines: readonly string[]) => lines.map((line) => line.trimEnd() || line);
  const chunks: Chunk[] = [];
  let i = 0;
  let j = 0;
  for (const { added, removed, value } of diffArrays(trim(old), trim(replacement))) {
    const isSame = !added && !removed;
    const from = { i, j };
    if (!added) i += value.length;
    if (!removed) j += value.length;
    const last = chunks.at(-1);
    if (last && !last.isSame && !isSame)
      chunks[chunks.length - 1] = { old: [last.old[0], i], new: [last.new[0], j], isSame };
    else chunks.push({ old: [from.i, i], new: [from.j, j], isSame });
  }
  return chunks;
}

function diffBackwards(old: readonly string[], replacement: readonly string[]): Chunk[] {
  const flip = ([from, to]: readonly [number, number], length: number) => [length - to, length - from] as const;
  return diffLines(old.toReversed(), replacement.toReversed())
    .map((chunk) => ({ ...chunk, old: flip(chunk.old, old.length), new: flip(chunk.new, replacement.length) }))
    .reverse();
}

function carryOne(input: Carry, chunks: readonly Chunk[]): Piece[] | Conflict {
  const pieces: Piece[] = [];
  let cursor = 0;
  const keepTo = (end: number) => {
    while (cursor < end) pieces.push(cursor++);
  };
  for (const chunk of chunks) {
    if (chunk.isSame) {
      const last = lastPlace(input, chunk.old);
      if (last !== undefined) keepTo(last + 1);
      continue;
    }
    const next = nextPlace(input, chunk.old[1]);
    const change = changeAt(input, chunk, cursor, next);
    if (!Array.isArray(change.pieces)) return { line: Math.min(chunk.old[0], input.old.length - 1) };
    keepTo(change.from);
    pieces.push(...change.pieces);
    cursor = change.to;
  }
  keepTo(input.region.length);
  return pieces;
}

interface Placed {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly Piece[] | undefined;
}

/** Lines `[cursor, next)` of the region are free: what of them does the chunk replace, and by what? */
function changeAt(input: Carry, { old, new: added }: Chunk, cursor: number, next: number): Placed {
  const none: Placed = { from: cursor, to: cursor, pieces: undefined };
  const restyled = restyle(input, added);
  if (!restyled || repeatsInvention(input, added)) return none;
  const indexes = range(old).filter((index) => input.at[index]! >= 0);
  const isLost = range(old).some((index) => input.at[index]! < 0 && !isBlank(input.old[index]!));
  if (indexes.length === 0) return insertion(input, restyled, { cursor, next, isLost, at: old });
  if (isLost) return none;
  const low = input.at[indexes[0]!]!;
  const high = input.at[indexes.at(-1)!]! + 1;
  const before = linesOf(input, cursor, low);
  const after = linesOf(input, high, next);
  const from = startsWith(restyled, before) || isLayout(input, before) ? cursor : low;
  const to = endsWith(restyled, after) || isLayout(input, after) ? next : high;
  // Lines that only the file has stand next to a change that adds some: before or after them is anyone's guess.
  const isBeside = !linesOf(input, cursor, from).every(isBlank) || !linesOf(input, to, next).every(isBlank);
  if (isBeside && restyled.length > old[1] - old[0]) return none;
  const known = new Set(indexes.filter((index) => input.same[index]).map((index) => input.at[index]!));
  const pieces = overlay(input, restyled, from, to);
  const kept = new Set(pieces.filter((piece) => typeof piece === 'number'));
  for (let line = from; line < to; line++) {
    if (!known.has(line) && !kept.has(line) && !isLayout(input, linesOf(input, line, line + 1))) return none;
  }
  return { from, to, pieces };
}

/** A line of old_text that is nowhere in the file must not come in with new_text. */
function repeatsInvention({ old, new: added, at }: Carry, [from, to]: readonly [number, number]): boolean {
  const invented = new Set(old.filter((line, index) => at[index]! < 0 && !isBlank(line)).map((line) => line.trim()));
  return invented.size > 0 && added.slice(from, to).some((line) => invented.has(line.trim()));
}

interface Gap {
  readonly cursor: number;
  readonly next: number;
  readonly isLost: boolean;
  readonly at: readonly [number, number];
}

/** New lines between two lines of context: the context must be sure, and nothing unknown may stand between it. */
function insertion(input: Carry, restyled: readonly string[], { cursor, next, isLost, at }: Gap): Placed {
  const none: Placed = { from: cursor, to: cursor, pieces: undefined };
  const gap = linesOf(input, cursor, next);
  if (gap.length > 0) {
    const pieces = overlay(input, restyled, cursor, next);
    const isThere = pieces.filter((piece) => typeof piece === 'number').length === gap.length;
    if (isThere) return { from: cursor, to: next, pieces };
    const isSure = isLayout(input, gap) && isAnchored(input, at);
    return isSure ? { from: cursor, to: next, pieces } : none;
  }
  if (isLost && restyled.length > 0) return none;
  if (isLost || restyled.length === 0) return { from: cursor, to: cursor, pieces: [] };
  return isAnchored(input, at) ? { from: cursor, to: cursor, pieces: restyled } : none;
}

/** Blank lines of the file, where old_text was written without any and new_text says where they stand. */
function isLayout({ old, new: added }: Carry, lines: readonly string[]): boolean {
  return lines.every(isBlank) && !old.some(isBlank) && added.some(isBlank);
}

/** The lines of context on both sides lie on lines of the file, and at least one of them, or the line beyond it, without a slip. */
function isAnchored(input: Carry, [from, to]: readonly [number, number]): boolean {
  const sides = ([-1, 1] as const).flatMap((step) => {
    const index = anchor(input, step < 0 ? from - 1 : to, step);
    return index === undefined ? [] : [{ index, beyond: anchor(input, index + step, step) }];
  });
  const { at, same } = input;
  const isNext = (one: number, two: number) => Math.abs(at[one]! - at[two]!) === Math.abs(one - two);
  const isSure = (index: number, beyond: number | undefined) =>
    same[index] || (beyond !== undefined && same[beyond] && input.isAlike(index) && isNext(index, beyond));
  if (sides.some(({ index }) => at[index]! < 0)) return false;
  return sides.length === 0 || sides.some(({ index, beyond }) => isSure(index, beyond));
}

/** The nearest line of old_text in that direction that says something. */
function anchor({ old }: Carry, from: number, step: 1 | -1): number | undefined {
  let index = from;
  while (index >= 0 && index < old.length && isBlank(old[index]!)) index += step;
  return index < 0 || index >= old.length ? undefined : index;
}

/** `lines`, with the file's own bytes for those that stand in `[from, to)` already. */
function overlay(input: Carry, lines: readonly string[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [...lines];
  for (const { old, new: added, isSame } of diffLines(linesOf(input, from, to), lines)) {
    if (!isSame) continue;
    for (let index = 0; index < added[1] - added[0]; index++) pieces[added[0] + index] = from + old[0] + index;
  }
  return pieces;
}

function restyle(input: Carry, [from, to]: readonly [number, number]): readonly string[] | undefined {
  const lines: string[] = [];
  for (let index = from; index < to; index++) {
    const line = input.restyle(input.new[index]!, index);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return lines;
}

function lastPlace({ at }: Alignment, [from, to]: readonly [number, number]): number | undefined {
  return at.slice(from, to).findLast((line) => line >= 0);
}

function nextPlace({ at, region }: Carry, from: number): number {
  return at.slice(from).find((line) => line >= 0) ?? region.length;
}

function linesOf({ region }: Carry, from: number, to: number): readonly string[] {
  return region.slice(from, Math.max(from, to));
}

function startsWith(lines: readonly string[], head: readonly string[]): boolean {
  return head.length > 0 && head.every((line, index) => lines[index]?.trimEnd() === line.trimEnd());
}

function endsWith(lines: readonly string[], tail: readonly string[]): boolean {
  return tail.length > 0 && tail.every((line, index) => lines.at(index - tail.length)?.trimEnd() === line.trimEnd());
}

function range([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** The blanks and the rest of a line, `[indent, rest]`. */
export function cutIndent(line: string): readonly [string, string] {
  const indent = indentOf(line);
  return [indent, line.slice(indent.length)];
}
