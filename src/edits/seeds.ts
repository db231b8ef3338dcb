// A text and the lines of an old_text in, the places where the old text may begin out, the likeliest first: one pass over the file.

import type { Line } from './edit.ts';
import { bodyStart, lineFrom } from './lines.ts';
import { foldQuotes } from './quotes.ts';

/** A line that is in the file more often says too little to begin a search from. */
const MAX_HITS = 40;
const MAX_PLACES = 12;

export interface Seeds {
  /** Line numbers (0-based, may be negative) the first line of old_text would have. */
  readonly places: readonly number[];
  /** Lines `[from, to)` of the file, cut to what there is. */
  window(from: number, to: number): readonly Line[];
}

/** Lines count as the same when they are equal without blanks at both ends and with plain quotes. */
export function findSeeds(text: string, old: readonly string[]): Seeds {
  const wanted = indexLines(old);
  const lengths = new Set([...wanted.keys()].map((key) => key.length));
  const starts: number[] = [];
  const hits = new Map<string, number[]>();
  for (let start = bodyStart(text); start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    let low = start;
    let high = end;
    while (low < high && isBlankCode(text.charCodeAt(low))) low++;
    while (high > low && isBlankCode(text.charCodeAt(high - 1))) high--;
    if (lengths.has(high - low)) {
      const key = foldQuotes(text.slice(low, high));
      if (wanted.has(key)) push(hits, key, starts.length);
    }
    starts.push(start);
    start = end + 1;
  }
  return {
    places: vote(wanted, hits),
    window: (from, to) => starts.slice(Math.max(0, from), Math.max(0, to)).map((start) => lineFrom(text, start)),
  };
}

function isBlankCode(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}

/** The lines of old_text that say something, each with where it stands there. */
function indexLines(old: readonly string[]): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const [index, line] of old.entries()) {
    const key = foldQuotes(line).trim();
    if (key !== '') push(lines, key, index);
  }
  return lines;
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Each hit votes for the place the block would have; a rare line has a louder voice. */
function vote(wanted: ReadonlyMap<string, readonly number[]>, hits: ReadonlyMap<string, readonly number[]>): number[] {
  const votes = new Map<number, number>();
  const telling = [...hits].filter(([, lines]) => lines.length <= MAX_HITS);
  for (const [key, lines] of telling) {
    for (const index of wanted.get(key)!) {
      for (const line of lines) votes.set(line - index, (votes.get(line - index) ?? 0) + 1 / lines.length);
    }
  }
  return [...votes]
    .sort(([, one], [, two]) => two - one)
    .slice(0, MAX_PLACES)
    .map(([place]) => place);
}
