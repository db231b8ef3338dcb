// What an interaction emits in, the same to any number of readers out, each from where it asks: the stream as the server remembers it.

/** An event, a piece of raw text, or the end of the connection of whoever reads it first. */
export interface Entry {
  readonly event?: Readonly<Record<string, unknown>>;
  readonly eventId?: string;
  readonly text?: string;
  readonly cut?: 'drop' | 'eof' | 'hang';
}

export class Log {
  readonly #entries: Entry[] = [];
  readonly #taken = new Set<Entry>();
  #closed = false;
  #tell: () => void = () => {};
  #more = this.#next();

  append(entry: Entry): void {
    this.#entries.push(entry);
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Index after the entry with this id, or undefined when there is none. */
  after(eventId: string): number | undefined {
    const at = this.#entries.findIndex((entry) => entry.eventId === eventId);
    return at < 0 ? undefined : at + 1;
  }

  /** Entries from `from` on until the log is closed or `signal` aborts. A cut is given to one reader only. */
  async *read(from: number, signal: AbortSignal): AsyncGenerator<Entry> {
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    for (let at = from; !signal.aborted; ) {
      const entry = this.#entries[at];
      if (entry) {
        at++;
        if (entry.cut && this.#taken.has(entry)) continue;
        if (entry.cut) this.#taken.add(entry);
        yield entry;
      } else if (this.#closed) return;
      else await Promise.race([this.#more, aborted]);
    }
  }

  #wake(): void {
    this.#tell();
    this.#more = this.#next();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve;
    });
  }
}
