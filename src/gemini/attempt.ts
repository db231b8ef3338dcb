// One HTTP stream in, its StreamEvents out as they come, with news of silence; how it ended is what the generator returns.

import type { Clock, StreamEvent } from '../agent/ports.ts';
import { eventTrouble, exchangeTrouble, never, type Trouble } from './classify.ts';
import { type Exchange, newExchange } from './exchange.ts';
import * as failures from './failure.ts';
import type { Situation } from './situation.ts';
import type { StreamEnd, Translator } from './stream.ts';
import { type News, Watchdog } from './watchdog.ts';

export type AttemptEnd =
  | Extract<StreamEnd, { type: 'completed' }>
  | { readonly type: 'trouble'; readonly trouble: Trouble }
  | { readonly type: 'aborted' };

export interface Attempt {
  start(exchange: Exchange): Promise<AsyncIterator<unknown>>;
  readonly translator: Translator;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly quietMs: number;
  /** Silence that ends the attempt: before the first step, and after it. */
  readonly firstMs: number;
  readonly nextMs: number;
  /** The person was told to wait: the first sign of life is news. */
  readonly waiting: boolean;
  situation(): Situation;
}

/** Never throws. The connection is closed when this ends, unless the answer was complete. */
export async function* runAttempt(attempt: Attempt): AsyncGenerator<StreamEvent, AttemptEnd> {
  const { translator, clock, signal, quietMs } = attempt;
  const exchange = newExchange();
  const deadMs = () => (translator.contentSeen ? attempt.nextMs : attempt.firstMs);
  const watchdog = new Watchdog(clock, { quietMs, deadMs }, signal);
  exchange.onBytes = () => watchdog.alive();
  let { waiting } = attempt;
  let iterator: AsyncIterator<unknown> | undefined;
  const pull = async () => {
    iterator ??= await attempt.start(exchange);
    return iterator.next();
  };
  try {
    let next = pull();
    for (;;) {
      const news = await watchdog.wait(next);
      if (news.type === 'quiet' || news.type === 'flowing') {
        waiting = news.type === 'quiet';
        yield news.type === 'quiet' ? { type: 'waiting', reason: 'reconnecting' } : { type: 'flowing' };
        continue;
      }
      const read = news.type === 'value' && !news.value.done ? translator.read(news.value.value) : undefined;
      if (!read) return lastWord(news, attempt, exchange);
      if (waiting) yield { type: 'flowing' };
      waiting = false;
      for (const event of read.events) {
        yield event;
        if (signal.aborted) return { type: 'aborted' };
      }
      if (read.end) return ending(read.end, attempt, exchange);
      next = pull();
    }
  } finally {
    watchdog.stop();
    if (exchange.complete) void finish(iterator);
    else exchange.abort.abort();
  }
}

/** The stream gave no further event: it is dead, stopped, failed, or over. */
function lastWord(news: News<IteratorResult<unknown>>, attempt: Attempt, exchange: Exchange): AttemptEnd {
  const { translator, signal } = attempt;
  if (news.type === 'aborted' || signal.aborted) return { type: 'aborted' };
  const situation = attempt.situation();
  if (news.type === 'error') return { type: 'trouble', trouble: exchangeTrouble(exchange, news.error, situation) };
  const { t } = situation;
  if (news.type === 'dead') {
    const silentMs = translator.contentSeen ? attempt.nextMs : attempt.firstMs;
    return { type: 'trouble', trouble: never(failures.stalled(t, Math.round(silentMs / 1000), {})) };
  }
  const end = translator.endOfStream();
  if (end) return ending(end, attempt, exchange);
  if (translator.events === 0)
    return { type: 'trouble', trouble: never(failures.emptyAnswer(t, { status: exchange.status })) };
  const damaged = translator.events === translator.damaged;
  return { type: 'trouble', trouble: never(damaged ? failures.malformedAnswer(t, {}) : failures.interrupted(t, {})) };
}

function ending(end: StreamEnd, attempt: Attempt, exchange: Exchange): AttemptEnd {
  switch (end.type) {
    case 'completed':
      exchange.complete = true;
      return end;
    case 'error':
      return { type: 'trouble', trouble: eventTrouble(end.payload, attempt.situation()) };
    case 'diverged':
      return { type: 'trouble', trouble: never(failures.interrupted(attempt.situation().t, {})) };
    case 'retired':
      return { type: 'trouble', trouble: never(failures.retiredSchema(attempt.situation().t, {})) };
  }
}

/** Lets the SDK see the end marker and let go of the connection. */
async function finish(iterator: AsyncIterator<unknown> | undefined): Promise<void> {
  try {
    await iterator?.return?.();
  } catch {
    // Whatever is wrong with the rest of the stream, the answer is complete.
  }
}
