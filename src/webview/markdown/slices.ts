// A text of any length in, pieces of it that each render in a millisecond or two out, cut at line ends where there are some.

/** A lexer's time grows with the square of a paragraph: longer text is taken in pieces, as if it streamed. */
const size = 4096;

export function* slices(text: string): Iterable<string> {
  let at = 0;
  while (text.length - at > size * 1.5) {
    const line = text.lastIndexOf('\n', at + size);
    const end = line >= at + size / 2 ? line + 1 : at + size;
    yield text.slice(at, end);
    at = end;
  }
  if (at < text.length) yield text.slice(at);
}
