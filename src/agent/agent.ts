// One turn: prompt → interaction → calls → results → next interaction, until the model calls no more. Ports in, session events out.

import type { Question } from '../shared/events.ts';
import { basisOf } from '../shared/standing.ts';
import type { FunctionCall, Step } from '../shared/step.ts';
import type { Interaction, Transcript } from '../shared/transcript.ts';
import { leaving } from './abort.ts';
import type { CallContext } from './calls/callContext.ts';
import { Calls } from './calls/calls.ts';
import { offerToDrop } from './calls/oddTool.ts';
import type { CapWatch } from './caps.ts';
import { chainOf, history, isTerminal, openCalls, uncertain, userInput, wasStarted } from './chain.ts';
import type { Compactions } from './compactions.ts';
import { generationConfig } from './generation.ts';
import { type Done, guardCalls, guardInteractions } from './guards.ts';
import { type Surroundings, systemInstruction } from './instructions.ts';
import { type Ending, streamInteraction } from './interaction.ts';
import { withOutput } from './output.ts';
import { type BuiltInTool, FailureError, type Gemini, type InteractionRequest, type StreamEvent } from './ports.ts';
import type { RunSettings } from './runSettings.ts';
import { asking, ended, internal, longestAway, mustBeStorable, type TurnEnd, windowQuestion } from './turnEnd.ts';

export interface TurnContext extends CallContext {
  gemini(): Promise<Gemini>;
  readonly settings: RunSettings;
  /** Of Google, switched on for the session. */
  readonly builtIns: readonly BuiltInTool[];
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal;
  readonly caps?: CapWatch;
  readonly compactions?: Pick<Compactions, 'nearsEnd' | 'make'>;
  transcript(): Transcript;
  t(text: string, ...args: readonly (string | number)[]): string;
}

/** How the turn goes on from what the transcript holds. */
export interface Start {
  /** Steps to add to the chain: the prompt, or a word to continue. */
  readonly added: readonly Step[];
  /** Whether what an interrupted interaction had said is part of the chain (continue) or forgotten (retry). */
  readonly keepPartial: boolean;
  /** The newest interaction was left to the service, and is taken up first. */
  readonly takeUp?: boolean;
  /** Unix ms from which a turn that is taken up is waited for; by default now. */
  readonly since?: number;
}

/** Never rejects. */
export async function runTurn(context: TurnContext, turn: string, start: Start): Promise<TurnEnd> {
  try {
    return await new TurnRun(context, turn).run(start);
  } catch (error) {
    if (context.signal.aborted) return { outcome: 'stopped' };
    if (error instanceof FailureError) return { outcome: 'failed', failure: error.failure };
    context.log.error('The turn failed', error);
    return { outcome: 'failed', failure: internal(context, error) };
  }
}

class TurnRun {
  readonly #context: TurnContext;
  readonly #turn: string;
  /** Answered calls since the person last said something. */
  readonly #done: Done[] = [];
  #count = 0;
  #rebuild = false;
  #gemini?: Gemini;
  #since?: number;

  constructor(context: TurnContext, turn: string) {
    this.#context = context;
    this.#turn = turn;
  }

