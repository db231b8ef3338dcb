// A step as the stream brought it and as the service keeps it, in; the deltas that make the first into the second, out.

import { mergeDelta } from '../shared/merge.ts';
import type { Delta, Step } from '../shared/step.ts';
import { plainStep, type StepState } from '../shared/transcript.ts';
import { isJson } from './errorBody.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Deltas only add, so a step that lost something in the middle cannot be repaired: undefined. Empty: nothing is missing. The order of fields, empty
 * signatures and the cut of a text into parts make no difference.
 */
export function repairs(state: StepState, kept: Step): readonly Delta[] | undefined {
  const have = plainStep(state.step) as unknown as Json;
  if (have.type !== kept.type) return undefined;
  const { content, summary, signature, arguments: args, ...others } = kept as unknown as Json;
  const deltas: Delta[] = [];
  const parts = additions(have.content, content, (part) => part as Delta);
  const thoughts = additions(have.summary, summary, (part) => ({ type: 'thought_summary', content: part }));
  const written = argumentsLeft(state, have.arguments, args);
  if (!parts || !thoughts || !written) return undefined;
  deltas.push(...parts, ...thoughts, ...written);
  if (typeof signature === 'string' && signature !== '' && signature !== have.signature) {
    deltas.push({ type: 'thought_signature', signature });
  }
  const changed = Object.entries(others).filter(([name, value]) => !isSame(have[name], value));
  if (changed.length > 0) deltas.push({ ...Object.fromEntries(changed), type: kept.type });
  return fits(state, deltas, { content, summary }) ? deltas : undefined;
}

/** What is to be appended to a list of parts, as deltas. */
function additions(have: unknown, kept: unknown, asDelta: (part: Json) => Delta): readonly Delta[] | undefined {
  const [old, whole] = [joined(have), joined(kept)];
  const deltas: Delta[] = [];
  for (const [at, part] of whole.entries()) {
    const known = old[at];
    if (!known) deltas.push(...asNew(part, asDelta));
    else if (isSame(known, part)) continue;
    else if (at < old.length - 1 || known.type !== 'text' || part.type !== 'text') return undefined;
    else if (!String(part.text).startsWith(String(known.text))) return undefined;
    else deltas.push(...asNew({ ...part, text: String(part.text).slice(String(known.text).length) }, asDelta));
  }
  return old.length > whole.length ? undefined : deltas;
}

function asNew(part: Json, asDelta: (part: Json) => Delta): Delta[] {
  if (part.type !== 'text') return [asDelta(part)];
  const { text, annotations } = part;
  return [
    ...(text === '' ? [] : [asDelta({ type: 'text', text })]),
    ...(Array.isArray(annotations) && annotations.length > 0 ? [{ type: 'text_annotation_delta', annotations }] : []),
  ];
}

/** Parts with neighbouring texts made one, as appending makes them. */
function joined(parts: unknown): Json[] {
  const out: Json[] = [];
  for (const part of (Array.isArray(parts) ? parts : []).filter(isJson)) {
    const last = out.at(-1);
    if (part.type !== 'text' || last?.type !== 'text') out.push(part);
    else out[out.length - 1] = { ...last, ...part, text: `${last.text}${part.text}`, ...annotationsOf(last, part) };
  }
  return out;
}

function annotationsOf(...parts: readonly Json[]): Json {
  const all = parts.flatMap(({ annotations }) => (Array.isArray(annotations) ? annotations : []));
  return all.length > 0 ? { annotations: all } : {};
}

function argumentsLeft(state: StepState, have: unknown, kept: unknown): readonly Delta[] | undefined {
  if (kept === undefined || isSame(have, kept)) return [];
  if (!state.open) return undefined;
  const soFar = state.argumentsText?.toString() ?? '';
  const whole = JSON.stringify(kept);
  if (state.step.type !== 'function_call') return [{ type: state.step.type, arguments: kept }];
  return whole.startsWith(soFar) ? [{ type: 'arguments_delta', arguments: whole.slice(soFar.length) }] : undefined;
}

/** The proof of it: merged, the parts are those of the record. */
function fits(state: StepState, deltas: readonly Delta[], kept: Json): boolean {
  const merged = plainStep(deltas.reduce(mergeDelta, state).step) as unknown as Json;
  return ['content', 'summary'].every((name) => isSame(joined(merged[name]), joined(kept[name])));
}

/** Equal but for the order of fields and for empty signatures, which streams have and records have not. */
export function isSame(one: unknown, two: unknown): boolean {
  return canonical(one) === canonical(two);
}

function canonical(value: unknown): string {
  return String(
    JSON.stringify(value, (name, inner: unknown) => {
      if (name === 'signature' && inner === '') return undefined;
      if (!isJson(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    }),
  );
}
