// A call that has one answer in, its body out; retried within a budget, given up after a time, always abortable.

import { FailureError } from '../agent/ports.ts';
import { exchangeTrouble, never, type Trouble } from './classify.ts';
import { type Exchange, newExchange } from './exchange.ts';
import * as failures from './failure.ts';
import { Backoff } from './retry.ts';
import type { Setup } from './setup.ts';
import type { Situation } from './situation.ts';

export interface UnaryCall<T> {
  readonly name: string;
  /** Runs with a fresh exchange each time. May use what it noted. */
  run(exchange: Exchange): Promise<T>;
  readonly situation: Partial<Situation>;
  /** A failed try that is none. */
  forgive?(exchange: Exchange, trouble: Trouble): { readonly value: T } | undefined;
  /** Longest all tries may take, in ms; default: the budget for retries. */
  readonly budgetMs?: number;
}

/** Rejects with a FailureError, or with the signal's reason when aborted. */
export async function callUnary<T>(setup: Setup, call: UnaryCall<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { clock, random, timeouts, log, t } = setup;
  if (!setup.hasKey) throw new FailureError(failures.noKey(t));
  const backoff = new Backoff({ clock, random, budgetMs: call.budgetMs ?? timeouts.retryBudgetMs });
  for (;;) {
    const exchange = newExchange();
    const tried = await tryOnce(setup, call, exchange, signal);
    signal.throwIfAborted();
    if ('value' in tried) return tried.value;
    const forgiven = call.forgive?.(exchange, tried.trouble);
    if (forgiven) return forgiven.value;
    const { failure } = tried.trouble;
    const at = backoff.next(tried.trouble);
    log.warn(`${call.name}: ${failure.kind}`, { status: failure.status, detail: failure.detail, retryAt: at });
    if (at === undefined) throw new FailureError(failure);
    await clock.sleep(Math.max(0, at - clock.now()), signal);
  }
}

type Tried<T> = { readonly value: T } | { readonly trouble: Trouble };

/** Ends with the call, the abort or the time limit, whichever is first, even where the fetch heeds no signal. */
async function tryOnce<T>(
  setup: Setup,
  call: UnaryCall<T>,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<Tried<T>> {
  const { clock, timeouts, t } = setup;
  const over = new AbortController();
  const limits = AbortSignal.any([signal, over.signal]);
  const limit = clock.sleep(timeouts.unaryMs, limits).then(
    () => ({ trouble: never(failures.timeout(t, {})) }),
    () => ({ trouble: never(failures.interrupted(t, {})) }),
  );
  const answer = call.run(exchange).then(
    (value) => ({ value }),
    (error: unknown) => ({
      trouble:
        error instanceof FailureError
          ? never(error.failure)
          : exchangeTrouble(exchange, error, situationOf(setup, call)),
    }),
  );
  try {
    return await Promise.race([answer, limit]);
  } finally {
    over.abort();
    exchange.abort.abort();
  }
}

function situationOf(setup: Setup, { situation }: UnaryCall<unknown>): Situation {
  return setup.situation({ ...situation, idempotent: true });
}