  async run({ added, keepPartial, takeUp, since: asked }: Start): Promise<TurnEnd> {
    this.#since = asked;
    mustBeStorable(this.#output, this.#context.settings, this.#context);
    const taken = takeUp ? await this.#takeUp() : await this.#answerOpenCalls();
    if (taken) return taken;
    const since = this.#context.transcript().last?.interactions.length ?? 0;
    let next = added;
    for (;;) {
      const { settings, t, signal } = this.#context;
      const question =
        guardInteractions(this.#count, settings.maxInteractions, t) ?? guardCalls(this.#done, t) ?? this.#cap(since);
      if (question) return { outcome: 'asking', question };
      const full = this.#output?.type !== 'research' && (this.#context.compactions?.nearsEnd() ?? false);
      if (full && settings.compaction !== 'auto') return { outcome: 'asking', question: windowQuestion({ t }) };
      if (full && (await this.#compacted()) && next.length === 0) next = [userInput('Go on with what is in progress.')];
      signal.throwIfAborted();
      const end = await this.#interact(next, keepPartial || this.#count > 0);
      if (end) return end;
      next = [];
    }
  }

  /** One that fails leaves the conversation as it is: the window is near its end, not at it. */
  async #compacted(): Promise<boolean> {
    const { compactions, emit, clock, signal, log } = this.#context;
    emit({ type: 'activity.updated', turn: this.#turn, activity: { kind: 'compacting', since: clock.now() } });
    try {
      return (await compactions?.make(signal)) ?? false;
    } catch (error) {
      signal.throwIfAborted();
      log.warn('The conversation could not be summed up', error);
      return false;
    }
  }

  #cap(since: number): Question | undefined {
    const { settings, caps, clock, transcript, t } = this.#context;
    return settings.spending && caps?.question(transcript(), since, settings.spending, clock.now(), t);
  }

  /** One interaction with its calls. Undefined: the model waits for results, go on. */
  async #interact(added: readonly Step[], keepPartial: boolean): Promise<TurnEnd | undefined> {
    this.#count++;
    const gemini = await this.#api();
    // Before the prompt: what the model changed is not what it left any more.
    const told = await this.#context.review.told(this.#context.signal);
    const { request, key } = this.#request([...(told ? [userInput(told)] : []), ...added], keepPartial);
    const calls = new Calls(this.#context, key);
    const ending = await this.#stream(key, calls, (signal) => gemini.open(request, signal));
    return this.#end(ending, calls, request);
  }

  /** The newest interaction, which the service worked on meanwhile: what is there is kept, what is missing is fetched. */
  async #takeUp(): Promise<TurnEnd | undefined> {
    const { key, id, status } = this.#newest();
    if (status !== undefined) {
      await this.#answerOpenCalls();
      return status === 'completed' && this.#newest().calls.length === 0 ? { outcome: 'completed' } : undefined;
    }
    this.#count++;
    const gemini = await this.#api();
    const calls = new Calls(this.#context, key);
    const { cursor, steps } = this.#newest();
    const resume = () => {
      const known = { ...this.#newest(), slow: this.#output?.type === 'research' };
      return this.#stream(key, calls, (signal) => gemini.resume(id, known, signal));
    };
    if (cursor === undefined && steps.length > 0)
      this.#context.emit({ type: 'interaction.replayed', interaction: key });
    let ending = await resume();
    if (ending.how === 'failed' && ending.failure.kind === 'malformed_answer') {
      // What was kept is not what the service has: its record counts.
      this.#context.emit({ type: 'interaction.replayed', interaction: key });
      ending = await resume();
    }
    return this.#end(ending, calls);
  }

  async #api(): Promise<Gemini> {
    this.#gemini = await this.#context.gemini();
    return this.#gemini;
  }

  #stream(key: string, calls: Calls, open: (signal: AbortSignal) => AsyncIterable<StreamEvent>): Promise<Ending> {
    const { emit, clock, signal } = this.#context;
    const transcript = () => this.#context.transcript();
    const onCall = (call: FunctionCall, invalid: boolean) => calls.start(call, invalid);
    const away = this.#newest().background ? { until: (this.#since ?? clock.now()) + longestAway } : {};
    this.#since = undefined;
    return streamInteraction({ open, clock, turn: this.#turn, key, signal, emit, transcript, onCall, ...away });
  }

  /** How the stream ended, and its calls, in. Undefined: the model waits for results, go on. */
  async #end(ending: Ending, calls: Calls, request?: InteractionRequest): Promise<TurnEnd | undefined> {
    const { signal } = this.#context;
    if (ending.how !== 'completed') return this.#broken(ending, calls, request);
    await this.#context.committed();
    const done = await calls.results();
    if (signal.aborted) return this.#stopped(calls);
    this.#done.push(...done);
    this.#rebuild = false;
    return isTerminal(this.#newest()) && done.length > 0 ? undefined : ended(ending, this.#context);
  }

  #request(
    added: readonly Step[],
    keepPartial: boolean,
  ): { readonly request: InteractionRequest; readonly key: string } {
    const { settings, surroundings, emit, clock, shell } = this.#context;
    const { plan = false } = settings;
    const transcript = this.#context.transcript();
    const form = transcript.last?.form;
    const none = form?.tools === false;
    const tools = none ? [] : this.#context.tools.filter(({ when }) => when?.({ shell, plan }) ?? true);
    const builtIns = none ? [] : this.#context.builtIns;
    const chain = chainOf(transcript, keepPartial);
    const previous = settings.store && !this.#rebuild ? chain.previous : undefined;
    const input = [...chain.pending, ...added];
    // Nothing to say but "go on": the token asks for the rest of the same answer.
    const continuationToken = input.length === 0 ? chain.continuationToken : undefined;
    const all = previous === undefined ? [...history(transcript, continuationToken === undefined), ...input] : input;
    const text: InteractionRequest = {
      model: settings.model,
      input: all,
      continuationToken,
      previousInteractionId: previous,
      store: settings.store,
      ...(settings.background ? { background: true } : {}),
      systemInstruction: systemInstruction(surroundings, tools.length > 0, plan),
      tools: [...tools.map(({ declaration }) => declaration), ...builtIns],
      generationConfig: generationConfig(settings, tools.length > 0),
      serviceTier: settings.serviceTier,
      responseFormat: form && { type: 'text', mime_type: 'application/json', schema: form.schema },
    };
    const basis = basisOf(transcript);
    const request = withOutput(text, this.#output);
    const key = `${this.#turn}.${(transcript.last?.interactions.length ?? 0) + 1}`;
    const { model, store, serviceTier: tier } = request;
    const filter = settings.sendSecrets ? undefined : this.#context.secrets;
    const { request: sent, count } = filter?.hide(request, input) ?? { request, count: 0 };
    emit({
      type: 'interaction.requested',
      turn: this.#turn,
      interaction: key,
      at: clock.now(),
      model,
      stored: store,
      input,
      previous,
      ...(request.background ? { background: true } : {}),
      ...(tier ? { tier } : {}),
      ...(count ? { secrets: count } : {}),
      ...(basis ? { basis } : {}),
    });
    return { request: sent, key };
  }

  async #broken(
    ending: Exclude<Ending, { how: 'completed' }>,
    calls: Calls,
    request?: InteractionRequest,
  ): Promise<TurnEnd | undefined> {
    if (ending.how === 'aborted') return this.#stopped(calls);
    await calls.abandon();
    if (ending.how !== 'failed') return asking(ending.how, this.#context);
    const { failure, contentSeen } = ending;
    const lost = failure.kind === 'chain_lost' && request?.previousInteractionId !== undefined && !contentSeen;
    if (!lost || this.#rebuild) {
      const { builtIns, t } = this.#context;
      return { outcome: 'failed', failure: offerToDrop(failure, builtIns, t) };
    }
    this.#rebuild = true;
    this.#context.emit({ type: 'chain.rebuilt', turn: this.#turn, reason: failure.detail ?? failure.text });
    return undefined;
  }

  async #stopped(calls: Calls): Promise<TurnEnd> {
    this.#cancel();
    await calls.abandon();
    return { outcome: 'stopped' };
  }

  /** The service would work on, and charge for it. Not waited for: a stop is at once. */
  #cancel(): void {
    const { background, id, status } = this.#newest();
    if (!background || id === '' || status !== undefined || this.#context.signal.reason === leaving) return;
    this.#gemini?.cancel(id, new AbortController().signal).catch((error: unknown) => {
      this.#context.log.warn('The interaction could not be cancelled at the service', error);
    });
  }

  /** A resumed turn may have stopped between the calls and their results: those that have none are run first, but for one whose effect may be there. */
  async #answerOpenCalls(): Promise<undefined> {
    const interaction = this.#context.transcript().last?.interactions.at(-1);
    if (!interaction || !isTerminal(interaction)) return;
    const calls = new Calls(this.#context, interaction.key);
    const { emit, clock } = this.#context;
    for (const call of openCalls(interaction)) {
      if (!wasStarted(interaction, call)) calls.start(call, false);
      else emit({ type: 'call.completed', call: call.id, result: uncertain(call), at: clock.now() });
    }
    await calls.results();
  }

  get #output() {
    return this.#context.transcript().last?.output;
  }

  #newest(): Interaction {
    return this.#context.transcript().last!.interactions.at(-1)!;
  }
}
