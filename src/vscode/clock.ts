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
