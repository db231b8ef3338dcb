// Background interactions and long answers: cut, resumed, polled and continued, they fold to what the service keeps.

import assert from 'node:assert/strict';
import type { StreamEvent } from '../../../src/agent/ports.ts';
import type { Action } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import {
  type Answer,
  against,
  bench,
  closeServers,
  collect,
  created,
  delta,
  ended,
  failureOf,
  folded,
  json,
  never,
  rawServer,
  request,
  says,
  sse,
  sseText,
  started,
  stepsOf,
  stopped,
  terminal,
  updated,
} from './support.ts';

type Json = Record<string, unknown>;

const background = { background: true } as const;
/** The clock of these tests runs while sockets work: only waits that are asked for may end by it. */
const patient = { pollMs: 10, unaryMs: 1e9, firstEventMs: 1e9, nextEventMs: 1e9 };
const steps: Json[] = [
  { type: 'thought', signature: 'sig', summary: [{ type: 'text', text: 'Plan. More plan.' }] },
  { type: 'model_output', content: [{ type: 'text', text: 'Hello world' }] },
];
const record = (more: Json = {}): Answer =>
  json(200, {
    id: 'v1_a',
    status: 'completed',
    steps: [{ type: 'user_input', content: [{ type: 'text', text: 'Hi' }] }, ...steps],
    usage: { total_tokens: 9 },
    ...more,
  });
const running = record({ status: 'in_progress', steps: [], usage: undefined });
const gone = json(404, { error: { code: 'not_found', message: 'Interaction not found.' } });

/** The whole background stream; each delta with an id, as the service's own sample has them. */
const whole: Json[] = [
  created(),
  updated('in_progress'),
  started(0, { type: 'thought' }),
  delta(0, { type: 'thought_summary', content: { type: 'text', text: 'Plan. ' } }, { event_id: 'E1' }),
  delta(0, { type: 'thought_summary', content: { type: 'text', text: 'More plan.' } }, { event_id: 'E2' }),
  delta(0, { type: 'thought_signature', signature: 'sig' }, { event_id: 'E3' }),
  stopped(0),
  started(1, { type: 'model_output' }),
  delta(1, { type: 'text', text: 'Hello' }, { event_id: 'E4' }),
  delta(1, { type: 'text', text: ' world' }, { event_id: 'E5' }),
  stopped(1),
  ended(),
];

async function openOn(...answers: Answer[]) {
  const { server, gemini, clock } = await against(answers, { timeouts: patient });
  const stream = gemini.open(request(background), never);
  return { events: await run(stream, clock), server };
}

/** Reads on while the clock goes on by itself. */
async function run(stream: AsyncIterable<StreamEvent>, clock: { advance(ms: number): Promise<void> }) {
  const events = collect(stream);
  let over = false;
  void events.finally(() => {
    over = true;
  });
  while (!over) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await clock.advance(500);
  }
  return events;
}

const after = (id: string): Json[] => whole.slice(whole.findIndex(({ event_id }) => event_id === id) + 1);
const paths = (server: { requests: { path: string }[] }) =>
  server.requests.map(({ path }) => path.replace('/v1beta/interactions', ''));

