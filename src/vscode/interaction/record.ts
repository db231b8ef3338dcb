// The server's record of an interaction in, a session that goes on from it and a text that shows it out; pure.

import type { InteractionRecord } from '../../agent/ports.ts';
import type { SessionEvent } from '../../shared/events.ts';
import type { Step } from '../../shared/step.ts';

/** Statuses of a record that no more comes to. */
const ended = new Set(['completed', 'requires_action', 'incomplete', 'budget_exceeded', 'requires_continuation']);

/** Whether a conversation can go on from it. */
export function canContinue({ status, id }: InteractionRecord): boolean {
  return id !== '' && ended.has(status);
}

/**
 * One turn that looks as if it had been made here. A record lists what was sent before what the model made (contract section 4): everything up to the
 * first step of the service is its input. What came before it on the server's chain is not in it, but the chain knows it.
 */
export function sessionOf(
  { id, model = '', status, steps, input = [], usage }: InteractionRecord,
  at: number,
): SessionEvent[] {
  const sent = steps.findIndex(({ type }) => type !== 'user_input' && type !== 'function_result');
  const cut = sent < 0 ? steps.length : sent;
  const own = input.length > 0 ? input : steps.slice(0, cut);
  const [turn, interaction] = ['t1', 't1.1'];
  return [
    { type: 'session.created', id: '', at },
    { type: 'prompt.sent', turn, at, text: promptOf(own), attachments: [], model },
    { type: 'interaction.requested', turn, interaction, at, model, stored: true, input: own },
    { type: 'interaction.created', interaction, id },
    ...steps.slice(cut).flatMap((step, index): SessionEvent[] => [
      { type: 'step.started', interaction, index, step, at },
      { type: 'step.stopped', interaction, index, at },
    ]),
    { type: 'interaction.completed', interaction, status, ...(usage ? { usage } : {}), at },
    { type: 'turn.completed', turn, at, outcome: 'completed' },
  ];
}

function promptOf(input: readonly Step[]): string {
  const texts = input.flatMap((step) =>
    step.type === 'user_input'
      ? ((step as { content?: readonly { type: string; text?: string }[] }).content ?? [])
      : [],
  );
  return texts.findLast(({ type }) => type === 'text')?.text ?? '…';
}

/** Signatures and media of megabytes would hide the rest. */
const longest = 2000;

/** JSON with what is too long to read cut, and saying so. */
export function shownRecord({ raw }: InteractionRecord): string {
  const shorten = (_: string, value: unknown) =>
    typeof value === 'string' && value.length > longest
      ? `${value.slice(0, 200)}… (${value.length} characters)`
      : value;
  return `${JSON.stringify(raw, shorten, 2)}\n`;
}
