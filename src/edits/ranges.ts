// The spans of an applied call in, the lines they cover before and after out; on its own because counting lines costs more than the edit.

import type { Span } from './edit.ts';

/** 1-based and inclusive; `last` is `first - 1` where nothing is. */
export type LineRange = readonly [first: number, last: number];

/** One pair for each span; `spans` in the order of the text, which is the one before the edits. */
export function lineRanges(
  text: string,
  spans: readonly Span[],
): readonly { readonly before: LineRange; readonly after: LineRange }[] {
  let at = 0;
  let line = 1;
  let shift = 0;
  return spans.map(({ start, end, text: written }) => {
    line += feeds(text, at, start);
    const old = text.slice(start, end);
    const first = line + shift;
    const range = { before: [line, line + height(old) - 1], after: [first, first + height(written) - 1] } as const;
    const oldFeeds = feeds(old, 0, old.length);
    line += oldFeeds;
    shift += feeds(written, 0, written.length) - oldFeeds;
    at = end;
    return range;
  });
}

function feeds(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) number++;
  return number;
}

function height(text: string): number {
  return text === '' ? 0 : feeds(text, 0, text.length) + Number(!text.endsWith('\n'));
}
