// The beginning of a paragraph's text in, the direction of its first letter out.

/** So many units decide, so that a growing paragraph has the same direction however it is cut. */
export const deciding = 256;

const letter = /[\p{L}\u200e\u200f]/u;
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** 'auto' while there is no letter (or direction mark) among the units that decide. */
export function directionOf(text: string): 'ltr' | 'rtl' | 'auto' {
  const found = letter.exec(text.slice(0, deciding))?.[0];
  if (found === undefined) return 'auto';
  return rightToLeft.test(found) ? 'rtl' : 'ltr';
}

/** Nothing that follows can change the direction of a paragraph that begins so. */
export function isDirected(text: string): boolean {
  return text.length >= deciding || directionOf(text) !== 'auto';
}
