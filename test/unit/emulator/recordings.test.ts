// Each public recording of the service beside the repository in, the emulator's answer to the same request compared with it out: same events, same order.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { VirtualClock } from '../../emulator/clock.ts';
import { readScenarios } from '../../emulator/read.ts';
import type { Action } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { repo } from '../../support/repo.ts';
import { declare, type Event, http, type Json } from './client.ts';

const folder = resolve(repo, '..', 'shared', 'recordings');
const scenarios = join(repo, 'test/fixtures/scenarios/recordings');

/**
 * shape: events, indexes, kinds and keys are the same (recorded bytes). order: the same but for keys (documentation samples). head: the
 * recording is the beginning. excerpt: the recording leaves frames out.
 */
type Fidelity = 'shape' | 'order' | 'head' | 'excerpt';

const flash = { model: 'gemini-2.5-flash' };
const recent = { model: 'gemini-3.8-flash' };
const summaries = { generation_config: { thinking_summaries: 'auto' } };
const search = { tools: [{ type: 'google_search' }] };
const weather = { tools: [declare('getWeather')] };

const streams: Readonly<Record<string, readonly [Fidelity, Json]>> = {
  'vercel-basic.chunks.txt': ['shape', flash],
  'vercel-google-search.chunks.txt': ['shape', { ...flash, ...search }],
  'vercel-image-output.redacted.chunks.txt': ['shape', { model: 'gemini-3-pro-image-preview' }],
  'vercel-multi-turn-stateful-turn1.chunks.txt': ['shape', flash],
  'vercel-multi-turn-stateful-turn2.chunks.txt': ['shape', flash],
  'vercel-multi-turn-stateless-turn1.chunks.txt': ['shape', { ...flash, store: false }],
  'vercel-tool-call-step1.chunks.txt': ['shape', { ...flash, ...weather }],
  'vercel-video-store-false.chunks.txt': ['shape', { model: 'gemini-omni-1.1-flash', store: false }],
  'live-google-search-3x.excerpt.chunks.txt': ['excerpt', { ...recent, ...search, store: false }],
  'live-overload-in-stream.sse': ['order', { model: 'gemini-3.7-flash' }],
  'doc-deep-research.sse': [
    'order',
    {
      agent: 'deep-research-preview-04-2026',
      background: true,
      agent_config: { type: 'deep-research', thinking_summaries: 'auto' },
    },
  ],
  'doc-multi-tool-search-then-function-call.sse': [
    'order',
    { ...recent, tools: [...search.tools, declare('get_weather')] },
  ],
  'doc-thinking-summary.head.sse': ['head', { ...recent, ...summaries }],
};

const unaries: Readonly<Record<string, Json>> = {
  'vercel-basic.json': flash,
  'vercel-issue-17040-text-reference.json': { model: 'gemini-3.5-flash' },
  'vercel-multi-turn-stateful-turn1.json': flash,
  'vercel-multi-turn-stateless-turn1.json': { ...flash, store: false },
  'vercel-tool-call-step1.json': { ...flash, ...weather },
  'vercel-incomplete-no-steps.json': recent,
};

const errors = ['live-errors.json', 'vercel-error-400-invalid-input.json'];

/** One line an event: its type, its index, the kind of its step or delta. */
const orderOf = (events: readonly Event[]): string[] =>
  events.map(({ event_type: type, index, step, delta, interaction, status }) => {
    const kind = step?.type ?? (delta ? (delta.type ?? `(${Object.keys(delta).sort().join(' ')})`) : '');
    return [type, index, kind, interaction?.status ?? status]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
  });

const keys = (value: unknown): string =>
  Object.keys((value ?? {}) as object)
    .sort()
    .join(',');

/** The keys of an event and of what it holds. Usage is left out: its details depend on the models. */
const shapeOf = (events: readonly Event[]): string[] =>
  events.map((event) => [keys(event), keys(event.step), keys(event.delta), keys(event.interaction)].join(' | '));

function parse(text: string): Event[] {
  const lines = text.split('\n').map((line) => line.replace(/^data: /, ''));
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Event);
}

const isWithin = (part: readonly string[], whole: readonly string[]): boolean => {
  let at = 0;
  for (const one of whole) if (part[at] === one) at++;
  return at === part.length;
};

