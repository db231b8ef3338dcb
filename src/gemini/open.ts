// An InteractionRequest in, its StreamEvents out: tries, waits, hops and resumptions are one stream to the agent.

import type { InteractionRequest, StreamEvent } from '../agent/ports.ts';
import { type AttemptEnd, runAttempt } from './attempt.ts';
import type { Trouble } from './classify.ts';
import { type Completed, completed, failed } from './ending.ts';
import * as failures from './failure.ts';
import { missing } from './record.ts';
import { confirm, type Following, follow, getRecord } from './resume.ts';
import { Backoff, heldFor, hold } from './retry.ts';
import type { Setup } from './setup.ts';
import type { Situation } from './situation.ts';
import { Translator } from './stream.ts';
import { toBody, type Variation } from './wire.ts';

/** Never rejects; ends with exactly one terminal event. */
export async function* openStream(
  setup: Setup,
  request: InteractionRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const opening = new Opening(setup, request, signal);
  try {
    yield* opening.run();
  } catch (error) {
    yield signal.aborted ? { type: 'aborted' } : opening.mistake(error);
  }
}

class Opening {
  readonly #setup: Setup;
  readonly #request: InteractionRequest;
  readonly #signal: AbortSignal;
  readonly #translator: Translator;
  readonly #backoff: Backoff;
  #variation: Variation = {};
  #hops = 0;
  /** The person was told to wait. */
  #waiting = false;

  constructor(setup: Setup, request: InteractionRequest, signal: AbortSignal) {
    this.#setup = setup;
    this.#request = request;
    const { continuationToken: token, previousInteractionId: id } = request;
    if (token !== undefined) this.#variation = { hop: { token, id } };
    this.#signal = signal;
    this.#translator = new Translator(request.background);
    const { clock, random, timeouts } = setup;
    this.#backoff = new Backoff({ clock, random, budgetMs: timeouts.retryBudgetMs });
  }

