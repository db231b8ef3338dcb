// Text that grows by appending: pieces in, an immutable view out; reading what is new costs only what is new.

interface Pieces {
  readonly list: string[];
  /** Length up to and including each piece, so that a view finds its end by binary search. */
  readonly ends: number[];
}

/**
 * An immutable view on a shared list of pieces. `append` is O(1) when this view is the newest one (a stream's case) and copies otherwise,
 * so that two folds of different events never see each other's text. `since(n)` joins only the pieces after n UTF-16 units.
 * A plain string would do but for one thing: slicing a string that was built by `+=` flattens the whole of it again at every frame.
 */
export class StreamText {
  readonly length: number;
  readonly #pieces: Pieces;

  private constructor(pieces: Pieces, length: number) {
    this.#pieces = pieces;
    this.length = length;
  }

  static of(text: string): StreamText {
    return text === ''
      ? new StreamText({ list: [], ends: [] }, 0)
      : new StreamText({ list: [text], ends: [text.length] }, text.length);
  }

  append(text: string): StreamText {
    if (text === '') return this;
    const end = this.#pieces.ends.at(-1) ?? 0;
    const pieces = end === this.length ? this.#pieces : StreamText.of(this.toString()).#pieces;
    pieces.list.push(text);
    pieces.ends.push(this.length + text.length);
    return new StreamText(pieces, this.length + text.length);
  }

  /** The text from offset `start` (UTF-16 units) to this view's end. */
  since(start: number): string {
    const { list, ends } = this.#pieces;
    const first = firstAfter(ends, start);
    const last = firstAfter(ends, this.length - 1);
    if (this.length <= start) return '';
    const from = start - (ends[first - 1] ?? 0);
    return list
      .slice(first, last + 1)
      .join('')
      .slice(from);
  }

  toString(): string {
    return this.since(0);
  }

  /** The API's own shape: a string. */
  toJSON(): string {
    return this.toString();
  }
}

/** Index of the first end that lies beyond `offset`. */
function firstAfter(ends: readonly number[], offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
