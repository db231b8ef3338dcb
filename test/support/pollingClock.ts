// The emulator's clock in, a clock for a port out: short waits are over at once and take the emulator's time along, limits are never reached.

import type { Clock } from '../../src/agent/ports.ts';
import type { VirtualClock } from '../emulator/clock.ts';

/** Waits of up to this many ms are polls. */
const longest = 5000;

export function pollingClock(clock: VirtualClock): Clock {
  return {
    now: () => clock.now(),
    async sleep(ms, signal) {
      signal.throwIfAborted();
      if (ms <= longest) return clock.advance(ms);
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    },
  };
}
