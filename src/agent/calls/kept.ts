// A long text in pieces in, its beginning and its end kept out: bounded memory, and a word where the middle is gone.

export class Kept {
  readonly #limit: number;
  #head = '';
  #tail = '';
  #length = 0;

  /** `limit`: so many characters of the beginning are kept, and at least as many of the end. */
  constructor(limit = 1_000_000) {
    this.#limit = limit;
  }

  /** Of all that came, in UTF-16 units. */
  get length(): number {
    return this.#length;
  }

  push(text: string): void {
    const room = this.#limit - this.#head.length;
    this.#length += text.length;
    if (room > 0) this.#head += text.slice(0, room);
    if (text.length > room) this.#tail += text.slice(Math.max(0, room));
    // Cut now and then, not each time: constant work per character.
    if (this.#tail.length > 2 * this.#limit) this.#tail = this.#tail.slice(-this.#limit);
  }

  text(from = 0, to = this.#length): string {
    const tailStart = this.#length - this.#tail.length;
    const before = this.#head.slice(from, Math.max(from, to));
    const after = to > tailStart ? this.#tail.slice(Math.max(0, from - tailStart), to - tailStart) : '';
    const lost = Math.min(to, tailStart) - Math.max(from, this.#head.length);
    return lost > 0 ? `${before}\n[${lost} characters are no longer kept]\n${after}` : before + after;
  }
}

/** The beginning and the end of a text, cut at lines where one is near, and how much was left out between. */
export function headAndTail(
  text: string,
  head: number,
  tail: number,
): { readonly text: string; readonly left: number } {
  if (text.length <= head + tail) return { text, left: 0 };
  const first = cutAfterLine(text.slice(0, head));
  const rest = text.slice(-tail);
  const line = rest.indexOf('\n');
  const last = line >= 0 && line < tail / 2 ? rest.slice(line + 1) : rest;
  const left = text.length - first.length - last.length;
  return { text: `${first}\n[… ${left} characters left out …]\n${last}`, left };
}

function cutAfterLine(text: string): string {
  const line = text.lastIndexOf('\n');
  return line > text.length / 2 ? text.slice(0, line) : text;
}
