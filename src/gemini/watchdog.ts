// Promises of a stream in; each comes back as its value, or as news first: it is quiet, it flows again, it is dead, the person stopped it.

import type { Clock } from '../agent/ports.ts';

export interface Patience {
  /** Silence after which the person is told, in ms. */
  readonly quietMs: number;
  /** Silence after which the connection counts as dead, in ms; asked anew each time. */
  deadMs(): number;
}

export type News<T> =
  | { readonly type: 'value'; readonly value: T }
  | { readonly type: 'error'; readonly error: unknown }
  | { readonly type: 'quiet' }
  | { readonly type: 'flowing' }
  | { readonly type: 'dead' }
  | { readonly type: 'aborted' };

/** One timer at a time and no listener per event: a stream may bring hundreds of events a second. Silence counts only while somebody waits. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #patience: Patience;
  readonly #signal: AbortSignal;
  readonly #stopped = new AbortController();
  readonly #onAbort = () => this.#tell({ type: 'aborted' });
  #lastLife: number;
  #quiet = false;
  #tellWaiter?: (news: News<never>) => void;

  constructor(clock: Clock, patience: Patience, signal: AbortSignal) {
    this.#clock = clock;
    this.#patience = patience;
    this.#signal = signal;
    this.#lastLife = clock.now();
    signal.addEventListener('abort', this.#onAbort);
    void this.#watch();
  }

  /** Bytes arrived. */
  alive(): void {
    this.#lastLife = this.#clock.now();
    if (!this.#quiet) return;
    this.#quiet = false;
    this.#tell({ type: 'flowing' });
  }

  /** Never rejects. After news that is no value the same promise can be waited for again. */
  wait<T>(promise: Promise<T>): Promise<News<T>> {
    if (this.#signal.aborted) {
      promise.catch(() => {});
      return Promise.resolve({ type: 'aborted' });
    }
    if (!this.#quiet) this.#lastLife = Math.max(this.#lastLife, this.#clock.now());
    return new Promise((resolve) => {
      const tell = (news: News<T>) => {
        if (this.#tellWaiter === tell) this.#tellWaiter = undefined;
        resolve(news);
      };
      this.#tellWaiter = tell;
      promise.then(
        (value) => tell({ type: 'value', value }),
        (error: unknown) => tell({ type: 'error', error }),
      );
    });
  }

  stop(): void {
    this.#stopped.abort();
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  #tell(news: News<never>): void {
    this.#tellWaiter?.(news);
  }

  async #watch(): Promise<void> {
    const { quietMs } = this.#patience;
    try {
      for (;;) {
        const silent = this.#tellWaiter ? this.#clock.now() - this.#lastLife : 0;
        if (silent >= this.#patience.deadMs()) return this.#tell({ type: 'dead' });
        if (silent >= quietMs && !this.#quiet) {
          this.#quiet = true;
          this.#tell({ type: 'quiet' });
        }
        const next = this.#quiet ? this.#patience.deadMs() : Math.min(quietMs, this.#patience.deadMs());
        await this.#clock.sleep(Math.max(1, next - silent), this.#stopped.signal);
      }
    } catch {
      // Stopped.
    }
  }
}
