// Raw events of one SDK stream in, StreamEvents out; remembers what a stream's end and a resumption need to know.

import type { Known, StreamEvent } from '../agent/ports.ts';
import { closeStep, mergeDelta, openStep, stepTypeOf } from '../shared/merge.ts';
import type { Delta, Status, Step, Usage } from '../shared/step.ts';
import type { StepState } from '../shared/transcript.ts';
import { isJson } from './errorBody.ts';

/** How a stream's own events ended it. `errors`: the service's, from the interaction or a step. */
export type StreamEnd =
  | {
      readonly type: 'completed';
      readonly id: string;
      readonly status: Status;
      readonly usage?: Usage;
      readonly continuationToken?: string;
      readonly errors: readonly unknown[];
    }
  | { readonly type: 'error'; readonly payload: unknown }
  | { readonly type: 'retired' }
  /** A resumed stream repeats what came before in another cut, so what it adds cannot be told from what it repeats. */
  | { readonly type: 'diverged' };

type Json = Readonly<Record<string, unknown>>;

const retiredEvents = new Set([
  'interaction.start',
  'interaction.complete',
  'content.start',
  'content.delta',
  'content.stop',
]);
const running = new Set<string>(['queued', 'in_progress']);
/** States in which a stream may end with a `status_update` alone (seen for background interactions). */
const endsByUpdate = new Set<string>(['cancelled', 'failed', 'budget_exceeded']);

/** Of one interaction with all its hops, tries and resumptions. */
export class Translator {
  /** The newest id; '' while unknown and for interactions that are not stored. */
  id = '';
  lastEventId?: string;
  /** A step of this hop has started: from here on a retry would repeat what is shown. */
  contentSeen = false;
  /** Frames that were no JSON. */
  damaged = 0;
  /** Events of any kind in this HTTP stream. */
  events = 0;
  diverged = false;
  readonly steps = new Map<number, StepState>();
  #status: Status = '';
  #token?: string;
  #offset = 0;
  #errors: unknown[] = [];
  readonly #seen = new Set<string>();
  /** Of a stream that may be resumed: the events since the last one with an id, which a resumption repeats. */
  readonly #sinceCursor: string[] | undefined;
  #repeated: string[] = [];

  /** `resumable`: of a background interaction. */
  constructor(resumable = false) {
    this.#sinceCursor = resumable ? [] : undefined;
  }

  /** Of an interaction that is there in part; `steps` without a cursor are compared with the record alone. */
  static knowing(id: string, { cursor, steps }: Known): Translator {
    const translator = new Translator(true);
    translator.id = id;
    translator.lastEventId = cursor;
    translator.contentSeen = steps.length > 0;
    for (const state of steps) translator.steps.set(state.index, state);
    return translator;
  }

  /** The request goes out once more: nothing of the last try counts. */
  retry(): void {
    this.#sinceCursor?.splice(0);
    this.resume();
    this.id = '';
    this.#errors = [];
  }

  /** Another HTTP stream of the same interaction begins; it may repeat events. */
  resume(): void {
    this.events = 0;
    this.#status = '';
    this.#repeated = [...(this.#sinceCursor ?? [])];
  }

  /** A further hop begins, whose indexes count from 0 again. */
  nextHop(): void {
    this.retry();
    this.#token = undefined;
    this.damaged = 0;
    this.contentSeen = false;
    this.#offset = Math.max(-1, ...this.steps.keys()) + 1;
  }

  /** Index of the first step of this hop. */
  get offset(): number {
    return this.#offset;
  }

