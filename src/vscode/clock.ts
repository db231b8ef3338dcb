// The system's time as the agent's clock.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../agent/ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};

/** The time of what is drawn: monotonic, in ms; `later` returns the way to cancel. */
export const frameClock = {
  now: (): number => performance.now(),
  later(run: () => void, ms: number): () => void {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
