// The lines of an old_text and a window of the file in, the cheapest way to lay one on the other out.

import { isBlank } from './lines.ts';
import { foldQuotes } from './quotes.ts';
import { similarity } from './similarity.ts';

export interface Laid {
  /** Index into the window for each line of old_text, or -1. */
  readonly at: readonly number[];
  /** 0 for lines that are all the same; about 1 for each line missing on one side. */
  readonly cost: number;
  /** First and last line of the window that are covered. */
  readonly first: number;
  readonly last: number;
  /** Lines that say something and are the same on both sides. */
  readonly equal: number;
}

/** Lines less alike than this are no slip of each other. */
const MIN_SIMILARITY = 0.6;
const SKIP = 1;
/** Less, so that two lines that are the same far apart are still laid on each other. */
const SKIP_FOUND = 0.8;
const SKIP_BLANK = 0.1;

/**
 * Line i of old_text may lie on line i + `shift` ± `slack` of the window. Blank lines on one side cost little; lines that are alike cost
 * what differs. undefined when nothing fits the band.
 */
export function layOn(
  old: readonly string[],
  window: readonly string[],
  shift: number,
  slack: number,
): Laid | undefined {
  const width = window.length + 1;
  const costs = new Float64Array((old.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  const steps = new Uint8Array((old.length + 1) * width);
  const price = priceOf(old, window);
  const skipOld = old.map((line) => (isBlank(line) ? SKIP_BLANK : SKIP));
  const skipNew = window.map((line) => (isBlank(line) ? SKIP_BLANK : SKIP_FOUND));
  for (let j = 0; j < width && j <= shift + slack; j++) costs[j] = 0;
  for (let i = 1; i <= old.length; i++) {
    const to = Math.min(width - 1, i + shift + slack);
    for (let j = Math.max(0, i + shift - slack); j <= to; j++) {
      const cell = i * width + j;
      let best = costs[cell - width]! + skipOld[i - 1]!;
      let step = 1;
      if (j > 0) {
        const right = costs[cell - 1]! + skipNew[j - 1]!;
        if (right < best) [best, step] = [right, 2];
        const before = costs[cell - width - 1]!;
        const pair = before < best ? before + price(i - 1, j - 1) : Number.POSITIVE_INFINITY;
        if (pair <= best) [best, step] = [pair, 3];
      }
      costs[cell] = best;
      steps[cell] = step;
    }
  }
  return traceBack(old, window, { costs, steps, width });
}

interface Table {
  readonly costs: Float64Array;
  readonly steps: Uint8Array;
  readonly width: number;
}

function traceBack(
  old: readonly string[],
  window: readonly string[],
  { costs, steps, width }: Table,
): Laid | undefined {
  const row = old.length * width;
  let end = 0;
  for (let j = 1; j < width; j++) if (costs[row + j]! < costs[row + end]!) end = j;
  const cost = costs[row + end]!;
  if (!Number.isFinite(cost)) return undefined;
  const at = old.map(() => -1);
  for (let i = old.length, j = end; i > 0; ) {
    const step = steps[i * width + j];
    if (step === 3) at[i - 1] = j - 1;
    if (step !== 2) i--;
    if (step !== 1) j--;
  }
  const covered = at.filter((line) => line >= 0);
  if (covered.length === 0) return undefined;
  const isEqual = (index: number) => !isBlank(old[index]!) && keyOf(old[index]!) === keyOf(window[at[index]!] ?? '');
  return {
    at,
    cost,
    first: covered[0]!,
    last: covered.at(-1)!,
    equal: old.filter((_, index) => isEqual(index)).length,
  };
}

function keyOf(line: string): string {
  return foldQuotes(line).trim();
}

/** What it costs to take one line for the other. Lines that have their like elsewhere near are not compared letter by letter. */
function priceOf(old: readonly string[], window: readonly string[]): (i: number, j: number) => number {
  const left = old.map(keyOf);
  const right = window.map(keyOf);
  const inWindow = new Set(right);
  const known = new Map<number, number>();
  return (i, j) => {
    const one = left[i]!;
    const two = right[j]!;
    if (one === two) return 0;
    if (one === '' || two === '' || inWindow.has(one)) return Number.POSITIVE_INFINITY;
    const cell = i * right.length + j;
    let cost = known.get(cell);
    if (cost === undefined) {
      const alike = similarity(one, two, MIN_SIMILARITY);
      cost = alike >= MIN_SIMILARITY ? 1 - alike : Number.POSITIVE_INFINITY;
      known.set(cell, cost);
    }
    return cost;
  };
}