describe('gemini: a background interaction', () => {
  afterEach(closeServers);

  it('is resumed after a cut at every event, and folds to the record', async () => {
    for (let cut = 2; cut < whole.length; cut++) {
      const before = whole.slice(0, cut);
      const cursor = before.findLast(({ event_id }) => event_id)?.event_id as string | undefined;
      const rest = sse(sseText(cursor ? after(cursor) : whole));
      const { events, server } = await openOn(sse(sseText(before, false)), running, rest, record());
      const end = terminal(events);
      assert.ok(end.type === 'completed', `cut at ${cut}: ${JSON.stringify(end)}`);
      assert.deepEqual(end.usage, { total_tokens: 9 });
      assert.deepEqual(stepsOf(folded(events)), steps, `cut at ${cut}`);
      assert.deepEqual(paths(server).slice(1), [
        '/v1_a?stream=false',
        `/v1_a?${cursor ? `last_event_id=${cursor}&` : ''}stream=true`,
        '/v1_a?stream=false',
      ]);
      assert.ok(events.some((event) => event.type === 'waiting' && event.reason === 'reconnecting'));
    }
  });

  it('is taken from the record when it is over already, and only what is missing comes as events', async () => {
    for (let cut = 2; cut < whole.length; cut++) {
      const { events, server } = await openOn(sse(sseText(whole.slice(0, cut), false), 'reset'), record());
      assert.deepEqual(stepsOf(folded(events)), steps, `cut at ${cut}`);
      assert.equal(terminal(events).type, 'completed');
      assert.equal(server.requests.length, 2);
      const texts = events.flatMap((event) => (event.type === 'step.delta' ? [String(event.delta.text ?? '')] : []));
      assert.ok(['', 'Hello world'].includes(texts.join('')), texts.join('|'));
    }
  });

  it('is polled when streams fail twice, and when a stream repeats itself in another cut', async () => {
    const cut = sse(sseText(whole.slice(0, 5), false));
    const twice = await openOn(cut, running, sse([]), running, sse([]), running, running, record());
    assert.deepEqual(stepsOf(folded(twice.events)), steps);
    assert.equal(paths(twice.server).filter((path) => path.includes('stream=true')).length, 2);
    const other = [created(), started(0, { type: 'thought', summary: [{ type: 'text', text: 'Plan.' }] })];
    const differs = await openOn(
      sse(sseText(whole.slice(0, 3), false)),
      running,
      sse(sseText(other)),
      running,
      record(),
    );
    assert.deepEqual(stepsOf(folded(differs.events)), steps);
    assert.equal(paths(differs.server).filter((path) => path.includes('stream=true')).length, 1);
  });

  it('is asked for again for a while when its id is too fresh to be known', async () => {
    const { events, server } = await openOn(sse(sseText(whole.slice(0, 2), false)), gone, gone, record());
    assert.equal(terminal(events).type, 'completed');
    assert.equal(server.requests.length, 4);
    const lost = await openOn(sse(sseText(whole.slice(0, 2), false)), gone);
    assert.equal(failureOf(lost.events).kind, 'chain_lost');
  });

  it('tells when what came cannot be made what the record says', async () => {
    const wrong = sseText([...whole.slice(0, 8), delta(1, { type: 'text', text: 'Jello' }, { event_id: 'E4' })], false);
    const { events } = await openOn(sse(wrong), record());
    assert.equal(failureOf(events).kind, 'malformed_answer');
  });

  it('carries the failure and the cancellation of the record', async () => {
    const cut = sse(sseText(whole.slice(0, 2), false));
    const failed = await openOn(cut, record({ status: 'failed', errors: [{ code: 'safety', message: 'No.' }] }));
    assert.equal(failureOf(failed.events).kind, 'blocked');
    const cancelled = terminal((await openOn(cut, record({ status: 'cancelled' }))).events);
    assert.equal((cancelled as { status: string }).status, 'cancelled');
  });

  it('is started again by an overload before the first step', async () => {
    const overload = { event_type: 'error', error: { code: 'invalid_request', message: 'experiencing high demand' } };
    const { events, server } = await openOn(
      sse(sseText([created('v1_x'), overload], false)),
      sse(sseText(whole)),
      record(),
    );
    assert.equal(terminal(events).type, 'completed');
    assert.equal(paths(server).filter((path) => path === '').length, 2);
  });

  it('is given up after 70 minutes', async () => {
    const { gemini, clock } = await against(
      [sse(sseText(whole.slice(0, 2), false)), running, sse([]), running, sse([]), running],
      { timeouts: { ...patient, pollMs: 1_000_000 } },
    );
    const from = clock.now();
    const events = collect(gemini.open(request(background), never));
    let over = false;
    void events.then(() => {
      over = true;
    });
    while (!over) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await clock.advance(100_000);
    }
    assert.equal(failureOf(await events).kind, 'timeout');
    assert.ok(clock.now() - from > 70 * 60_000);
  });
});

describe('gemini: against the emulator', () => {
  let emulator: Emulator | undefined;
  afterEach(() => emulator?.close());

  async function ask(answer: Action[], more = {}) {
    emulator = await startEmulator({ scenarios: [{ name: 'a', answer, times: 1 }] });
    const { gemini, clock } = bench(emulator.url, { timeouts: patient });
    const events = await run(gemini.open(request({ model: 'gemini-3.8-flash', ...more }), never), clock);
    return { events, gemini, emulator };
  }

  it('a background stream that drops is resumed, with ids on all events or on some', async () => {
    for (const word of [[], [{ do: 'sparse_event_ids' }]] as Action[][]) {
      const { events, gemini } = await ask(
        [
          { do: 'think', summary: 'Hmm.', always: true },
          { do: 'say', text: 'Hello world', chunk: 3 },
          { do: 'drop' },
          { do: 'say', text: ' again' },
          ...word,
        ],
        background,
      );
      const end = terminal(events);
      assert.ok(end.type === 'completed', JSON.stringify(end));
      const kept = await gemini.get(end.id, { signal: never });
      assert.deepEqual(
        JSON.stringify(stepsOf(folded(events)).map(({ type }) => type)),
        JSON.stringify(kept.steps.slice(1).map(({ type }) => type)),
      );
      assert.equal(JSON.stringify(stepsOf(folded(events)).at(-1)), JSON.stringify(kept.steps.at(-1)));
      const replay = await collect(gemini.resume(end.id, { steps: [] }, never));
      assert.deepEqual(
        stepsOf(folded(replay)).map(({ type }) => type),
        kept.steps.slice(1).map(({ type }) => type),
      );
      await emulator?.close();
    }
  });

  it('deletes, gets and forgets', async () => {
    const { events, gemini } = await ask([{ do: 'say', text: 'Hello' }]);
    const { id } = terminal(events) as { id: string };
    assert.equal((await gemini.get(id, { includeInput: true, signal: never })).id, id);
    await gemini.delete(id, never);
    await gemini.delete(id, never);
    await assert.rejects(gemini.get(id, { signal: never }), /no longer on the server/);
    assert.ok((await gemini.models(never)).some((model) => model.id === 'gemini-3.8-flash'));
  });

  it('a key that is wrong is told as such, by the real shape of it', async () => {
    emulator = await startEmulator({ scenarios: [{ name: 'a', answer: [{ do: 'say', text: 'x' }] }] });
    const { gemini } = bench(emulator.url, { apiKey: 'bad-key' });
    const failure = failureOf(await collect(gemini.open(request({ model: 'gemini-3.8-flash' }), never)));
    assert.equal(failure.kind, 'bad_key');
    assert.equal(failure.status, 400);
  });

  it('a lost chain is told as such', async () => {
    emulator = await startEmulator({ scenarios: [{ name: 'a', answer: [{ do: 'say', text: 'x' }] }] });
    const { gemini } = bench(emulator.url);
    const more = { model: 'gemini-3.8-flash', previousInteractionId: 'v1_unknown' };
    assert.equal(failureOf(await collect(gemini.open(request(more), never))).kind, 'chain_lost');
  });

  it('each fault of a scenario ends in its failure', async () => {
    const cases: [Action[], string][] = [
      [[{ do: 'retired_schema' }], 'retired_schema'],
      [[{ do: 'json_instead_of_sse' }], 'wrong_server'],
      [[{ do: 'bad_key' }], 'bad_key'],
      [[{ do: 'say', text: 'Hello' }, { do: 'eof' }], 'interrupted'],
      [[{ do: 'say', text: 'Hello' }, { do: 'drop' }], 'interrupted'],
      [[{ do: 'say', text: 'Hello' }, { do: 'overload' }], 'overloaded'],
    ];
    for (const [answer, kind] of cases) {
      const { events } = await ask(answer);
      assert.equal(failureOf(events).kind, kind, JSON.stringify(answer));
      await emulator?.close();
    }
  });
});

