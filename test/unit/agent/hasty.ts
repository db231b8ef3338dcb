// Nothing in, a clock that runs thirty times as fast as the wall's out: for waits that are made in full.

import type { Clock } from '../../../src/agent/ports.ts';

const started = Date.now();
/** A machine that is busy for a second must not look like a connection that is silent for a minute. */
const haste = 30;

/** Real timers, so that sockets and waits go side by side. */
export const hasty: Clock = {
  now: () => started + (Date.now() - started) * haste,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms / haste);
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      signal.addEventListener('abort', stop, { once: true });
    }),
};
