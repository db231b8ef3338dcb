// A whole timeline of steps in, nothing or a Refusal out: calls and results must match, thoughts must keep their signatures.

import { isBeforeGemini3 } from '../models.ts';
import { functionResponseTurn, invalid, refuse } from '../refusal.ts';

/** A step as JSON. */
export type StepJson = Readonly<Record<string, unknown>> & { readonly type: string };

/** What the emulator remembers of a call it made: the signature of the thought before it, when there was one. */
export interface IssuedCall {
  readonly name: string;
  readonly signature?: string;
}

/** Every function_call is answered once, directly after the group of calls it belongs to, and nothing else is answered. */
export function checkCalls(timeline: readonly StepJson[]): void {
  const pending = new Set<string>();
  let answering = false;
  for (const step of timeline) {
    if (step.type === 'function_call') {
      if (answering && pending.size > 0) throw unanswered(pending);
      answering = false;
      pending.add(step.id as string);
    } else if (step.type === 'function_result') {
      answering = true;
      if (!pending.delete(step.call_id as string)) {
        throw functionResponseTurn(`No outstanding function call with id '${String(step.call_id)}'.`);
      }
    } else if (pending.size > 0 && (answering || step.type === 'user_input')) throw unanswered(pending);
  }
  if (pending.size > 0) throw unanswered(pending);
}

function unanswered(pending: ReadonlySet<string>): Error {
  return functionResponseTurn(`Missing results for: ${[...pending].join(', ')}.`);
}

const missingSignature = (id: string): Error =>
  refuse(
    400,
    'missing_thought_signature',
    `Function call '${id}' is missing a thought_signature. Send the thought step before it back unchanged.`,
  );

/**
 * Model steps a client sends back. A call the emulator made needs the very thought it made; a call it does not know needs some signed thought
 * before it, from Gemini 3 on. A thought with words but no signature is refused (python-genai #1735).
 */
export function checkSignatures(
  input: readonly StepJson[],
  model: string,
  issued: (call: string) => IssuedCall | undefined,
): void {
  let signatures: string[] = [];
  for (const step of input) {
    if (step.type === 'user_input' || step.type === 'function_result') signatures = [];
    else if (step.type === 'thought') signatures.push(thoughtSignature(step));
    else if (step.type === 'function_call') {
      const id = step.id as string;
      const known = issued(id);
      if (known?.signature !== undefined && !signatures.includes(known.signature)) throw missingSignature(id);
      if (!known && !isBeforeGemini3(model) && !signatures.some(Boolean)) throw missingSignature(id);
    }
  }
}

function thoughtSignature(step: StepJson): string {
  const signature = (step.signature as string | undefined) ?? '';
  const summary = step.summary as readonly unknown[] | undefined;
  if (!signature && summary && summary.length > 0) throw invalid('A thought with a summary needs its signature.');
  return signature;
}

/** Content parts as a function's result are refused by 2.x models. */
export function checkResults(input: readonly StepJson[], model: string): void {
  if (isBeforeGemini3(model) && input.some(({ type, result }) => type === 'function_result' && Array.isArray(result))) {
    throw invalid('Multimodal function responses are not supported for this model');
  }
}