describe('emulator: recordings of the service', () => {
  let emulator: Emulator;
  before(async function () {
    if (!existsSync(folder)) {
      console.warn(`SKIPPED: ${folder} is missing, so the emulator is not compared with recordings of the service.`);
      this.skip();
    }
    emulator = await startEmulator({ clock: new VirtualClock({ auto: true }) });
  });
  after(() => emulator?.close());

  const recording = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const scene = async (name: string): Promise<void> => {
    emulator.reset();
    emulator.use(await readScenarios(join(scenarios, name.replace(/\.(txt|sse|json)$/, '.json'))));
  };
  const post = (body: Json) => http(emulator, '/v1beta/interactions', { body: { input: 'as recorded', ...body } });

  it('knows every file', () => {
    const known = [...Object.keys(streams), ...Object.keys(unaries), ...errors];
    assert.deepEqual(
      readdirSync(folder).filter((name) => !known.includes(name)),
      ['INDEX.md'],
    );
  });

  for (const [name, [fidelity, body]] of Object.entries(streams)) {
    it(`streams like ${name}`, async () => {
      const theirs = parse(recording(name));
      await scene(name);
      const previous = name.includes('turn2') ? ((await post(body)).body as Json).id : undefined;
      const answer = await post({
        ...body,
        stream: true,
        ...(previous !== undefined && { previous_interaction_id: previous }),
      });
      assert.equal(answer.headers.get('content-type'), 'text/event-stream');
      const ours = parse(String(answer.body));
      const [is, was] = [orderOf(ours), orderOf(theirs)];
      if (fidelity === 'head') assert.deepEqual(is.slice(0, was.length), was);
      else if (fidelity === 'excerpt')
        assert.ok(isWithin(kindsOf(theirs), kindsOf(ours)), `${kindsOf(theirs)}\n${kindsOf(ours)}`);
      else assert.deepEqual(is, was);
      if (fidelity === 'shape') assert.deepEqual(shapeOf(ours), shapeOf(theirs));
      if (recording(name).includes('[DONE]')) assert.match(String(answer.body), /\n\nevent: done\ndata: \[DONE\]\n\n$/);
    });
  }

  /** Without indexes: an excerpt counts steps that it does not show. */
  const kindsOf = (events: readonly Event[]): string[] => orderOf(events).map((line) => line.replace(/ \d+/, ''));

  for (const [name, body] of Object.entries(unaries)) {
    it(`answers like ${name}`, async () => {
      const theirs = JSON.parse(recording(name)) as Json;
      await scene(name);
      const ours = (await post(body)).body as Json;
      assert.equal(keys(ours), keys(theirs));
      assert.deepEqual(
        [ours.status, ours.object, ours.service_tier],
        [theirs.status, theirs.object, theirs.service_tier],
      );
      const steps = (one: Json) => ((one.steps ?? []) as Json[]).map((step) => `${String(step.type)}: ${keys(step)}`);
      assert.deepEqual(steps(ours), steps(theirs));
      for (const field of ['created', 'updated'])
        assert.match(String(ours[field]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.match(String(ours.id ?? 'v1_'), /^v1_/);
      assert.ok(Math.abs(String(ours.id ?? '').length - String(theirs.id ?? '').length) <= 4);
    });
  }

  const video = {
    type: 'video',
    uri: 'https://youtu.be/x',
    processing: { type: 'static', start_offset: '2s', end_offset: '1s' },
  };
  it('refuses like vercel-error-400-invalid-input.json', async () => {
    emulator.use([]);
    const answer = await post({ ...recent, input: [{ type: 'user_input', content: [video] }] });
    assert.deepEqual([answer.status, answer.body], [400, JSON.parse(recording('vercel-error-400-invalid-input.json'))]);
  });

  it('refuses like every entry of live-errors.json', async () => {
    const entries = JSON.parse(recording('live-errors.json')) as { http_status: number; body: Json | Json[] }[];
    let refused = 0;
    for (const entry of entries) {
      const message = messageOf(entry.body);
      const [, provoke] = provocations.find(([pattern]) => pattern.test(message)) ?? [];
      assert.ok(provoke, `nothing provokes: ${message}`);
      emulator.reset();
      const answer = await provoke(emulator);
      assert.equal(answer.status, entry.http_status, message);
      assert.equal(Array.isArray(answer.body), Array.isArray(entry.body), message);
      const known = message.replace(/ \(message continues\)$/, '');
      assert.ok(messageOf(answer.body as Json).startsWith(known), `${messageOf(answer.body as Json)}\n${known}`);
      assert.equal(errorOf(answer.body as Json).code, errorOf(entry.body).code, message);
      refused++;
    }
    assert.equal(refused, entries.length);
    assert.ok(refused >= 10);
  });
});

const errorOf = (body: Json | Json[]): Json => (Array.isArray(body) ? body[0] : body)?.error as Json;
const messageOf = (body: Json | Json[]): string => String(errorOf(body).message);

const send =
  (body: Json, key = 'good') =>
  (emulator: Emulator) =>
    http(emulator, '/v1beta/interactions', { body: { ...recent, input: 'hi', ...body }, key });
const staged =
  (operation: 'create' | 'delete', answer: readonly Action[], act: (emulator: Emulator) => ReturnType<typeof http>) =>
  (emulator: Emulator) => {
    emulator.use([{ name: 'recorded', match: { operation }, answer }]);
    return act(emulator);
  };
const result = { type: 'function_result', call_id: 'c', name: 'f' };
const quota: Action = {
  do: 'fail',
  status: 429,
  code: 'too_many_requests',
  message: 'You do not have enough quota to make this request.',
};
const missing: Action = { do: 'fail', status: 501, message: 'Operation is not implemented, or supported, or enabled.' };

/** What to do to be told so. */
const provocations: readonly (readonly [RegExp, (emulator: Emulator) => ReturnType<typeof http>])[] = [
  [/enough quota/, staged('create', [quota], send({}))],
  [/API key not valid/, send({}, 'bad-key')],
  [/legacy Interactions API schema/, send({ input: [{ role: 'user', content: 'hi' }] })],
  [/THINKING_LEVEL_MINIMAL/, send({ generation_config: { thinking_level: 'minimal' } })],
  [/nonsense_field/, send({ nonsense_field: true })],
  [/invalid_tool_type_xyz/, send({ tools: [{ type: 'invalid_tool_type_xyz' }] })],
  [/store=true/, send({ background: true, store: false })],
  [
    /Multimodal function responses/,
    send({
      ...flash,
      input: [
        { type: 'user_input', content: [{ type: 'text', text: 'hi' }] },
        { type: 'function_call', id: 'c', name: 'f', arguments: {} },
        { ...result, result: [{ type: 'text', text: 'x' }] },
      ],
    }),
  ],
  [/function response turn/, send({ input: [{ ...result, result: 'x' }] })],
  [
    /not implemented/,
    staged('delete', [missing], (emulator) => http(emulator, '/v1beta/interactions/v1_x', { method: 'DELETE' })),
  ],
];
