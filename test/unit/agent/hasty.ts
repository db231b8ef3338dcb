// Nothing in, a clock that runs a hundred times as fast as the wall's out: for waits that are made in full.

import type { Clock } from '../../../src/agent/ports.ts';

const started = Date.now();
/** Real timers, so that sockets and waits go side by side. */
export const hasty: Clock = {
  now: () => started + (Date.now() - started) * 100,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms / 100);
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      signal.addEventListener('abort', stop, { once: true });
    }),
};
