// Milliseconds in, a promise out: the time the emulator lives by, real for people and advanced by hand in tests.

import { setImmediate as turn } from 'node:timers/promises';

/** `now` in Unix ms. `sleep` rejects with the signal's reason when aborted; `Infinity` sleeps until then. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

const longestTimer = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => Date.now(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const timer = setTimeout(done, Math.min(ms, longestTimer));
      signal.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      }
    });
  },
};

interface Sleeper {
  readonly due: number;
  wake(): void;
}

/** Time that stands still until `advance`. With `auto` every finite sleep is over at once and time jumps to its end. */
export class VirtualClock implements Clock {
  #now: number;
  readonly #auto: boolean;
  readonly #sleepers = new Set<Sleeper>();
  readonly #waiting = new Set<() => void>();

  constructor({ start = Date.UTC(2026, 10, 21, 12), auto = false } = {}) {
    this.#now = start;
    this.#auto = auto;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const due = this.#now + ms;
    if (this.#auto && Number.isFinite(ms)) {
      await turn();
      this.#now = Math.max(this.#now, due);
      return signal.throwIfAborted();
    }
    await new Promise<void>((resolve, reject) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      };
      const sleeper = { due, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake, { once: true });
      for (const tell of this.#waiting) tell();
      this.#waiting.clear();
    });
  }

  /** Resolves once something sleeps: the moment from which `advance` has an effect. */
  async whenAsleep(): Promise<void> {
    if (this.#sleepers.size === 0) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** Moves time on, waking each sleeper at its own moment and letting what it does happen before the next one. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    for (;;) {
      await settle();
      const next = [...this.#sleepers].sort((a, b) => a.due - b.due)[0];
      if (!next || next.due > target) break;
      this.#now = Math.max(this.#now, next.due);
      next.wake();
    }
    this.#now = target;
  }
}

/** Sockets need a few rounds of the event loop to carry what a woken sleeper wrote. */
async function settle(): Promise<void> {
  for (let round = 0; round < 8; round++) await turn();
}
