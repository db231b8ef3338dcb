// A trouble in, the moment of the next try out (or none): full jitter, never before the service's own time, within one budget.

import type { Clock } from '../agent/ports.ts';
import { longestFloorMs, type Trouble } from './classify.ts';

/** Ceiling of the first wait; it doubles up to the cap. */
const firstMs = 1000;
const capMs = 60_000;

export interface BackoffOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** From the first request of a call to its last retry, in ms. */
  readonly budgetMs: number;
}

/** Counts the tries of one call. */
export class Backoff {
  readonly #options: BackoffOptions;
  readonly #startedAt: number;
  readonly #used = new Set<string>();
  #tries = 0;

  constructor(options: BackoffOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
  }

  /** Unix ms at which to try again; undefined: give up. */
  next({ retry, failure, floorMs = 0 }: Trouble): number | undefined {
    if (retry === 'never' || floorMs > longestFloorMs) return undefined;
    if (retry === 'once' && this.#used.has(failure.kind)) return undefined;
    this.#used.add(failure.kind);
    const { clock, random, budgetMs } = this.#options;
    const ceiling = Math.min(capMs, firstMs * 2 ** this.#tries);
    this.#tries += 1;
    const at = clock.now() + Math.max(floorMs, Math.round(random() * ceiling));
    return at - this.#startedAt > budgetMs ? undefined : at;
  }
}

/** Unix ms until which each key of service and model is throttled. One for the process: sessions share the quota. */
const heldUntil = new Map<string, number>();

/** Another session was throttled: nobody asks before `until`. */
export function hold(key: string, until: number): void {
  heldUntil.set(key, Math.max(until, heldUntil.get(key) ?? 0));
}

/** Unix ms at which a request for `key` may go out; undefined: at once. Those who wait for the same moment are spread over a second. */
export function heldFor(key: string, now: number, random: () => number): number | undefined {
  const until = heldUntil.get(key);
  if (until === undefined) return undefined;
  if (until > now) return until + Math.round(random() * firstMs);
  heldUntil.delete(key);
  return undefined;
}
