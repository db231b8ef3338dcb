// The text of an open code fence in, code lines out as they can be told from its end; work is proportional to what is new.

/** A fence at the left margin with its first line complete, as `open` found it. */
export class Fence {
  readonly #close: RegExp;
  readonly #mark: string;
  readonly #emit: (text: string) => void;
  /** The line that is not complete yet, as far as it was not emitted. */
  #line = '';
  #shown = false;
  #first = true;

  constructor(mark: string, emit: (text: string) => void) {
    this.#mark = mark[0]!;
    this.#close = new RegExp(`^ {0,3}${this.#mark === '`' ? '`' : '~'}{${mark.length},} *$`);
    this.#emit = emit;
  }

  /** Returns what follows the closing line, from its line end on; undefined while the fence is open. */
  push(text: string): string | undefined {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      const line = this.#line + text.slice(from, end);
      if (!this.#shown && this.#close.test(line)) return text.slice(end);
      this.#write(line);
      this.#line = '';
      this.#shown = false;
      this.#first = false;
      from = end + 1;
    }
    this.#line += text.slice(from);
    // A line of nothing but blanks and marks may become the closing one: it waits.
    const may = !this.#shown && /^ {0,3}(?:[`~]* *)$/.test(this.#line) && !this.#line.includes(this.#other());
    if (!may) this.#writePart();
    return undefined;
  }

  /** The stream ends: true when the last line closes the fence. */
  end(): boolean {
    const closed = !this.#shown && this.#close.test(this.#line);
    if (!closed && this.#line) this.#writePart();
    return closed;
  }

  #writePart(): void {
    this.#write(this.#line);
    this.#line = '';
    this.#shown = true;
  }

  /** A line end is written with the line that follows it: the last one belongs to the fence. */
  #write(text: string): void {
    const lineEnd = this.#first || this.#shown ? '' : '\n';
    if (lineEnd + text) this.#emit(lineEnd + text);
  }

  #other(): string {
    return this.#mark === '`' ? '~' : '`';
  }
}

/** The head of a fence at the left margin; undefined while its first line is not complete, or for any other code. */
export function openFence(
  raw: string,
): { readonly mark: string; readonly info: string; readonly length: number } | undefined {
  const head = /^(`{3,}(?=[^`\n]*\n)|~{3,})([^\n]*)\n/.exec(raw);
  return head ? { mark: head[1]!, info: head[2]!, length: head[0].length } : undefined;
}