  /** Reads one event; `end` is the stream's last word, after which nothing counts. */
  read(raw: unknown): { readonly events: readonly StreamEvent[]; readonly end?: StreamEnd } {
    this.events += 1;
    if (!isJson(raw)) {
      this.damaged += 1;
      return { events: [{ type: 'unknown', raw }] };
    }
    if (this.#isRepeated(raw)) return { events: [] };
    if (this.diverged) return { events: [], end: { type: 'diverged' } };
    const read = this.#readKnown(raw);
    const { event_id: cursor } = raw;
    if (!this.#sinceCursor || typeof cursor !== 'string' || cursor === '') return read;
    return { ...read, events: read.events.map((event) => ('index' in event ? { ...event, cursor } : event)) };
  }

  /** Reads what is known by other means than the stream, in the form of its events. */
  add(raw: Json): readonly StreamEvent[] {
    return this.#readKnown(raw).events;
  }

  #isRepeated(raw: Json): boolean {
    const { event_id: id } = raw;
    if (typeof id === 'string' && id !== '') {
      if (this.#seen.has(id)) return true;
      this.#seen.add(id);
      this.lastEventId = id;
      this.#sinceCursor?.splice(0);
      this.diverged ||= this.#repeated.length > 0;
      return false;
    }
    if (!this.#sinceCursor || !String(raw.event_type).startsWith('step.')) return false;
    const text = JSON.stringify(raw);
    if (this.#repeated[0] === text) {
      this.#repeated.shift();
      return true;
    }
    this.diverged ||= this.#repeated.length > 0;
    this.#sinceCursor.push(text);
    return false;
  }

  /** What the end of the stream means, when no event said so. */
  endOfStream(): StreamEnd | undefined {
    return endsByUpdate.has(this.#status) ? this.#completed({ status: this.#status }) : undefined;
  }

  #readKnown(raw: Json): { readonly events: readonly StreamEvent[]; readonly end?: StreamEnd } {
    const type = String(raw.event_type ?? '');
    switch (type) {
      case 'interaction.created':
        return this.#created(raw);
      case 'interaction.status_update':
      case 'interaction.in_progress':
      case 'interaction.requires_action':
        return { events: this.#updated(raw) };
      case 'step.start':
      case 'step.delta':
      case 'step.stop':
        return { events: [this.#step(type, raw), ...usedOf((raw.metadata as Json | undefined)?.total_usage)] };
      case 'interaction.completed':
        return this.#ended(raw);
      case 'error':
        return { events: [], end: { type: 'error', payload: raw } };
      default:
        return retiredEvents.has(type)
          ? { events: [], end: { type: 'retired' } }
          : { events: [{ type: 'unknown', raw }] };
    }
  }

  #created({ interaction }: Json): { readonly events: readonly StreamEvent[]; readonly end?: StreamEnd } {
    const { id, outputs } = isJson(interaction) ? interaction : {};
    if (Array.isArray(outputs)) return { events: [], end: { type: 'retired' } };
    this.id = typeof id === 'string' ? id : '';
    return { events: [{ type: 'created', id: this.id }] };
  }

  #updated(raw: Json): readonly StreamEvent[] {
    const {
      status,
      continuation_token: token,
      usage,
    } = {
      ...raw,
      ...(isJson(raw.interaction) ? raw.interaction : {}),
    } as Json;
    const used = usedOf(usage);
    const wasQueued = this.#status === 'queued';
    if (typeof status === 'string') this.#status = status;
    if (typeof token === 'string' && token !== '') this.#token = token;
    if (this.#status === 'queued') return wasQueued ? used : [{ type: 'waiting', reason: 'queued' }, ...used];
    return wasQueued ? [{ type: 'flowing' }, ...used] : used;
  }

  #step(type: 'step.start' | 'step.delta' | 'step.stop', raw: Json): StreamEvent {
    if (typeof raw.index !== 'number' || !Number.isInteger(raw.index) || raw.index < 0) return { type: 'unknown', raw };
    const index = raw.index + this.#offset;
    if (type === 'step.start' && isJson(raw.step) && typeof raw.step.type === 'string') {
      return this.#started(index, raw.step as unknown as Step);
    }
    if (type === 'step.delta' && isJson(raw.delta)) return this.#merged(index, raw.delta as Delta);
    if (type !== 'step.stop') return { type: 'unknown', raw };
    const state = this.steps.get(index);
    if (state) this.steps.set(index, closeStep(state, 0));
    return { type: 'step.stopped', index };
  }

  #started(index: number, step: Step): StreamEvent {
    this.contentSeen = true;
    const { error } = step as { error?: unknown };
    if (error) this.#errors.push(error);
    this.steps.set(index, openStep(index, step, 0));
    return { type: 'step.started', index, step };
  }

  #merged(index: number, delta: Delta): StreamEvent {
    this.contentSeen = true;
    const state = this.steps.get(index) ?? openStep(index, { type: stepTypeOf(delta) } as Step, 0);
    this.steps.set(index, mergeDelta(state, delta));
    return { type: 'step.delta', index, delta };
  }

  #ended({ interaction }: Json): { readonly events: readonly StreamEvent[]; readonly end?: StreamEnd } {
    const ended = isJson(interaction) ? interaction : {};
    if (Array.isArray(ended.outputs)) return { events: [], end: { type: 'retired' } };
    if (typeof ended.status !== 'string' || running.has(ended.status)) {
      return { events: [{ type: 'unknown', raw: { event_type: 'interaction.completed', interaction } }] };
    }
    return { events: [], end: this.#completed(ended) };
  }

  #completed({ id, status, usage, continuation_token: token, errors }: Json): StreamEnd {
    if (typeof id === 'string' && id !== '') this.id = id;
    if (typeof token === 'string' && token !== '') this.#token = token;
    return {
      type: 'completed',
      id: this.id,
      status: String(status),
      ...(isJson(usage) ? { usage: usage as Usage } : {}),
      ...(this.#token ? { continuationToken: this.#token } : {}),
      errors: [...(Array.isArray(errors) ? errors : []), ...this.#errors],
    };
  }
}

function usedOf(usage: unknown): readonly StreamEvent[] {
  return isJson(usage) ? [{ type: 'used', usage: usage as Usage }] : [];
}
