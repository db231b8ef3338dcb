// Steps and events of one answer in, entries of its log and steps of its interaction out.

import type { Clock } from './clock.ts';
import { eventId } from './ids.ts';
import type { Interaction } from './interaction.ts';
import type { Plan } from './plan.ts';
import type { IssuedCall, StepJson } from './validate/chain.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Delta {
  readonly delta: Json;
  /** Ms to wait before it. */
  readonly delay?: number;
}

export interface Performance {
  /** The step as `step.start` shows it. */
  readonly start: Json;
  readonly deltas: readonly Delta[];
  /** The step as it is kept. */
  readonly final: StepJson;
  readonly index?: number;
  /** False: that event is left out. */
  readonly started?: boolean;
  readonly stopped?: boolean;
}

export class Stage {
  readonly interaction: Interaction;
  readonly plan: Plan;
  readonly clock: Clock;
  /** Signature of the newest thought: it covers the calls that follow. */
  signature?: string;
  readonly #issue: (call: string, facts: IssuedCall) => void;
  #next = 0;
  #events = 0;

  constructor(
    interaction: Interaction,
    plan: Plan,
    { clock, issue }: { readonly clock: Clock; readonly issue: (call: string, facts: IssuedCall) => void },
  ) {
    this.interaction = interaction;
    this.plan = plan;
    this.clock = clock;
    this.#issue = issue;
  }

  /** Index of the newest step, -1 before the first. */
  get index(): number {
    return this.#next - 1;
  }

  /** Unlike any other step's, in any interaction. */
  get seed(): string {
    return `${this.interaction.key} ${this.#next}`;
  }

  issue(call: string, name: string): void {
    this.#issue(call, { name, ...(this.signature !== undefined && { signature: this.signature }) });
  }

  sleep(ms: number): Promise<void> {
    return this.clock.sleep(ms, this.interaction.control.signal);
  }

  emit(event: Json): void {
    const { log, request, key } = this.interaction;
    const marked = request.background && !(this.plan.on.has('sparse_event_ids') && event.event_type !== 'step.delta');
    const id = marked ? eventId(key, ++this.#events) : undefined;
    log.append({ event: id ? { ...event, event_id: id } : event, ...(id && { eventId: id }) });
  }

  async perform({ start, deltas, final, index, started = true, stopped = true }: Performance): Promise<void> {
    const at = index ?? this.#next++;
    if (started) this.emit({ index: at, step: start, event_type: 'step.start' });
    for (const { delta, delay } of deltas) {
      if (delay) await this.sleep(delay);
      this.emit({ index: at, delta: this.#typed(delta), event_type: 'step.delta' });
    }
    if (stopped) this.emit({ index: at, event_type: 'step.stop' });
    this.interaction.steps.push(final);
  }

  #typed(delta: Json): Json {
    const { on } = this.plan;
    if (!on.has('typeless') && !on.has('typeless_text')) return delta;
    const { type, content, ...rest } = delta;
    const { type: _, ...bare } = (content ?? {}) as Json;
    const kept = on.has('typeless') || type === 'text' ? {} : { type };
    return { ...(content !== undefined && { content: bare }), ...rest, ...kept };
  }
}
