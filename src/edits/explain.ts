// A text and an old_text that is not in it in, where in the text it comes nearest out, with line numbers and what differs.

/** First and last line (1-based) of the region nearest to `old`, or undefined when nothing is like it. */
export function nearestLines(_text: string, _old: string): readonly [number, number] | undefined {
  return undefined;
}
