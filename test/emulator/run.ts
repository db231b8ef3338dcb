// A planned answer in, its events in the service's order out: created, in progress, the steps, completed, done (contract 6.3).

import { act, doneFrame, Ended } from './acts.ts';
import type { Clock } from './clock.ts';
import type { Interaction } from './interaction.ts';
import type { Plan } from './plan.ts';
import { Stage } from './stage.ts';
import { countTokens } from './usage.ts';
import type { IssuedCall } from './validate/chain.ts';

/** Abort reason of an interaction that the client cancelled; any other reason ends it without a word. */
export const cancelled = new Error('cancelled');

export interface Backstage {
  readonly clock: Clock;
  issue(call: string, facts: IssuedCall): void;
}

/** Runs to the end of the answer, whoever listens. Never rejects. */
export async function run(interaction: Interaction, plan: Plan, backstage: Backstage): Promise<void> {
  const stage = new Stage(interaction, plan, backstage);
  try {
    await play(stage);
  } catch (error) {
    if (interaction.control.signal.reason === cancelled) endCancelled(stage);
    else if (!(error instanceof Ended) && !interaction.control.signal.aborted) {
      interaction.finish('failed', backstage.clock.now());
      stage.emit({ error: { message: `Emulator: ${String(error)}`, code: 'scenario_error' }, event_type: 'error' });
    }
  }
  interaction.log.close();
}

async function play(stage: Stage): Promise<void> {
  const { interaction, plan, clock } = stage;
  if (plan.retired !== undefined) return playRetired(stage, plan.retired);
  begin(stage);
  for (const action of plan.content) await act(action, stage);
  interaction.control.signal.throwIfAborted();
  interaction.usage = plan.usage ?? countTokens(interaction.request, interaction.steps);
  if (plan.continuationToken) interaction.continuationToken = plan.continuationToken;
  else delete interaction.continuationToken;
  if (plan.errors) interaction.errors = plan.errors;
  interaction.finish(plan.status ?? naturalStatus(stage), clock.now());
  end(stage);
}

function naturalStatus({ interaction, plan }: Stage): string {
  const calls = interaction.steps.some(({ type }) => type === 'function_call');
  return calls && !plan.on.has('calls_but_completed') ? 'requires_action' : 'completed';
}

function begin(stage: Stage): void {
  const { interaction } = stage;
  const { id, target } = interaction;
  stage.emit({
    interaction: { id, status: 'in_progress', object: 'interaction', ...target },
    event_type: 'interaction.created',
  });
  update(stage, 'in_progress');
}

function update(stage: Stage, status: string): void {
  stage.emit({ interaction_id: stage.interaction.id, status, event_type: 'interaction.status_update' });
}

function end(stage: Stage): void {
  const { interaction, plan } = stage;
  stage.emit({
    interaction: {
      ...interaction.summary({ usage: !plan.on.has('no_usage') }),
      ...(plan.on.has('steps_in_completed') && { steps: interaction.steps }),
    },
    event_type: 'interaction.completed',
  });
  if (plan.on.has('late_status_update')) update(stage, 'in_progress');
  if (!plan.on.has('no_done')) interaction.log.append({ text: doneFrame });
}

function endCancelled(stage: Stage): void {
  const { interaction, plan, clock } = stage;
  interaction.finish('cancelled', clock.now());
  interaction.usage = countTokens(interaction.request, interaction.steps);
  if (plan.on.has('cancel_by_update')) update(stage, 'cancelled');
  else end(stage);
}

/** The event names of the schema removed on 2026-06-08 (contract section 17). */
function playRetired({ interaction, clock }: Stage, text: string): void {
  const { id, target } = interaction;
  const emit = (event: Readonly<Record<string, unknown>>): void => interaction.log.append({ event });
  const created = { id, status: 'in_progress', object: 'interaction', ...target };
  interaction.retired = text;
  interaction.finish('completed', clock.now());
  emit({ interaction: created, event_type: 'interaction.start' });
  emit({ index: 0, content: { type: 'text', text: '' }, event_type: 'content.start' });
  emit({ index: 0, delta: { type: 'text', text }, event_type: 'content.delta' });
  emit({ index: 0, event_type: 'content.stop' });
  emit({ interaction: { ...created, status: 'completed' }, event_type: 'interaction.complete' });
  interaction.log.append({ text: doneFrame });
}
