// A text and byte offsets into its UTF-8 in, offsets into its UTF-16 out; the API counts the one, the page the other.

/**
 * `undefined` for an offset beyond the end or that is no count. One inside a character moves to the nearer of its two ends; a lone surrogate
 * counts as the three bytes of U+FFFD. Works through the text once.
 */
export function unitOffsets(text: string, bytes: readonly number[]): readonly (number | undefined)[] {
  const wanted = bytes
    .map((byte, at) => ({ byte, at }))
    .filter(({ byte }) => Number.isInteger(byte) && byte >= 0)
    .sort((a, b) => a.byte - b.byte);
  const found: (number | undefined)[] = bytes.map(() => undefined);
  let next = 0;
  let byte = 0;
  let unit = 0;
  const settle = (size: number, units: number) => {
    while (next < wanted.length && wanted[next]!.byte < byte + size) {
      const inside = wanted[next]!.byte - byte;
      found[wanted[next]!.at] = inside * 2 > size ? unit + units : unit;
      next++;
    }
  };
  while (unit < text.length && next < wanted.length) {
    const code = text.codePointAt(unit)!;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    const units = code < 0x10000 ? 1 : 2;
    settle(size, units);
    byte += size;
    unit += units;
  }
  if (unit === text.length) settle(1, 0);
  return found;
}
