// Turns whose answers repeat events, break, and whose host dies at any moment in; each tool effect must have happened once, or be told as uncertain.

import assert from 'node:assert/strict';
import * as z from '../../src/agent/calls/schema.ts';
import { defineTool } from '../../src/agent/calls/tool.ts';
import type { Gemini, InteractionRequest, StreamEvent } from '../../src/agent/ports.ts';
import type { SessionEvent } from '../../src/shared/events.ts';
import { foldAll } from '../../src/shared/fold.ts';
import { allTurns } from '../../src/shared/transcript.ts';
import { calls, fails, type ScriptedCall, says } from '../support/scriptedGemini.ts';
import { seeded } from '../support/slips.ts';
import { sessionOver } from '../unit/agent/harness.ts';
import type { Figures, Soak } from './soak.ts';

type Pick = (below: number) => number;

/** What outlives a host: the log as it is on disk, and what tools did to the world. */
interface World {
  readonly pick: Pick;
  readonly stored: SessionEvent[];
  /** Times each call had its effect, by call id. */
  readonly effects: Map<string, number>;
  made: number;
  crashes: number;
  resumed: number;
}

const turnsEach = 10;

export const turns: Soak = {
  title: 'turns with repeated events, repeated calls, broken answers and hosts that die',
  count: 10_000,
  few: 200,
  async run(count, seed): Promise<Figures> {
    const totals = { calls: 0, effects: 0, crashes: 0, resumed: 0, uncertain: 0 };
    for (let at = 0; at * turnsEach < count; at++) {
      const world: World = {
        pick: seeded(seed * 7919 + at),
        stored: [],
        effects: new Map(),
        made: 0,
        crashes: 0,
        resumed: 0,
      };
      for (let turn = 0; turn < turnsEach; turn++) await live(world);
      totals.uncertain += check(world, `seed ${seed}, session ${at}`);
      totals.calls += world.made;
      totals.effects += world.effects.size;
      totals.crashes += world.crashes;
      totals.resumed += world.resumed;
    }
    assert.ok(totals.effects > count / 10 && totals.crashes > count / 40, `little happened: ${JSON.stringify(totals)}`);
    return { ...totals, 'effects that happened twice': 0, 'effects without a record': 0 };
  },
};

/** One host: it takes the session from the log, resumes what was interrupted or sends a prompt, and may die on the way. */
async function live(world: World): Promise<void> {
  const { pick, stored, effects } = world;
  let isDead = false;
  let unsynced: SessionEvent[] = [];
  let died = () => {};
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  const mayDie = pick(3) === 0;
  const die = (chance: number) => {
    if (!mayDie || isDead || pick(chance) > 0) return;
    isDead = true;
    // What was not synced yet is there up to some event.
    stored.push(...unsynced.slice(0, pick(unsynced.length + 1)));
    world.crashes++;
    died();
  };
  const bump = defineTool({
    name: 'bump',
    effect: 'run',
    description: 'Has an effect.',
    parameters: z.strictObject({ id: z.string() }),
    title: ({ id }) => `Bump ${id}`,
    targets: () => [],
    async run({ id }) {
      die(6);
      if (isDead) return new Promise(() => {});
      effects.set(id, (effects.get(id) ?? 0) + 1);
      die(6);
      return isDead ? new Promise(() => {}) : { content: 'done' };
    },
  });
  const all = sessionOver([], {
    events: structuredClone(stored),
    tools: [bump],
    // Stored and private as chance will have it, changed in the middle of a session.
    settings: { store: pick(2) === 0 },
    gemini: modelOf(world, die),
    store: {
      async append(batch, commit) {
        if (isDead) return new Promise(() => {});
        unsynced.push(...structuredClone(batch));
        die(60);
        if (isDead || !commit) return;
        stored.push(...unsynced);
        unsynced = [];
      },
    },
  });
  all.session.onEvent((event) => {
    if (event.type === 'approval.requested' && !isDead) {
      queueMicrotask(() => all.session.decide(event.call, pick(8) ? 'allow' : 'deny'));
    }
  });
  const { last } = all.session.transcript;
  const resumes = last?.outcome !== undefined && last.outcome !== 'completed' && pick(3) > 0;
  if (resumes) world.resumed++;
  const run = resumes
    ? all.session.resume(last.id, pick(2) ? 'continue' : 'retry')
    : all.session.send({ text: 'go', attachments: [] });
  await Promise.race([run, death]);
  if (isDead) return void all.session.stop();
  await all.session.flush();
  stored.push(...unsynced);
}

/** A model that calls or speaks as chance will have it; its calls come twice at times, its answers break at times. */
function modelOf(world: World, die: (chance: number) => void): Gemini {
  const { pick } = world;
  async function* open({ store }: InteractionRequest, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const id = store === false ? '' : `v1_${pick(2 ** 30)}`;
    for (const event of answer(world, id)) {
      die(40);
      if (signal.aborted) return yield { type: 'aborted' };
      yield event;
      if (pick(8) === 0 && (event.type === 'step.started' || event.type === 'step.stopped')) yield event;
    }
  }
  const unused = () => Promise.reject(new Error('not asked for'));
  return {
    open,
    resume: (_id, _after, signal) => open({} as InteractionRequest, signal),
    get: unused,
    cancel: unused,
    delete: unused,
    models: unused,
    files: { list: unused, get: unused, delete: unused, upload: unused },
    stores: {} as Gemini['stores'],
    warm: async () => {},
  };
}

function answer(world: World, id: string): readonly StreamEvent[] {
  const { pick } = world;
  const events = pick(2) === 0 ? says(id, 'some', ' words') : calls(id, ...callsOf(world));
  if (pick(6) > 0) return events;
  return [...events.slice(0, 1 + pick(events.length - 1)), fails('interrupted', true)];
}

function callsOf(world: World): readonly ScriptedCall[] {
  const { pick } = world;
  const made = Array.from({ length: 1 + pick(3) }, (): ScriptedCall => {
    const id = `c${world.made++}`;
    return { id, name: 'bump', arguments: { id } };
  });
  return pick(4) === 0 ? [...made, made[0]!] : made;
}

/** Calls told as uncertain. */
function check({ stored, effects }: World, name: string): number {
  const twice = [...effects].filter(([, times]) => times > 1).map(([id]) => id);
  assert.deepEqual(twice, [], `${name}: had their effect twice`);
  const known = allTurns(foldAll(stored)).flatMap(({ interactions }) => interactions.flatMap((one) => one.calls));
  const done = known.filter(({ result }) => result && !result.is_error).map(({ call }) => call.id);
  for (const id of done) assert.equal(effects.get(id), 1, `${name}: ${id} has a result and no effect`);
  const started = new Set(stored.flatMap((event) => (event.type === 'call.started' ? [event.call] : [])));
  for (const id of effects.keys()) assert.ok(started.has(id), `${name}: ${id} had an effect that no record tells of`);
  return [...effects.keys()].filter((id) => !done.includes(id)).length;
}
