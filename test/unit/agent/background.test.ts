// Background turns against the emulator, cut at every record of their log: no character twice or missing, no second request, each effect once.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Gemini } from '../../../src/agent/ports.ts';
import { createGemini } from '../../../src/gemini/gemini.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { plainStep } from '../../../src/shared/transcript.ts';
import type { Action } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { memoryWorkspace } from '../../support/memoryWorkspace.ts';
import { testKey } from '../gemini/support.ts';
import { answer, lastTurn, resultsOf, seenEvent, sessionOver } from './harness.ts';

const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const prompt = { text: 'go on', attachments: [] };
const text = 'It was a dark and stormy night; the rain fell in torrents. Grüße 🌍!';
const story: readonly Action[] = [
  { do: 'think', summary: 'A story, then.' },
  { do: 'say', text, chunk: 9, delay: 2 },
];
const create = { do: 'call', name: 'create_file', arguments: { path: 'made.txt', content: 'made\n' } } as const;

describe('a background turn', () => {
  let emulator: Emulator;
  let gemini: Gemini;

  before(async () => {
    emulator = await startEmulator();
    gemini = createGemini({
      apiKey: testKey,
      baseUrl: emulator.url,
      log: quiet,
      // Only waits that are asked for pass twenty times as fast.
      clock: { now: () => Date.now(), sleep: (ms, signal) => sleep(ms / 20, undefined, { signal }) },
      timeouts: { pollMs: 400, unaryMs: 1e9, firstEventMs: 1e9, nextEventMs: 1e9, quietMs: 1e9 },
    });
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  const use = (answers: readonly Action[], ...more: Parameters<Emulator['use']>[0][number][]) =>
    emulator.use([{ name: 'go on', match: { prompt: '^go on' }, answer: answers }, ...more]);
  const posts = () => emulator.requests.filter(({ method, path }) => method === 'POST' && /interactions$/.test(path));
  const cancels = () => emulator.requests.filter(({ path }) => path.endsWith('/cancel')).length;
  const over = (events: readonly SessionEvent[] = [], files: Record<string, string> = {}, more = {}) =>
    sessionOver([], { gemini, events, files, settings: { background: true, ...more } });
  type World = ReturnType<typeof over>;
  const ended = (world: World) =>
    world.session.busy ? seenEvent(world, 'turn.completed').then(() => {}) : Promise.resolve();

  /** What the log holds of a whole turn. */
  async function whole(): Promise<{ readonly events: readonly SessionEvent[]; readonly steps: unknown }> {
    const world = over();
    await world.session.send(prompt);
    assert.equal(answer(world.session), text);
    return { events: world.stored, steps: stepsOf(world) };
  }
  const stepsOf = ({ session }: World) =>
    lastTurn(session).interactions.map(({ steps }) => steps.map(({ step }) => plainStep(step)));

  it('is asked for with background and store, and names the places of its stream in the log', async () => {
    use(story);
    const { events } = await whole();
    const body = posts()[0]?.body as { background?: boolean; store?: boolean };
    assert.deepEqual([body.background, body.store], [true, true]);
    assert.ok(events.some((event) => event.type === 'step.delta' && event.cursor));
  });

  it('is picked up after any record of its log: the same answer, the same steps, one request', async () => {
    use(story);
    const { events, steps } = await whole();
    const first = events.findIndex(({ type }) => type === 'interaction.created') + 1;
    const last = events.findIndex(({ type }) => type === 'turn.completed');
    assert.ok(last - first > 10);
    for (let cut = first; cut < last; cut++) {
      const world = over(events.slice(0, cut));
      assert.equal(world.session.busy, true, `cut at ${cut}`);
      await ended(world);
      assert.equal(lastTurn(world.session).outcome, 'completed', `cut at ${cut}`);
      assert.equal(answer(world.session), text, `cut at ${cut}`);
      assert.deepEqual(stepsOf(world), steps, `cut at ${cut}`);
    }
    assert.equal(posts().length, 1);
  });

  it('is picked up in the middle of its stream, while it still runs', async () => {
    use([{ do: 'say', text, chunk: 4, delay: 15 }]);
    const world = over();
    void world.session.send(prompt);
    await seenEvent(world, 'step.delta', ({ delta }) => String(delta.text ?? '').length > 0);
    const events = [...world.stored];
    world.session.leave();
    await ended(world);
    const again = over(events);
    await ended(again);
    assert.equal(answer(again.session), text);
    assert.equal(posts().length, 1);
    assert.equal(cancels(), 0);
    const resumed = emulator.requests.filter(({ path }) => path.includes('stream=true'));
    assert.ok(resumed.some(({ path }) => path.includes('last_event_id=')));
  });

  it('takes the service’s word where the log has something else', async () => {
    use(story);
    const { events, steps } = await whole();
    const cut = events.findLastIndex(({ type }) => type === 'step.delta');
    const wrong = events.slice(0, cut).map((event): SessionEvent => {
      if (event.type !== 'step.delta' || event.delta.type !== 'text') return event;
      return { ...event, delta: { ...event.delta, text: 'wrong' } };
    });
    const world = over(wrong);
    await ended(world);
    assert.equal(answer(world.session), text);
    assert.deepEqual(stepsOf(world), steps);
    assert.equal(posts().length, 1);
  });

  it('asks again for the calls that waited, and makes each change once', async () => {
    const done = {
      name: 'made',
      match: { prompt: '^go on', tool_result: 'create_file' },
      answer: [{ do: 'say', text }],
    };
    use([create], done as never);
    const memory = memoryWorkspace({});
    const world = sessionOver([], { gemini, memory, settings: { background: true } });
    void world.session.send(prompt);
    await seenEvent(world, 'approval.requested');
    await world.session.flush();
    const waiting = [...world.stored];
    world.session.leave();
    await ended(world);
    const again = sessionOver([], { gemini, memory, events: waiting, settings: { background: true } });
    const { call } = await seenEvent(again, 'approval.requested');
    again.session.decide(call, 'allow');
    await ended(again);
    assert.equal(memory.files.get('made.txt'), 'made\n');
    assert.equal(answer(again.session), text);
    assert.equal(posts().length, 2);
    const results = resultsOf((posts()[1]!.body as { input: never[] }).input);
    assert.deepEqual([results.length, results[0]?.is_error], [1, undefined]);
    // The window ended after the change was made and noted: it is not made again.
    const noted = again.stored.slice(0, again.stored.findIndex(({ type }) => type === 'call.completed') + 1);
    memory.files.set('made.txt', 'changed by hand\n');
    const third = sessionOver([], { gemini, memory, events: noted, settings: { background: true } });
    await ended(third);
    assert.equal(memory.files.get('made.txt'), 'changed by hand\n');
    assert.equal(
      third.seen.some(({ type }) => type === 'approval.requested'),
      false,
    );
  });

  it('is cancelled at the service by Stop, and not by a window that ends', async () => {
    use([{ do: 'say', text: 'Half' }, { do: 'hang' }]);
    const world = over();
    const turn = world.session.send(prompt);
    await seenEvent(world, 'step.delta', ({ delta }) => delta.text === 'Half');
    world.session.stop();
    await turn;
    assert.equal(lastTurn(world.session).outcome, 'stopped');
    for (const end = Date.now() + 5000; cancels() === 0 && Date.now() < end; ) await sleep(10);
    assert.equal(cancels(), 1);
  });

  it('that the service no longer has is told, and tried again it is asked anew with the same words', async () => {
    use(story);
    const { events } = await whole();
    const cut = events.findLastIndex(({ type }) => type === 'step.delta');
    emulator.reset();
    use(story);
    const world = over(events.slice(0, cut));
    await ended(world);
    assert.equal(lastTurn(world.session).failure?.kind, 'chain_lost');
    await world.session.resume('t1', 'retry');
    assert.equal(answer(world.session).endsWith(text), true);
    assert.equal(posts().length, 1);
  }).timeout(30_000);

  it('needs the service to store: a private session asks in the foreground', async () => {
    use(story);
    const world = over();
    world.session.setOptions({ private: true });
    await world.session.send(prompt);
    assert.equal('background' in (posts()[0]!.body as object), false);
  });
});
