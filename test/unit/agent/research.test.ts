// Research in a session against the emulator: what is sent, the chain of plan, report and follow-up, reopened sessions, the 70 minutes, Stop.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Gemini } from '../../../src/agent/ports.ts';
import { createGemini } from '../../../src/gemini/gemini.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import type { Action } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { testKey } from '../gemini/support.ts';
import { answer, lastTurn, seenEvent, sessionOver } from './harness.ts';

const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const agent = 'deep-research-preview-04-2026';
const say = (text: string): readonly Action[] => [{ do: 'say', text, chunk: 5, delay: 2 }];
const research = (text: string, plan = false) => ({
  text,
  attachments: [],
  model: agent,
  output: { type: 'research', plan } as const,
});

describe('research', () => {
  let emulator: Emulator;
  let gemini: Gemini;
  /** Real, but for waits of an hour and more. */
  let hour = Number.POSITIVE_INFINITY;
  const clock: Clock = {
    now: () => Date.now(),
    sleep: (ms, signal) => sleep(ms > 3e6 ? Math.min(ms, hour) : ms / 20, undefined, { signal }),
  };
  before(async () => {
    emulator = await startEmulator();
    gemini = createGemini({ apiKey: testKey, baseUrl: emulator.url, log: quiet, clock, timeouts: { pollMs: 400 } });
  });
  beforeEach(() => {
    hour = 1e9;
    emulator.reset();
  });
  after(() => emulator.close());
  const over = (events: readonly SessionEvent[] = [], settings = {}) =>
    sessionOver([], { gemini, events, clock, settings: { serviceTier: 'flex', thinkingLevel: 'low', ...settings } });
  const bodies = () =>
    emulator.requests
      .filter(({ method, path }) => method === 'POST' && /interactions$/.test(path))
      .map(({ body }) => body as Record<string, unknown>);
  const cancels = () => emulator.requests.filter(({ path }) => path.endsWith('/cancel')).length;
  const ended = async (world: ReturnType<typeof over>) => {
    for (const end = Date.now() + 10_000; world.session.busy && Date.now() < end; ) await sleep(5);
  };

  it('sends the agent what it takes, and nothing that it refuses', async () => {
    emulator.use([{ name: 'r', match: { agent }, answer: say('Report.') }]);
    const world = over();
    await world.session.send(research('cheese'));
    assert.equal(answer(world.session), 'Report.');
    const { input: _, ...body } = bodies()[0]!;
    assert.deepEqual(body, {
      agent,
      agent_config: {
        type: 'deep-research',
        thinking_summaries: 'auto',
        visualization: 'auto',
        collaborative_planning: false,
      },
      store: true,
      background: true,
      stream: true,
    });
  });

  it('chains plan, changed plan, report, a model’s follow-up and the next research', async () => {
    emulator.use([
      { name: 'plan', match: { planning: true }, answer: say('Plan.') },
      { name: 'report', match: { agent }, answer: say('Report.') },
      { name: 'model', answer: say('Because.') },
    ]);
    const { session } = over();
    await session.send(research('cheese', true));
    await session.send(research('more numbers', true));
    await session.send(research('good'));
    await session.send({ text: 'why?', attachments: [] });
    await session.send(research('and wine?'));
    assert.deepEqual(
      bodies().map(({ agent: to, model }) => to ?? model),
      [agent, agent, agent, 'gemini-3.8-flash', agent],
    );
    const ids = session.transcript.turns.map(({ interactions }) => interactions[0]!.id);
    assert.deepEqual(
      bodies().map(({ previous_interaction_id: id }) => id),
      [undefined, ...ids],
    );
    assert.equal(answer(session), 'Report.');
  });

  it('is taken up where a window ended, its newest id known for a moment only here', async () => {
    emulator.use([
      { name: 'fresh', match: { operation: 'get' }, times: 2, answer: [{ do: 'fail', status: 404 }] },
      { name: 'r', match: { agent }, answer: [{ do: 'say', text: 'A long report.', chunk: 2, delay: 40 }] },
    ]);
    const world = over();
    void world.session.send(research('cheese'));
    await seenEvent(world, 'step.delta');
    const events = [...world.stored];
    world.session.leave();
    await ended(world);
    const again = over(events);
    assert.equal(again.session.busy, true);
    await ended(again);
    assert.equal(answer(again.session), 'A long report.');
    assert.deepEqual([bodies().length, cancels()], [1, 0]);
    assert.equal(lastTurn(again.session).output?.type, 'research');
  });

  it('asks after 70 minutes, waits on, asks again, and is ended at the service', async () => {
    emulator.use([{ name: 'r', match: { agent }, answer: [{ do: 'think', summary: 'Hm.' }, { do: 'stall' }] }]);
    hour = 300;
    const world = over();
    await world.session.send(research('cheese'));
    assert.deepEqual([lastTurn(world.session).outcome, lastTurn(world.session).question?.kind], ['asking', 'overdue']);
    await world.session.resume('t1', 'continue');
    assert.equal(lastTurn(world.session).question?.kind, 'overdue');
    assert.deepEqual([bodies().length, cancels()], [1, 0]);
    // Hours later: it is asked about at once, unless it has ended meanwhile.
    const late = over(
      world.stored
        .filter(({ type }) => type !== 'turn.completed' && type !== 'turn.resumed')
        .map((event) => (event.type === 'prompt.sent' ? { ...event, at: event.at - 9e6 } : event)),
    );
    await ended(late);
    assert.equal(lastTurn(late.session).question?.kind, 'overdue');
    await world.session.abandon('t1');
    assert.deepEqual([lastTurn(world.session).outcome, cancels()], ['stopped', 1]);
  });

  it('is not said to be over where the person goes on while its end is asked for', async () => {
    emulator.use([{ name: 'r', match: { agent }, answer: [{ do: 'think', summary: 'Hm.' }, { do: 'stall' }] }]);
    hour = 300;
    const world = over();
    await world.session.send(research('cheese'));
    hour = 3.6e6;
    const ended = world.session.abandon('t1');
    const goesOn = world.session.resume('t1', 'continue');
    await ended;
    assert.equal(world.seen.filter(({ type }) => type === 'turn.completed').length, 1);
    world.session.stop();
    await goesOn;
    assert.equal(world.seen.filter(({ type }) => type === 'turn.completed').length, 2);
  });

  it('is cancelled at the service by Stop', async () => {
    emulator.use([{ name: 'r', match: { agent }, answer: [{ do: 'think', summary: 'Hm.' }, { do: 'stall' }] }]);
    const world = over();
    void world.session.send(research('cheese'));
    await seenEvent(world, 'step.delta');
    world.session.stop();
    for (const end = Date.now() + 5000; cancels() === 0 && Date.now() < end; ) await sleep(10);
    assert.deepEqual([lastTurn(world.session).outcome, cancels()], ['stopped', 1]);
  });

  it('is refused in a private session before anything is sent, with words', async () => {
    const world = over([], { store: false });
    await world.session.send(research('cheese'));
    assert.match(lastTurn(world.session).failure?.text ?? '', /private/);
    assert.equal(bodies().length, 0);
  });

  it('says what it has used so far, where the service does', async () => {
    const used = { event_type: 'interaction.status_update', interaction_id: '$id', status: 'in_progress' };
    const event = { ...used, usage: { total_tokens: 1234 } };
    emulator.use([{ name: 'r', match: { agent }, answer: [{ do: 'raw', event }, ...say('Report.')] }]);
    const world = over();
    await world.session.send(research('cheese'));
    assert.ok(world.seen.some((one) => one.type === 'activity.updated' && one.activity?.usage?.total_tokens === 1234));
  });

  it('says that it reconnects while something is in the way, and no longer', async () => {
    emulator.use([
      { name: 'away', match: { operation: 'get' }, times: 8, answer: [{ do: 'fail', status: 503 }] },
      {
        name: 'r',
        match: { agent },
        answer: [{ do: 'think', summary: 'Hm.' }, { do: 'drop' }, { do: 'stall', ms: 3000 }, ...say('Report.')],
      },
    ]);
    const world = over();
    await world.session.send(research('cheese'));
    const told = world.seen.flatMap((one) =>
      one.type === 'activity.updated' && one.activity?.kind === 'reconnecting' ? [Boolean(one.activity.detail)] : [],
    );
    assert.ok(told.includes(true), 'why');
    assert.equal(told.at(-1), false);
    assert.equal(answer(world.session), 'Report.');
  });

  it('fills no window with what the agent used for itself', async () => {
    const usage = { total_tokens: 2_000_000, total_input_tokens: 1_900_000, total_output_tokens: 9_000 };
    emulator.use([
      { name: 'report', match: { agent }, answer: [...say('Report.'), { do: 'usage', usage }] },
      { name: 'model', answer: say('Short.') },
    ]);
    const { session } = over([], { window: 1_000_000, compaction: 'ask' });
    await session.send(research('cheese'));
    await session.send({ text: 'why?', attachments: [] });
    assert.deepEqual([lastTurn(session).outcome, answer(session)], ['completed', 'Short.']);
  });

  it('asked again of a model is a plain question; asked again, it is research', async () => {
    emulator.use([
      { name: 'report', match: { agent }, answer: say('Report.') },
      { name: 'model', answer: say('Short.') },
    ]);
    const { session } = over();
    await session.send(research('cheese'));
    await session.regenerate('t1', 'gemini-3.8-flash');
    await session.regenerate('t1');
    assert.deepEqual(
      bodies().map(({ agent: to, model }) => to ?? model),
      [agent, 'gemini-3.8-flash', agent],
    );
  });
});
