// A transcript in, what the next request chains to and must carry out: the head of the chain, open ends, or the whole history.

import { summaryText } from '../shared/compaction.ts';
import { basisOf, inEffect, standing } from '../shared/standing.ts';
import type { FunctionCall, FunctionResult, Step, UserInput } from '../shared/step.ts';
import { type Interaction, outputText, plainStep, type Transcript, type Turn } from '../shared/transcript.ts';

/** Statuses after which the service accepts the id as `previous_interaction_id`. */
const chainable = new Set(['completed', 'requires_action', 'incomplete', 'budget_exceeded', 'requires_continuation']);

export interface Chain {
  /** Of a head whose long answer can go on. */
  readonly continuationToken?: string;
  /** Id of the head; undefined when there is none or the newest interactions were not stored: then `history` must be sent. */
  readonly previous?: string;
  /** Steps that must come before any further input: results the head still waits for, and what an interrupted interaction had said. */
  readonly pending: readonly Step[];
}

export function isTerminal({ status }: Interaction): boolean {
  return status !== undefined && chainable.has(status);
}

/** The service works on the turn's newest interaction, or has all of it: it is asked for, and not asked again. `orOver`: also when it has ended here. */
export function isAway({ interactions, outcome, failure }: Turn, orOver = false): boolean {
  const newest = interactions.at(-1);
  const known = newest?.background === true && newest.id !== '' && (orOver || newest.status === undefined);
  return known && outcome !== 'stopped' && failure?.kind !== 'chain_lost';
}

/** A summary that came, changed or went since the newest terminal interaction leaves no head: the next request begins a chain of its own. */
export function chainOf(transcript: Transcript, keepPartial = true): Chain {
  const { head, interrupted } = newest(transcript);
  const pending = interrupted ? [...interrupted.input, ...(keepPartial ? partial(interrupted) : [])] : [];
  const answered = new Set(
    pending.flatMap((step) => (step.type === 'function_result' ? (step as FunctionResult).call_id : [])),
  );
  const results = head ? answersOf(head).filter(({ call_id }) => !answered.has(call_id)) : [];
  return {
    previous: head?.stored && head.id !== '' && (head.basis ?? '') === basisOf(transcript) ? head.id : undefined,
    pending: [...results, ...pending],
    continuationToken: head?.status === 'requires_continuation' ? head.continuationToken : undefined,
  };
}

/** The calls of an interaction that have no result. A crash may have come before the call was even noted: the step alone counts. */
export function openCalls({ steps, calls }: Interaction): readonly FunctionCall[] {
  const answered = new Set(calls.filter(({ result }) => result).map(({ call }) => call.id));
  return steps
    .filter(({ step }) => step.type === 'function_call')
    .map(({ step }) => plainStep(step) as FunctionCall)
    .filter(({ id }, at, all) => !answered.has(id) && all.findIndex((other) => other.id === id) === at);
}

/**
 * All steps of the terminal interactions in order, signatures byte for byte: the chain without the server (contract section 12). A summary
 * comes in the place of those that it stands for. Without `lastAnswer` it ends with what the newest of them was sent: what a further hop
 * of its answer needs.
 */
export function history(transcript: Transcript, lastAnswer = true): readonly Step[] {
  const terminal = standing(transcript).flat().filter(isTerminal);
  const compaction = inEffect(transcript)?.compaction;
  const steps = terminal.flatMap((one, at) => [
    ...one.input,
    ...(lastAnswer || at < terminal.length - 1 ? one.steps.map(({ step }) => plainStep(step)) : []),
  ]);
  return compaction ? [userInput(summaryText(compaction.summary)), ...steps] : steps;
}

/** A result for every call, since the service wants every call answered: one that never ran is answered with that. */
function answersOf(interaction: Interaction): readonly FunctionResult[] {
  const results = interaction.calls.flatMap(({ result }) => result ?? []);
  const open = openCalls(interaction).map((call) =>
    wasStarted(interaction, call)
      ? uncertain(call)
      : failedResult(call, 'This call did not run: the person stopped before it.'),
  );
  return [...results, ...open];
}

/** Castor ended between the beginning of the call and its result: it may have had its effect, so it must not run again by itself. */
export function wasStarted({ calls }: Interaction, { id }: FunctionCall): boolean {
  const known = calls.find(({ call }) => call.id === id);
  return known !== undefined && known.effect !== 'read' && known.startedAt !== undefined && !known.result;
}

export function uncertain(call: FunctionCall): FunctionResult {
  return failedResult(
    call,
    'The editor ended while this call was running. Whether it had an effect is not certain; look before you repeat it.',
  );
}

export function failedResult(
  { id, name }: { readonly id: string; readonly name: string },
  text: string,
): FunctionResult {
  return { type: 'function_result', call_id: id, name, result: text, is_error: true };
}

export function userInput(text: string): UserInput {
  return { type: 'user_input', content: [{ type: 'text', text }] };
}

/** What makes the model go on when nothing waits to be sent: results do, a token does, half an answer does not. */
export function continuation(transcript: Transcript, keepPartial: boolean): readonly UserInput[] {
  const { pending, continuationToken } = chainOf(transcript, keepPartial);
  const newest = pending.at(-1);
  if (newest ? newest.type !== 'model_output' : continuationToken !== undefined) return [];
  return [userInput('Continue exactly where you stopped.')];
}

/**
 * What an interaction that never ended leaves for the next request: its text, and a note of calls that had run. Its thoughts and calls are
 * dropped, since without the end of the interaction their signatures may be missing and the service would refuse them.
 */
function partial(interaction: Interaction): readonly Step[] {
  const text = outputText([interaction]);
  const ran = interaction.calls.filter(({ effect, result }) => effect !== 'read' && result && !result.is_error);
  return [
    ...(text === '' ? [] : [{ type: 'model_output', content: [{ type: 'text', text }] } as const]),
    ...(ran.length
      ? [
          userInput(
            `The answer above was interrupted. These calls had already run: ${ran.map(({ title }) => title).join('; ')}.`,
          ),
        ]
      : []),
  ];
}

/** `interrupted`: the newest interaction after the head; its input holds what earlier ones had to send. */
function newest(transcript: Transcript): { readonly head?: Interaction; readonly interrupted?: Interaction } {
  let interrupted: Interaction | undefined;
  for (const interactions of standing(transcript).toReversed()) {
    const head = interactions.findLast(isTerminal);
    interrupted ??= head === interactions.at(-1) ? undefined : interactions.at(-1);
    if (head) return { head, interrupted };
  }
  return { interrupted };
}
