// The body of a plain GET in, an InteractionRecord out; and the events that bring a transcript of the stream to the record's state.

import { FailureError, type InteractionRecord, type StreamEvent } from '../agent/ports.ts';
import type { Step, Usage } from '../shared/step.ts';
import { unreadable } from './classify.ts';
import { isJson } from './errorBody.ts';
import { repairs } from './repair.ts';
import type { Situation } from './situation.ts';
import type { Translator } from './stream.ts';

/** `body` is the service's own text: what the SDK adds to its result (`sdkHttpResponse`, `output_text` …) is never in it. */
export function toRecord(body: string, status: number, situation: Situation): InteractionRecord {
  const raw = parse(body);
  if (!isJson(raw) || typeof raw.status !== 'string' || Array.isArray(raw.outputs)) {
    throw new FailureError(unreadable(body, status, situation).failure);
  }
  const input = toSteps(raw.input);
  return {
    id: typeof raw.id === 'string' ? raw.id : '',
    status: raw.status,
    ...(typeof raw.model === 'string' ? { model: raw.model } : {}),
    steps: Array.isArray(raw.steps) ? (raw.steps.filter(isJson) as unknown as Step[]) : [],
    ...(input ? { input } : {}),
    ...(isJson(raw.usage) ? { usage: raw.usage as Usage } : {}),
    raw,
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The four forms an input may have been sent in (contract section 3.1), as steps. */
function toSteps(input: unknown): readonly Step[] | undefined {
  if (typeof input === 'string') return [{ type: 'user_input', content: [{ type: 'text', text: input }] }];
  const items = (Array.isArray(input) ? input : [input]).filter(isJson);
  if (items.length === 0) return undefined;
  const isContent = items.every(({ type }) => ['text', 'image', 'audio', 'video', 'document'].includes(String(type)));
  return (isContent ? [{ type: 'user_input', content: items }] : items) as unknown as Step[];
}

export function isTerminal({ status }: InteractionRecord): boolean {
  return status !== 'queued' && status !== 'in_progress';
}

/** What the model made: a GET lists the client's own steps before it. */
export function outputOf({ steps }: InteractionRecord): readonly Step[] {
  const first = steps.findIndex(({ type }) => type !== 'user_input' && type !== 'function_result');
  return first < 0 ? [] : steps.slice(first);
}

/**
 * What the stream did not bring, as events. Returns false when a step is not what the record says and no event can make it so.
 * `sinceStart`: the translator saw the stream from its beginning; otherwise steps before its first are left alone.
 */
export function* missing(
  record: InteractionRecord,
  translator: Translator,
  sinceStart: boolean,
): Generator<StreamEvent, boolean> {
  const first = sinceStart ? 0 : Math.min(...translator.steps.keys());
  let whole = true;
  for (const [at, step] of outputOf(record).entries()) {
    const state = translator.steps.get(translator.offset + at);
    if (!state && Number.isFinite(first) && translator.offset + at < first) continue;
    const deltas = state && repairs(state, step);
    whole &&= state === undefined || deltas !== undefined;
    if (!state) yield* translator.add({ event_type: 'step.start', index: at, step });
    for (const delta of deltas ?? []) yield* translator.add({ event_type: 'step.delta', index: at, delta });
    if (state?.open !== false) yield* translator.add({ event_type: 'step.stop', index: at });
  }
  return whole;
}