  async *run(): AsyncGenerator<StreamEvent> {
    const { hasKey, t } = this.#setup;
    if (!hasKey) return yield failed(failures.noKey(t), this.#translator);
    for (;;) {
      yield* this.#waitForOthers();
      if (this.#signal.aborted) return yield { type: 'aborted' };
      const end = yield* this.#attempt();
      if (end.type === 'aborted') return yield end;
      if (end.type === 'completed') {
        if (this.#beginHop(end)) continue;
        return yield* this.#complete(end);
      }
      if (this.#canFollow(end.trouble)) return yield* follow(this.#following());
      const retries = yield* this.#retry(end.trouble);
      if (!retries) return yield failed(end.trouble.failure, this.#translator);
    }
  }

  mistake(error: unknown): StreamEvent {
    const { t, situation, log } = this.#setup;
    const detail = situation({}).redact(error instanceof Error ? error.message : String(error));
    log.error('open: a mistake of ours', { detail });
    return failed(failures.internal(t, { detail }), this.#translator);
  }

  #attempt(): AsyncGenerator<StreamEvent, AttemptEnd> {
    const { sdk, clock, timeouts } = this.#setup;
    const isAgent = this.#request.agentConfig !== undefined;
    const isSlow = isAgent || this.#request.generationConfig?.thinkingLevel === 'high';
    const waiting = this.#waiting;
    this.#waiting = false;
    return runAttempt({
      start: (exchange) => {
        const body = toBody(this.#request, this.#variation);
        this.#setup.sent(this.#request, body);
        return sdk.create(body, exchange);
      },
      translator: this.#translator,
      clock,
      signal: this.#signal,
      quietMs: isAgent ? timeouts.highThinkingMs : timeouts.quietMs,
      firstMs: isSlow ? timeouts.highThinkingMs : timeouts.firstEventMs,
      nextMs: isSlow ? timeouts.highThinkingMs : timeouts.nextEventMs,
      waiting,
      situation: () => this.#situation(),
    });
  }

  #situation(): Situation {
    const { model, previousInteractionId } = this.#request;
    return this.#setup.situation({ model, chained: previousInteractionId !== undefined });
  }

  get #limiterKey(): string {
    return `${this.#setup.limiterKey}|${this.#request.model}`;
  }

  /** Another session was told to wait; asking now would only make it longer. */
  async *#waitForOthers(): AsyncGenerator<StreamEvent> {
    const { clock, random } = this.#setup;
    const until = heldFor(this.#limiterKey, clock.now(), random);
    if (until === undefined || this.#waiting) return;
    yield { type: 'waiting', reason: 'retrying', until };
    await clock.sleep(until - clock.now(), this.#signal);
    yield { type: 'waiting', reason: 'connecting' };
    this.#waiting = true;
  }

  /** Waits as long as the trouble demands; false: it is final. */
  async *#retry(trouble: Trouble): AsyncGenerator<StreamEvent, boolean> {
    const { clock, log } = this.#setup;
    const { failure } = trouble;
    if (this.#translator.contentSeen) return false;
    if (
      trouble.thinkingLevel &&
      !this.#variation.withoutThinkingLevel &&
      this.#request.generationConfig?.thinkingLevel
    ) {
      log.warn('open: the model refuses the thinking level; asking without it', { detail: failure.detail });
      this.#variation = { ...this.#variation, withoutThinkingLevel: true };
      this.#translator.retry();
      return true;
    }
    const until = this.#backoff.next(trouble);
    log.warn(`open: ${failure.kind}`, { status: failure.status, detail: failure.detail, retryAt: until });
    if (until === undefined) return false;
    if (trouble.throttled) hold(this.#limiterKey, until);
    yield { type: 'waiting', reason: 'retrying', until, failure };
    await clock.sleep(Math.max(0, until - clock.now()), this.#signal);
    yield { type: 'waiting', reason: 'connecting' };
    this.#waiting = true;
    this.#translator.retry();
    return true;
  }

  /** A long answer goes on in a further request, when that is allowed unasked and the last one got further. */
  #beginHop({ status, id, continuationToken: token }: Completed): boolean {
    const isFurther = token !== undefined && token !== this.#variation.hop?.token;
    if (status !== 'requires_continuation' || !isFurther || this.#hops >= this.#setup.maxHops) return false;
    this.#hops += 1;
    this.#variation = { ...this.#variation, hop: { token, ...(this.#request.store && id ? { id } : {}) } };
    this.#translator.nextHop();
    return true;
  }

  /** A frame was lost on the way: only the service's own record can say whether the answer is whole. */
  async *#complete(end: Completed): AsyncGenerator<StreamEvent> {
    const { t } = this.#setup;
    if (this.#request.background && end.id) return yield* confirm(this.#following(), end);
    if (this.#translator.damaged > 0) {
      const record = end.id ? await this.#recordOf(end.id) : undefined;
      const whole = record !== undefined && (yield* missing(record, this.#translator, true));
      if (!whole) return yield failed(failures.malformedAnswer(t, {}), this.#translator);
    }
    yield completed(end, this.#translator, this.#situation());
  }

  async #recordOf(id: string) {
    try {
      return await getRecord(this.#setup, id, false, this.#signal);
    } catch (error) {
      if (this.#signal.aborted) throw error;
      return undefined;
    }
  }

  /** The service goes on without us; an overload before the first step is a start that failed. */
  #canFollow({ retry }: Trouble): boolean {
    const { background } = this.#request;
    return background === true && this.#translator.id !== '' && (this.#translator.contentSeen || retry !== 'backoff');
  }

  #following(): Following {
    const { id } = this.#translator;
    const slow = this.#request.agentConfig !== undefined;
    return { setup: this.#setup, id, translator: this.#translator, sinceStart: true, slow, signal: this.#signal };
  }
}
