// Text of any length in, given to a markdown stream slice by slice out: as much at once as a frame bears, the rest task by task.

import { slices } from './slices.ts';
import type { MarkdownStream } from './stream.ts';

/** A task gives no further slice once it has run this long, in ms; a slice takes one or two. */
const patience = 3;

/** What a stream in a growing answer is given is so little that it is always given at once. */
export class Feed {
  readonly #markdown: Pick<MarkdownStream, 'push' | 'end'>;
  #waiting: string[] = [];
  #then: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(markdown: Pick<MarkdownStream, 'push' | 'end'>) {
    this.#markdown = markdown;
  }

  push(text: string): void {
    this.#waiting.push(...slices(text));
    if (this.#timer === undefined) this.#work();
  }

  /** Nothing follows. `then`: what is done once everything stands there; of several calls the last one's. */
  end(then: () => void = () => {}): void {
    this.#then = then;
    if (this.#timer === undefined) this.#work();
  }

  /** The stream is no longer shown. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #work(): void {
    this.#timer = undefined;
    const start = performance.now();
    let given = 0;
    while (given < this.#waiting.length && (given === 0 || performance.now() - start < patience)) {
      this.#markdown.push(this.#waiting[given++]!);
    }
    this.#waiting = this.#waiting.slice(given);
    if (this.#waiting.length) this.#timer = setTimeout(() => this.#work(), 0);
    else if (this.#then) {
      this.#markdown.end();
      this.#then();
    }
  }
}
