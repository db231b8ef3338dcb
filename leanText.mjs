// A library's text in, the same text with a piece of it changed out; throws where the text is not the one the change was written for.

/** Replaces each match, of which there must be one at least. */
export function some(text, pattern, change) {
  const changed = text.replace(pattern, change);
  if (changed === text) throw new Error(`lean: nothing in the library is like ${pattern}`);
  return changed;
}

/**
 * Gives the function or method with this head (its line without `{`, `indent` before it) another body; null takes it out.
 * `start` and `end`: where in the text it has to be.
 */
export function withBody(text, head, body, { indent = '', start = 0, end = text.length } = {}) {
  const at = text.indexOf(`\n${indent}${head} {\n`, start);
  const last = text.indexOf(`\n${indent}}`, at + 1);
  if (at < 0 || last < 0 || last > end) throw new Error(`lean: ${head} is not in the library`);
  const instead = body === null ? '' : `\n${indent}${head} {${body}}`;
  return text.slice(0, at) + instead + text.slice(last + indent.length + 2);
}
