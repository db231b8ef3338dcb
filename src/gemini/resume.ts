// The id of a background interaction in, the rest of its events out: by stream while that works, else by looking again and again.

import { FailureError, type InteractionRecord, type StreamEvent } from '../agent/ports.ts';
import type { Failure } from '../shared/failure.ts';
import { runAttempt } from './attempt.ts';
import { type Completed, completed, failed } from './ending.ts';
import * as failures from './failure.ts';
import { isTerminal, missing, toRecord } from './record.ts';
import type { Setup } from './setup.ts';
import type { Translator } from './stream.ts';
import { callUnary } from './unary.ts';

export interface Following {
  readonly setup: Setup;
  readonly id: string;
  /** What came of the interaction until now. */
  readonly translator: Translator;
  /** The translator saw the stream from its beginning. */
  readonly sinceStart: boolean;
  /** Its silence means nothing. */
  readonly slow?: boolean;
  readonly signal: AbortSignal;
}

/** Streams that may fail in a row, without an event with an id, before polling takes over. */
const streamTries = 2;
/** Looks after which a stream is tried once more: an agent that works for an hour has more to tell. */
const looksBetweenStreams = 12;
/** Waits for an id that the service does not know yet although it has just given it out (seen in 2026), in ms. */
const unknownIdWaits = [1000, 2000, 3000];

/** Never rejects; ends with the one terminal event. A plain get is asked first, and has the last word over the stream (contract section 12). */
export async function* follow(following: Following): AsyncGenerator<StreamEvent> {
  const { setup, translator, signal } = following;
  try {
    yield { type: 'waiting', reason: 'reconnecting' };
    yield* followToEnd(following);
  } catch (error) {
    if (signal.aborted) yield { type: 'aborted' };
    else yield failed(failureOf(error, setup), translator);
  }
}

async function* followToEnd(following: Following): AsyncGenerator<StreamEvent> {
  const { setup, translator, signal } = following;
  const { clock, random, timeouts, t } = setup;
  const startedAt = clock.now();
  let failedStreams = 0;
  let looks = 0;
  let isAway = false;
  for (;;) {
    const record = await getKnown(following).catch((error: unknown) => {
      if (signal.aborted || !passes(error) || clock.now() - startedAt > timeouts.backgroundMs) throw error;
      return error;
    });
    if (record instanceof FailureError) {
      // The interaction goes on meanwhile: what is in the way here is waited out.
      setup.log.warn(`resume: ${record.failure.kind}`, { detail: record.failure.detail });
      yield { type: 'waiting', reason: 'reconnecting', failure: record.failure };
      isAway = true;
      await clock.sleep(timeouts.pollMs, signal);
      continue;
    }
    if (isAway) yield { type: 'waiting', reason: 'reconnecting' };
    isAway = false;
    if (record.status === 'queued') yield { type: 'waiting', reason: 'queued' };
    if (isTerminal(record)) return yield* finish(following, record);
    if (clock.now() - startedAt > timeouts.backgroundMs) throw new FailureError(failures.timeout(t, {}));
    if (failedStreams >= streamTries || translator.diverged) {
      await clock.sleep(Math.round(timeouts.pollMs * (0.5 + random() / 2)), signal);
      looks += 1;
      if (looks % looksBetweenStreams === 0) failedStreams = streamTries - 1;
      continue;
    }
    const before = translator.lastEventId;
    const end = yield* stream(following);
    if (end.type === 'aborted') return yield { type: 'aborted' };
    if (end.type === 'completed') return yield* confirm(following, end);
    failedStreams = translator.lastEventId === before ? failedStreams + 1 : 0;
    setup.log.warn(`resume: ${end.trouble.failure.kind}`, { detail: end.trouble.failure.detail });
    yield { type: 'waiting', reason: 'reconnecting' };
  }
}