describe('gemini: a long answer', () => {
  afterEach(closeServers);

  const hop = (n: number, status: string, more: Json = {}) =>
    sse(sseText([created(`v1_${n}`), ...says(`part ${n}`), ended(status, more, `v1_${n}`)]));
  const first = hop(1, 'requires_continuation', { continuation_token: 'T1' });

  it('ends with a token when nobody allowed further hops', async () => {
    const { server, gemini } = await against([first]);
    const end = terminal(await collect(gemini.open(request(), never)));
    assert.deepEqual(end, {
      type: 'completed',
      id: 'v1_1',
      status: 'requires_continuation',
      usage: { total_tokens: 3 },
      continuationToken: 'T1',
    });
    assert.equal(server.requests.length, 1);
  });

  it('goes on by itself as far as allowed, with indexes that never restart', async () => {
    const server = await rawServer(
      first,
      hop(2, 'requires_continuation', { continuation_token: 'T2' }),
      hop(3, 'completed'),
    );
    const { gemini } = bench(server.url, { maxHops: 2 });
    const asked = request({ systemInstruction: 'Be brief.', previousInteractionId: 'v1_0' });
    const events = await collect(gemini.open(asked, never));
    assert.deepEqual(
      events.filter(({ type }) => type === 'step.started').map((event) => (event as { index: number }).index),
      [0, 1, 2],
    );
    assert.equal((terminal(events) as { id: string }).id, 'v1_3');
    const bodies = server.requests.map(({ body }) => JSON.parse(body) as Json);
    const { input, ...rest } = bodies[0]!;
    assert.deepEqual(input, asked.input);
    assert.deepEqual(bodies[1], { ...rest, previous_interaction_id: 'v1_1', continuation_token: 'T1' });
    assert.deepEqual(bodies[2], { ...rest, previous_interaction_id: 'v1_2', continuation_token: 'T2' });
  });

  it('sends the input again with the token where nothing is stored', async () => {
    const { server, gemini } = await against([first, hop(2, 'completed')], { maxHops: 1 });
    await collect(gemini.open(request({ store: false }), never));
    const [one, two] = server.requests.map(({ body }) => JSON.parse(body) as Json);
    assert.deepEqual(two, { ...one, continuation_token: 'T1' });
  });

  it('stops at a token that leads nowhere, and retries a hop that did not start', async () => {
    const { server, gemini } = await against([first, hop(2, 'requires_continuation', { continuation_token: 'T1' })], {
      maxHops: 9,
    });
    assert.equal(
      (terminal(await collect(gemini.open(request(), never))) as { status: string }).status,
      'requires_continuation',
    );
    assert.equal(server.requests.length, 2);
    const busy = json(503, { error: { code: 'service_unavailable', message: 'm' } });
    const again = await rawServer(first, busy, hop(2, 'completed'));
    const second = bench(again.url, { maxHops: 1 });
    const events = await collect(second.gemini.open(request(), never), second.clock);
    assert.equal(terminal(events).type, 'completed');
    assert.equal(again.requests[1]?.body, again.requests[2]?.body);
  });
});
