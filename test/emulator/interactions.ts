// Calls on /interactions in, answers out: create, get, resume, cancel, delete.

import type { Clock } from './clock.ts';
import type { Files } from './files.ts';
import { type Call, jsonOf, reply } from './http.ts';
import type { Interaction } from './interaction.ts';
import { newestPrompt, type Repertoire } from './match.ts';
import { checkTools, type Plan, planOf, scenarioError } from './plan.ts';
import { invalidAt, notFound, refuse } from './refusal.ts';
import { cancelled, run } from './run.ts';
import type { Action, Operation, Scenario } from './scenario.ts';
import type { Store } from './store.ts';
import type { Stores } from './stores.ts';
import { type CreateRequest, readRequest } from './validate/request.ts';
import { plain, stream } from './wire.ts';

/** Answers a request that no scenario matches. */
export type Brain = (request: CreateRequest) => readonly Action[];

export interface House {
  readonly clock: Clock;
  readonly store: Store;
  readonly files: Files;
  readonly stores: Stores;
  readonly repertoire: Repertoire;
  readonly brain?: Brain;
}

const never = new AbortController().signal;

/** Plays what may come before an answer: a pause, an error instead. */
export async function preface(plan: Plan, clock: Clock): Promise<void> {
  if (plan.hold !== undefined) await clock.sleep(plan.hold, never);
  if (plan.failure) throw plan.failure;
}

/** For operations that scenarios can only refuse or delay. */
export async function rehearse(house: House, operation: Operation, call: Call): Promise<void> {
  const scenario = house.repertoire.choose(operation, call.headers);
  if (scenario) await preface(planOf(scenario.answer), house.clock);
}

export async function create(house: House, call: Call): Promise<void> {
  const { store, clock } = house;
  const request = readRequest(jsonOf(call), store);
  house.files.checkUses(request.input);
  house.stores.checkUses(request.tools);
  const { name, answer } = answerTo(house, call, request);
  const plan = planOf(answer);
  checkTools(name, plan, request);
  await preface(plan, clock);
  const interaction = store.open(request);
  const performed = run(interaction, plan, { clock, issue: (id, facts) => store.issue(id, facts) }).then(() =>
    store.settle(interaction),
  );
  if (request.stream && !plan.asJson) return stream(call.response, interaction.log, 0, plan.carriage);
  if (request.background) return reply(call.response, started(interaction), plan.carriage);
  await unary(call, interaction, plan);
  await performed;
}

function answerTo(
  { repertoire, brain }: House,
  { headers }: Call,
  request: CreateRequest,
): Pick<Scenario, 'name' | 'answer'> {
  const scenario = repertoire.choose('create', headers, request);
  if (scenario) return scenario;
  if (brain) return { name: 'brain', answer: brain(request) };
  const results = request.input.filter(({ type }) => type === 'function_result').length;
  throw scenarioError(
    'none',
    `matches this request (prompt ${JSON.stringify(newestPrompt(request.timeline).slice(0, 200))}, ${results} results)`,
  );
}

/** A background interaction answers at once, as a stub. */
function started(interaction: Interaction): object {
  const { id, target } = interaction;
  const { created, updated } = interaction.summary();
  return { id, status: interaction.status, created, updated, object: 'interaction', ...target };
}

/** Waits for the end, then answers in one piece. Cuts meant for a stream cut here too. */
async function unary({ response }: Call, interaction: Interaction, plan: Plan): Promise<void> {
  for await (const { cut } of interaction.log.read(0, interaction.control.signal)) {
    if (cut === 'hang') return;
    if (cut) {
      response.socket?.resetAndDestroy();
      return;
    }
  }
  if (interaction.refusal) throw interaction.refusal;
  if (interaction.control.signal.aborted && interaction.running) return void response.destroy();
  await reply(response, interaction.unary(), plan.carriage);
}

function find({ store }: House, id: string): Interaction {
  const interaction = store.find(id);
  if (!interaction) throw notFound(id);
  return interaction;
}

export async function get(house: House, call: Call, id: string): Promise<void> {
  const query = call.url.searchParams;
  if (query.get('stream') === 'true') return resume(house, call, id);
  await rehearse(house, 'get', call);
  const fields = query.get('fields') ?? query.get('$fields') ?? '*';
  if (fields !== '*') throw invalidAt('fields');
  await reply(call.response, find(house, id).record(query.get('include_input') === 'true'));
}

async function resume(house: House, call: Call, id: string): Promise<void> {
  await rehearse(house, 'resume', call);
  const { request, log } = find(house, id);
  if (!request.background) {
    throw refuse(400, 'failed_precondition', 'Only background interactions can be streamed again.');
  }
  const cursor = call.url.searchParams.get('last_event_id');
  const from = cursor ? log.after(cursor) : 0;
  if (from === undefined) throw invalidAt('last_event_id');
  await stream(call.response, log, from, plain);
}

export async function cancel(house: House, call: Call, id: string): Promise<void> {
  await rehearse(house, 'cancel', call);
  const interaction = find(house, id);
  if (!interaction.request.background) {
    throw refuse(400, 'failed_precondition', 'Only background interactions can be cancelled.');
  }
  if (interaction.running) {
    interaction.control.abort(cancelled);
    for await (const _ of interaction.log.read(0, never)) if (!interaction.running) break;
  }
  await reply(call.response, interaction.unary());
}

export async function remove(house: House, call: Call, id: string): Promise<void> {
  await rehearse(house, 'delete', call);
  find(house, id);
  house.store.remove(id);
  await reply(call.response, {});
}