/** Troubles of the way that end by themselves. */
function passes(error: unknown): error is FailureError {
  return error instanceof FailureError && passing.has(error.failure.kind);
}

const passing: ReadonlySet<Failure['kind']> = new Set([
  'offline',
  'unavailable',
  'timeout',
  'overloaded',
  'rate_limit',
  'interrupted',
]);

function stream({ setup, id, translator, slow, signal }: Following) {
  const { sdk, clock, timeouts } = setup;
  translator.resume();
  return runAttempt({
    start: (exchange) => sdk.follow(id, translator.lastEventId, exchange),
    translator,
    clock,
    signal,
    quietMs: slow ? timeouts.highThinkingMs : timeouts.quietMs,
    firstMs: slow ? timeouts.highThinkingMs : timeouts.firstEventMs,
    nextMs: slow ? timeouts.highThinkingMs : timeouts.nextEventMs,
    waiting: true,
    situation: () => setup.situation({ byId: true, idempotent: true }),
  });
}

/** The stream said it is over: the record says what there is, unless it cannot be had. Rejects with the signal's reason only. */
export async function* confirm(following: Following, end: Completed): AsyncGenerator<StreamEvent> {
  const { setup, translator, signal } = following;
  let record: InteractionRecord | undefined;
  try {
    record = await getRecord(setup, following.id, false, signal);
  } catch (error) {
    if (signal.aborted) throw error;
  }
  if (record && isTerminal(record)) yield* finish(following, record, end);
  else yield completed(end, translator, setup.situation({}));
}

async function* finish(
  { setup, id, translator, sinceStart }: Following,
  record: InteractionRecord,
  end?: Completed,
): AsyncGenerator<StreamEvent> {
  yield { type: 'flowing' };
  const whole = yield* missing(record, translator, sinceStart);
  if (!whole) {
    setup.log.warn('resume: the stream and the record differ');
    if (!end || translator.damaged > 0) return yield failed(failures.malformedAnswer(setup.t, {}), translator);
  }
  const { status, raw } = record;
  const usage = record.usage ?? end?.usage;
  const token = raw.continuation_token;
  yield completed(
    {
      type: 'completed',
      id: record.id || id,
      status,
      ...(usage ? { usage } : {}),
      ...(typeof token === 'string' ? { continuationToken: token } : {}),
      errors: Array.isArray(raw.errors) ? raw.errors : (end?.errors ?? []),
    },
    translator,
    setup.situation({}),
  );
}

/** A record whose id may be too fresh to be known everywhere. */
async function getKnown({ setup, id, signal }: Following): Promise<InteractionRecord> {
  // What is in the way for longer is told, and waited out, by the caller.
  const budgetMs = setup.timeouts.pollMs / 2;
  for (const wait of unknownIdWaits) {
    try {
      return await getRecord(setup, id, false, signal, budgetMs);
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.status !== 404) throw error;
      await setup.clock.sleep(wait, signal);
    }
  }
  return getRecord(setup, id, false, signal, budgetMs);
}

/** One plain get. `budgetMs`: longest all tries may take. Rejects with a FailureError, or with the signal's reason. */
export function getRecord(
  setup: Setup,
  id: string,
  includeInput: boolean,
  signal: AbortSignal,
  budgetMs?: number,
): Promise<InteractionRecord> {
  return callUnary(
    setup,
    {
      name: 'get',
      situation: { byId: true },
      ...(budgetMs === undefined ? {} : { budgetMs }),
      async run(exchange) {
        await setup.sdk.get(id, includeInput, exchange);
        return toRecord(exchange.body ?? '', exchange.status ?? 0, setup.situation({ byId: true, idempotent: true }));
      },
    },
    signal,
  );
}

function failureOf(error: unknown, { t, situation }: Setup) {
  if (error instanceof FailureError) return error.failure;
  const detail = error instanceof Error ? error.message : String(error);
  return failures.internal(t, { detail: situation({}).redact(detail) });
}
