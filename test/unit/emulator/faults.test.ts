// Scenarios with one fault each in; what the SDK (or a bare client) makes of it out: every fault of contract section 16 can be switched on.

import assert from 'node:assert/strict';
import { VirtualClock } from '../../emulator/clock.ts';
import type { Action } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { collect, declare, type Event, failure, http, type Json, model, order, sdk, spoken } from './client.ts';

const hello: Action = { do: 'say', text: 'Grüße 😀, welt!', chunk: 4 };
const text = 'Grüße 😀, welt!';

describe('emulator: faults', () => {
  let emulator: Emulator;
  let ai: ReturnType<typeof sdk>;
  before(async () => {
    emulator = await startEmulator({ clock: new VirtualClock({ auto: true }) });
    ai = sdk(emulator);
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  const open = (...answer: readonly Action[]) => {
    emulator.use([{ name: 'fault', answer }]);
    return ai.stream({ input: 'hi', tools: [declare('read_file')] });
  };
  const play = async (...answer: readonly Action[]) => collect(await open(...answer));
  const ends = ({ events }: { events: Event[] }): string => order(events).split(' ').slice(-2).join(' ');
  const fails = async (...answer: readonly Action[]) => failure(open(...answer));

  const carried: readonly (readonly [string, readonly Action[]])[] = [
    ['in single bytes', [{ do: 'split_bytes', n: 1 }]],
    ['in pieces of three bytes', [{ do: 'split_bytes', n: 3 }]],
    ['with CRLF', [{ do: 'crlf' }]],
    ['among comments, ids and retries', [{ do: 'comments' }]],
    ['with all of that', [{ do: 'comments' }, { do: 'crlf' }, { do: 'split_bytes', n: 5 }]],
  ];
  for (const [title, settings] of carried) {
    it(`carries a stream ${title}`, async () => {
      const { events, failed } = await play(hello, ...settings);
      assert.equal(failed, undefined);
      assert.equal(spoken(events), text);
      assert.equal(events.at(-1)?.event_type, 'interaction.completed');
    });
  }

  it('really sends pieces of that size, also inside characters', async () => {
    emulator.use([{ name: 'bytes', answer: [hello, { do: 'split_bytes', n: 3 }] }]);
    const response = await fetch(`${emulator.url}/v1/interactions`, {
      method: 'POST',
      headers: { 'x-goog-api-key': 'good' },
      body: JSON.stringify({ model, input: 'hi', stream: true }),
    });
    let broken = 0;
    let larger = 0;
    let count = 0;
    for await (const piece of response.body!) {
      count++;
      if (piece.length > 3) larger++;
      if (Buffer.from(piece).toString().includes('\ufffd')) broken++;
    }
    assert.ok(count > 300);
    assert.ok(larger < count / 10, `${larger} of ${count} pieces came together`);
    assert.ok(broken > 0);
  });

  it('cuts the stream at any byte', async () => {
    const lengths = new Set<number>();
    for (const n of [1, 60, 400, 700, 900, 1200]) {
      const { events, failed } = await play(hello, { do: 'cut_at_byte', n });
      lengths.add(events.length);
      assert.ok(failed, `at ${n}`);
      assert.notEqual(events.at(-1)?.event_type, 'interaction.completed');
    }
    assert.ok(lengths.size > 2);
  });

  it('resets the connection in mid-answer', async () => {
    const { events, failed } = await play(hello, { do: 'drop' }, { do: 'say', text: 'never seen' });
    assert.equal(spoken(events), text);
    assert.ok(failed);
  });

  it('ends in an orderly way without completed', async () => {
    const { events, failed } = await play(hello, { do: 'eof' });
    assert.equal(failed, undefined);
    assert.equal(ends({ events }), 'D1:text P1');
  });

  it('leaves out the done frame', async () => {
    assert.match(ends(await play(hello, { do: 'no_done' })), /X:completed$/);
    const { body } = await http(emulator, '/v1/interactions', { body: { model, input: 'a', stream: true } });
    assert.doesNotMatch(String(body), /\[DONE\]/);
  });

  it('fails by an error event, first or in the middle, with and without words', async () => {
    assert.equal(ends(await play({ do: 'error', code: 'not_found', message: 'm' })), 'U:in_progress error');
    const middle = await play(hello, { do: 'error', code: 'gateway_timeout', done: true }, { do: 'say', text: 'no' });
    assert.equal(ends(middle), 'P1 error');
    const empty = (await play({ do: 'error', empty: true })).events.at(-1);
    assert.deepEqual(empty, { error: {}, event_type: 'error' });
    const error = await failure(ai.create({ input: 'hi' }));
    assert.equal(error.status, 500);
  });

  it('is overloaded inside a stream of status 200', async () => {
    const last = (await play({ do: 'overload' })).events.at(-1)?.error as Json;
    assert.equal(last.code, 'invalid_request');
    assert.match(String(last.message), /^gemini-3\.8-flash is currently experiencing high demand/);
  });

  it('sends unknown events, deltas and steps', async () => {
    const { events } = await play(
      { do: 'raw', event: { event_type: 'interaction.danced', interaction_id: '$id' } },
      { do: 'step', step: { type: 'hologram' }, deltas: [{ type: 'photons', n: 1 }] },
      hello,
      { do: 'raw', event: { event_type: 'step.delta', index: '$index', delta: { type: 'smell' } } },
    );
    assert.match(order(events), /interaction\.danced S0:hologram D0:photons P0 .* D2:smell X:completed$/);
    assert.match(String(events.find(({ event_type: type }) => type === 'interaction.danced')?.interaction_id), /^v1_/);
  });

  it('leaves types out of deltas', async () => {
    const { events } = await play({ do: 'think', summary: 'a', always: true }, hello, { do: 'typeless' });
    const deltas = events.flatMap(({ delta }) => (delta ? [delta] : []));
    assert.deepEqual(deltas[0], { content: { text: 'a' } });
    assert.ok(deltas.every((delta) => !('type' in delta)));
  });

  it('sends a frame that is no JSON, and lines that are no SSE', async () => {
    const { events } = await play(
      { do: 'raw', text: 'event: step.delta\ndata: {"index":0,"delta":{"te\n\n' },
      { do: 'raw', text: '{"error": "ten minutes are over"}\n\n' },
      hello,
    );
    assert.equal(typeof events[2], 'string');
    assert.equal(spoken(events), text);
  });

  it('starts steps with content, out of order, without start and without stop', async () => {
    const { events } = await play(
      { do: 'say', text: ' upon', start: 'Once' },
      { do: 'step', step: { type: 'model_output' }, deltas: [{ type: 'text', text: 'x' }], start: false, index: 9 },
      { do: 'step', step: { type: 'model_output' }, stop: false },
    );
    assert.deepEqual(events.find(({ index }) => index === 1)?.step?.content, [{ text: 'Once', type: 'text' }]);
    assert.match(order(events), /P1 D9:text P9 S2:model_output X:completed$/);
  });

  it('calls with arguments that do not parse, or come with the start', async () => {
    const broken = await play({ do: 'call', name: 'read_file', text: '{"path": "a' });
    const piece = broken.events.find(({ delta }) => delta?.type === 'arguments_delta')?.delta?.arguments;
    assert.equal(piece, '{"path": "a');
    const whole = await play({ do: 'call', name: 'read_file', arguments: { path: 'a' }, in_start: true });
    assert.deepEqual(whole.events.find(({ index }) => index === 1)?.step?.arguments, { path: 'a' });
    assert.match(order(whole.events), /S1:function_call P1/);
  });

  it('makes a tool up, and says completed with calls open', async () => {
    const { events } = await play({ do: 'call', name: 'fly', undeclared: true }, { do: 'calls_but_completed' });
    assert.match(order(events), /S1:function_call P1 X:completed$/);
  });

  it('ends in every other status, with a late update, without usage, with steps', async () => {
    for (const status of ['failed', 'budget_exceeded', 'cancelled', 'queued_for_tea']) {
      const errors = [{ code: 'safety', message: 'no' }];
      const last = (await play(hello, { do: 'status', status, errors })).events.at(-1);
      assert.deepEqual([last?.interaction?.status, last?.interaction?.errors], [status, errors]);
    }
    assert.equal(ends(await play(hello, { do: 'late_status_update' })), 'X:completed U:in_progress');
    const { events } = await play(hello, { do: 'no_usage' }, { do: 'steps_in_completed' });
    const last = events.at(-1)!.interaction!;
    assert.equal('usage' in last, false);
    assert.equal((last.steps as Json[]).length, 2);
    assert.ok((await ai.get(last.id)).usage, 'a GET has it');
  });

  it('answers incomplete without steps', async () => {
    await play({ do: 'status', status: 'incomplete' });
    const { body } = await http(emulator, '/v1/interactions', { body: { model, input: 'a' } });
    assert.equal((body as Json).status, 'incomplete');
    assert.equal('steps' in (body as Json), false);
  });

  it('sends a signature of three megabytes in one line, with a picture after it', async () => {
    const { events } = await play({ do: 'think', signature_bytes: 3_000_000 }, { do: 'image', bytes: 500_000 });
    const sealed = events.find(({ delta }) => delta?.type === 'thought_signature')?.delta?.signature;
    assert.equal(String(sealed).length, 4_000_000);
    assert.ok(events.some(({ delta }) => delta?.type === 'image' && String(delta.data).length > 600_000));
  });

  it('cites spans that begin inside a character', async () => {
    const annotations = [{ type: 'url_citation', url: 'https://x', start_index: 3, end_index: 9000 }];
    const { events } = await play({ do: 'say', text, annotations });
    const delta = events.find((event) => event.delta?.type === 'text_annotation_delta')?.delta;
    assert.deepEqual(delta?.annotations, annotations);
  });

  it('refuses before the stream: codes, headers, envelopes', async () => {
    const busy = await fails({ do: 'fail', status: 429, code: 'too_many_requests', message: 'quota', retry_after: 7 });
    assert.equal(busy.status, 429);
    assert.equal((busy as unknown as { headers: Headers }).headers.get('retry-after'), '7');
    const info = JSON.parse((await fails({ do: 'fail', status: 429, retry_info: '39s', array: true })).body!);
    assert.equal(info[0].error.details[0].retryDelay, '39s');
    assert.equal(info[0].error.status, 'RESOURCE_EXHAUSTED');
    assert.equal(JSON.parse((await fails({ do: 'bad_key' })).body!)[0].error.code, 400);
    const gateway = await fails({ do: 'html_502' });
    assert.equal(gateway.status, 502);
    assert.match(gateway.body!, /^<html>/);
    for (const status of [401, 402, 403, 404, 409, 500, 501, 503, 504]) {
      assert.equal((await fails({ do: 'fail', status })).status, status);
    }
  });

  it('answers JSON where a stream was asked for', async () => {
    const answer = (await open(hello, { do: 'json_instead_of_sse' })) as unknown as Json;
    const { headers } = await http(emulator, '/v1/interactions', { body: { model, input: 'a', stream: true } });
    assert.match(headers.get('content-type')!, /json/);
    assert.ok(answer);
  });

  it('speaks the schema of before June 2026', async () => {
    const { events } = await play({ do: 'retired_schema', text: 'old' });
    const names = events.map(({ event_type: type }) => type);
    assert.deepEqual(names, [
      'interaction.start',
      'content.start',
      'content.delta',
      'content.stop',
      'interaction.complete',
    ]);
    const { body } = await http(emulator, '/v1/interactions', { body: { model, input: 'a' } });
    assert.deepEqual((body as Json).outputs, [{ type: 'text', text: 'old' }]);
  });

  it('refuses to delete, to chain, to list, where a scenario says so', async () => {
    const made = await collect(await open(hello));
    const { id } = made.events[0]!.interaction!;
    const fail = {
      do: 'fail',
      status: 501,
      message: 'Operation is not implemented, or supported, or enabled.',
    } as const;
    emulator.use([
      { name: 'no delete', match: { operation: 'delete' }, answer: [fail] },
      { name: 'no chain', match: { previous: true }, answer: [fail] },
      { name: 'get late', match: { operation: 'get', nth: 1 }, answer: [{ do: 'fail', status: 404 }] },
      { name: 'no models', match: { operation: 'models' }, answer: [fail] },
    ]);
    assert.equal((await failure(ai.delete(id))).status, 501);
    assert.equal((await failure(ai.create({ input: 'x', previous_interaction_id: id }))).status, 501);
    assert.equal((await failure(ai.get(id))).status, 404);
    assert.equal((await ai.get(id)).status, 'completed');
    assert.equal((await failure(ai.raw.models.list())).status, 501);
  });
});

describe('emulator: stalls', () => {
  it('says nothing for a while, for ever, or not even headers', async () => {
    const clock = new VirtualClock();
    const emulator = await startEmulator({ clock });
    const ai = sdk(emulator);
    const state = (promise: Promise<unknown>) => Promise.race([promise.then(() => 'done'), Promise.resolve('open')]);

    emulator.use([{ name: 'pause', answer: [{ do: 'stall', ms: 5000 }, hello] }]);
    const paused = collect(await ai.stream({ input: 'a' }));
    await clock.whenAsleep();
    assert.equal(await state(paused), 'open');
    await clock.advance(5000);
    assert.equal(spoken((await paused).events), text);

    emulator.use([{ name: 'for ever', answer: [hello, { do: 'stall' }] }]);
    const control = new AbortController();
    const endless = collect(await ai.stream({ input: 'a' }, control.signal));
    await clock.whenAsleep();
    await clock.advance(1e9);
    assert.equal(await state(endless), 'open');
    control.abort();
    assert.ok((await endless).failed);
    emulator.reset();

    emulator.use([{ name: 'no headers', answer: [{ do: 'delay_headers', ms: 800 }, hello] }]);
    const late = ai.stream({ input: 'a' });
    await clock.whenAsleep();
    assert.equal(await state(late), 'open');
    await clock.advance(800);
    assert.equal(spoken((await collect(await late)).events), text);

    emulator.use([{ name: 'hang', answer: [hello, { do: 'hang' }] }]);
    const hung = collect(await ai.stream({ input: 'a' }));
    await clock.advance(1e9);
    assert.equal(await state(hung), 'open');
    await emulator.close();
    assert.ok((await hung).failed);
  });
});
