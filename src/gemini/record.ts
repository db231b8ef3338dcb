// The body of a plain GET in, an InteractionRecord out; and the events that bring a transcript of the stream to the record's state.

import { FailureError, type InteractionRecord, type StreamEvent } from '../agent/ports.ts';
import type { Step, Usage } from '../shared/step.ts';
import { plainStep } from '../shared/transcript.ts';
import { unreadable } from './classify.ts';
import { isJson } from './errorBody.ts';
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
 * Steps that the stream brought differently or not at all, whole: a `step.started` replaces what a fold has under its index.
 * `sinceStart`: the translator saw the stream from its beginning; otherwise steps before its first are left alone.
 */
export function* missing(
  record: InteractionRecord,
  translator: Translator,
  sinceStart: boolean,
): Generator<StreamEvent> {
  const first = sinceStart ? 0 : Math.min(...translator.steps.keys());
  for (const [at, step] of outputOf(record).entries()) {
    const index = translator.offset + at;
    const state = translator.steps.get(index);
    if (!state && Number.isFinite(first) && index < first) continue;
    if (!state || !isSame(plainStep(state.step), step)) {
      for (const event_type of ['step.start', 'step.stop'])
        yield* translator.read({ event_type, index: at, step }).events;
    } else if (state.open) {
      yield* translator.read({ event_type: 'step.stop', index: at }).events;
    }
  }
}

/** Equal but for the order of fields and for empty signatures, which streams have and records have not. */
function isSame(one: unknown, two: unknown): boolean {
  return canonical(one) === canonical(two);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (name, inner: unknown) => {
    if (name === 'signature' && inner === '') return undefined;
    if (!isJson(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
