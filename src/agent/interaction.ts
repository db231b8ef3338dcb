// One request in; the stream's events become session events; calls are handed on the moment they are complete; how it ended comes out.

import type { Activity, SessionEvent } from '../shared/events.ts';
import type { Failure } from '../shared/failure.ts';
import { deltaType } from '../shared/merge.ts';
import type { FunctionCall, Status, Usage } from '../shared/step.ts';
import { type Interaction, plainStep, type StepState, type Transcript } from '../shared/transcript.ts';
import { until } from './abort.ts';
import { RepetitionGuard } from './guards.ts';
import type { Clock, StreamEvent } from './ports.ts';

export type Ending =
  | { readonly how: 'completed'; readonly status: Status; readonly failure?: Failure }
  | { readonly how: 'failed'; readonly failure: Failure; readonly contentSeen: boolean }
  | { readonly how: 'aborted' }
  /** The service still works on it after so long that it may never end. */
  | { readonly how: 'overdue' }
  | { readonly how: 'repeating' };

export interface Streaming {
  /** The interaction's events. */
  open(signal: AbortSignal): AsyncIterable<StreamEvent>;
  readonly clock: Clock;
  readonly turn: string;
  /** Our key of the interaction. */
  readonly key: string;
  readonly signal: AbortSignal;
  /** Of a background interaction: Unix ms at which it is overdue. */
  readonly until?: number;
  emit(event: SessionEvent): void;
  transcript(): Transcript;
  /** Called once for each function_call, in the order in which they are complete. */
  onCall(call: FunctionCall, invalid: boolean): void;
}

/** Never rejects. */
export async function streamInteraction(streaming: Streaming): Promise<Ending> {
  const own = new AbortController();
  const signal = AbortSignal.any([streaming.signal, own.signal]);
  const reader = new StreamReader(streaming);
  let ending: Ending | undefined;
  let overdue = false;
  const { clock, until: end } = streaming;
  if (end !== undefined) {
    const late = () => {
      overdue = true;
      own.abort();
    };
    void clock.sleep(Math.max(0, end - clock.now()), own.signal).then(late, () => {});
  }
  try {
    for await (const event of until(streaming.open(signal), signal)) {
      ending = reader.read(event);
      if (ending) break;
    }
  } finally {
    own.abort();
  }
  if (ending && ending.how !== 'aborted') return ending;
  return { how: overdue && !streaming.signal.aborted ? 'overdue' : 'aborted' };
}

/** Between two tellings of what is used so far, in ms. */
const tellUsedMs = 1000;

class StreamReader {
  readonly #streaming: Streaming;
  readonly #handed = new Set<number>();
  readonly #repetition = new RepetitionGuard();
  #activity?: Activity['kind'];
  #detail?: string;
  #usage?: Usage;
  #toldUsed = 0;
  #since = 0;

  constructor(streaming: Streaming) {
    this.#streaming = streaming;
    this.#show('connecting');
  }

  read(event: StreamEvent): Ending | undefined {
    const { emit, key, clock } = this.#streaming;
    switch (event.type) {
      case 'created':
        if (this.#interaction()?.id !== event.id) emit({ type: 'interaction.created', interaction: key, id: event.id });
        return undefined;
      case 'step.started':
        emit({ ...event, interaction: key, at: clock.now() });
        this.#show(activityOf(event.step.type));
        return undefined;
      case 'step.delta':
        emit({ ...event, interaction: key });
        return deltaType(event.delta) === 'text' && this.#repetition.push(String(event.delta.text ?? ''))
          ? { how: 'repeating' }
          : undefined;
      case 'step.stopped':
        emit({ ...event, interaction: key, at: clock.now() });
        this.#handOn(this.#interaction()?.steps.find(({ index }) => index === event.index));
        return undefined;
      case 'unknown':
        emit({ type: 'unknown.received', interaction: key, raw: event.raw });
        return undefined;
      case 'waiting':
        this.#show(event.reason, event.until, event.failure?.text);
        return undefined;
      case 'used':
        this.#usage = event.usage;
        if (clock.now() - this.#toldUsed >= tellUsedMs)
          this.#show(this.#activity ?? 'thinking', undefined, undefined, true);
        return undefined;
      case 'flowing':
        this.#show(activityOf(this.#interaction()?.steps.at(-1)?.step.type));
        return undefined;
      case 'completed':
        return this.#complete(event);
      case 'failed':
        return { how: 'failed', failure: event.failure, contentSeen: event.contentSeen };
      case 'aborted':
        return { how: 'aborted' };
    }
  }

  /** The id may come only now; calls whose step never stopped are complete too, since nothing more can arrive. */
  #complete({ id, status, usage, continuationToken, failure }: Extract<StreamEvent, { type: 'completed' }>): Ending {
    const { emit, key, clock } = this.#streaming;
    if (id !== '' && this.#interaction()?.id !== id) emit({ type: 'interaction.created', interaction: key, id });
    emit({ type: 'interaction.completed', interaction: key, status, usage, continuationToken, at: clock.now() });
    for (const state of this.#interaction()?.steps ?? []) this.#handOn(state);
    return { how: 'completed', status, failure };
  }

  #handOn(state: StepState | undefined): void {
    if (state?.step.type !== 'function_call' || this.#handed.has(state.index)) return;
    this.#handed.add(state.index);
    this.#streaming.onCall(plainStep(state.step) as FunctionCall, state.argumentsInvalid === true);
  }

  #interaction(): Interaction | undefined {
    return this.#streaming.transcript().last?.interactions.findLast(({ key }) => key === this.#streaming.key);
  }

  /** Told on change only: what streams must not cost an event more per delta. */
  #show(kind: Activity['kind'], ends?: number, detail?: string, used = false): void {
    if (this.#activity === kind && this.#detail === detail && ends === undefined && !used) return;
    const { emit, turn, clock } = this.#streaming;
    const now = clock.now();
    if (this.#activity !== kind || ends !== undefined) this.#since = now;
    this.#activity = kind;
    this.#detail = detail;
    const usage = this.#usage;
    if (usage) this.#toldUsed = now;
    const activity = { kind, since: this.#since, until: ends, detail, ...(usage ? { usage } : {}) };
    emit({ type: 'activity.updated', turn, activity });
  }
}

function activityOf(step: string | undefined): Activity['kind'] {
  if (step === undefined) return 'connecting';
  if (step === 'thought') return 'thinking';
  return step === 'model_output' ? 'writing' : 'calling';
}
