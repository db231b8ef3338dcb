// Chains of interactions through the SDK in; what is remembered, matched, shown, deleted and refused out (contract section 16, 8 to 11).

import assert from 'node:assert/strict';
import { VirtualClock } from '../../emulator/clock.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { collect, declare, failure, http, type Json, model, order, sdk } from './client.ts';

const tools = [declare('read_file')];
const user = (text: string): Json => ({ type: 'user_input', content: [{ type: 'text', text }] });
const result = (call: unknown, value: unknown = 'text'): Json => ({
  type: 'function_result',
  call_id: call,
  name: 'read_file',
  result: value,
});
const codeOf = ({ body = '{}' }: { body?: string }): string => JSON.parse(body).error.code;

const scenarios = [
  {
    name: 'two calls',
    match: { prompt: 'read' },
    answer: [
      { do: 'call', name: 'read_file', arguments: { path: 'a' } },
      { do: 'call', name: 'read_file', arguments: { path: 'b' } },
    ],
  },
  { name: 'hologram', match: { prompt: 'project' }, answer: [{ do: 'step', step: { type: 'hologram', depth: 3 } }] },
  { name: 'pages', match: { continuation: 'more' }, answer: [{ do: 'say', text: 'two' }] },
  {
    name: 'long',
    match: { prompt: 'long' },
    answer: [
      { do: 'say', text: 'one' },
      { do: 'status', status: 'requires_continuation', continuation_token: 'more' },
    ],
  },
  { name: 'else', answer: [{ do: 'say', text: 'ok' }] },
] as const;

describe('emulator: chains', () => {
  const clock = new VirtualClock();
  let emulator: Emulator;
  let ai: ReturnType<typeof sdk>;
  before(async () => {
    emulator = await startEmulator({ scenarios, clock });
    ai = sdk(emulator);
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  const calls = async (more: Json = {}) => {
    const made = await ai.create({ input: 'read', tools, ...more });
    return { made, ids: made.steps.filter(({ type }) => type === 'function_call').map(({ id }) => id) };
  };

  it('continues a stored interaction; ids name the root and their own', async () => {
    const one = await ai.create({ input: 'hi' });
    const two = await ai.create({ input: 'again', previous_interaction_id: one.id });
    const parts = (id: string) => {
      const bytes = Buffer.from(id.slice(3), 'base64url');
      assert.deepEqual([bytes[0], bytes[1], bytes[25], bytes[26]], [0x0a, 23, 0x12, 23]);
      return [bytes.subarray(2, 25).toString(), bytes.subarray(27).toString()];
    };
    assert.match(one.id, /^v1_[\w-]+$/);
    assert.equal(parts(one.id)[0], parts(one.id)[1]);
    assert.equal(parts(two.id)[0], parts(one.id)[0]);
    assert.notEqual(two.id, one.id);
  });

  it('takes the results of all outstanding calls, in any order, and a prompt after them', async () => {
    const { made, ids } = await calls();
    assert.equal(made.status, 'requires_action');
    const input = [result(ids[1]), result(ids[0]), user('and be brief')];
    const next = await ai.create({ input, tools, previous_interaction_id: made.id });
    assert.equal(next.status, 'completed');
  });

  const wrong: readonly (readonly [string, (ids: readonly unknown[]) => unknown])[] = [
    ['a missing result', ([a]) => [result(a)]],
    ['an extra result', ([a, b]) => [result(a), result(b), result('zzz')]],
    ['a result twice', ([a, b]) => [result(a), result(a), result(b)]],
    ['only words', () => 'never mind'],
    ['words before the results', ([a, b]) => [user('x'), result(a), result(b)]],
    ['words between the results', ([a, b]) => [result(a), user('x'), result(b)]],
  ];
  for (const [title, input] of wrong) {
    it(`refuses ${title}`, async () => {
      const { made, ids } = await calls();
      const error = await failure(ai.create({ input: input(ids), tools, previous_interaction_id: made.id }));
      assert.equal(error.status, 400);
      assert.match(
        error.message,
        /Please ensure that function response turn comes immediately after a function call turn\./,
      );
    });
  }

  it('refuses results that nobody asked for', async () => {
    const error = await failure(ai.create({ input: [result('x')] }));
    assert.match(error.message, /function response turn/);
  });

  it('refuses content parts as a result on 2.5, and takes them on 3', async () => {
    const parts = [{ type: 'text', text: 'x' }];
    const { made, ids } = await calls();
    const input = ids.map((id) => result(id, parts));
    const error = await failure(
      ai.create({ model: 'gemini-2.5-flash', input, tools, previous_interaction_id: made.id }),
    );
    assert.match(error.message, /Multimodal function responses are not supported for this model/);
    assert.equal((await ai.create({ input, tools, previous_interaction_id: made.id })).status, 'completed');
  });

  it('forgets what is deleted, expired or too old', async () => {
    const gone = async (id: string) => {
      const error = await failure(ai.create({ input: 'x', previous_interaction_id: id }));
      assert.deepEqual([error.status, codeOf(error)], [404, 'not_found']);
      assert.equal((await failure(ai.get(id))).status, 404);
    };
    const deleted = await ai.create({ input: 'hi' });
    const answer = await http(emulator, `/v1beta/interactions/${deleted.id}`, { method: 'DELETE' });
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    await gone(deleted.id);
    assert.equal((await failure(ai.delete(deleted.id))).status, 404);
    const expired = await ai.create({ input: 'hi' });
    const child = await ai.create({ input: 'x', previous_interaction_id: expired.id });
    emulator.expire(expired.id);
    await gone(expired.id);
    assert.equal((await ai.create({ input: 'y', previous_interaction_id: child.id })).status, 'completed');
    const old = await ai.create({ input: 'hi' });
    await clock.advance(24 * 3600 * 1000);
    await gone(old.id);
  });

  it('keeps nothing of store:false: no id in a unary answer, empty ids in a stream', async () => {
    const { body } = await http(emulator, '/v1beta/interactions', { body: { model, input: 'hi', store: false } });
    assert.equal('id' in (body as Json), false);
    const { events } = await collect(await ai.stream({ input: 'hi', store: false }));
    assert.deepEqual(
      events.flatMap(({ interaction, interaction_id: id }) => interaction?.id ?? id ?? []),
      ['', '', ''],
    );
  });

  it('gives back the whole timeline of an interaction, its input on request', async () => {
    const made = await ai.create({ input: 'hi' });
    const plain = await ai.get(made.id);
    assert.deepEqual(
      plain.steps.map(({ type }) => type),
      ['user_input', 'thought', 'model_output'],
    );
    assert.equal('input' in plain, false);
    const whole = await ai.get(made.id, { include_input: true });
    assert.deepEqual(whole.input, [user('hi')]);
    assert.equal((await http(emulator, `/v1/interactions/${made.id}?fields=id`, { method: 'GET' })).status, 400);
  });

  it('takes its own steps back in a stateless history, but not without the signature', async () => {
    const { made, ids } = await calls({ store: false });
    const history = [user('read'), ...made.steps, ...ids.map((id) => result(id))];
    assert.equal((await ai.create({ input: history, tools, store: false })).status, 'completed');
    const changes: readonly ((step: Json) => Json[])[] = [
      (step) => (step.type === 'thought' ? [] : [step]),
      (step) => (step.type === 'thought' ? [{ ...step, signature: 'AAAA' }] : [step]),
      (step) => (step.type === 'thought' ? [{ type: 'thought' }] : [step]),
    ];
    for (const change of changes) {
      const error = await failure(ai.create({ input: history.flatMap(change), tools, store: false }));
      assert.deepEqual([error.status, codeOf(error)], [400, 'missing_thought_signature']);
    }
  });

  it('wants a signed thought before calls it never made, from Gemini 3 on', async () => {
    const call = { type: 'function_call', id: 'c1', name: 'read_file', arguments: {} };
    const input = [user('a'), call, result('c1')];
    assert.equal(codeOf(await failure(ai.create({ input, tools }))), 'missing_thought_signature');
    assert.equal((await ai.create({ model: 'gemini-2.5-flash', input, tools })).status, 'completed');
    const signed = input.toSpliced(1, 0, { type: 'thought', signature: 'AAAA' });
    assert.equal((await ai.create({ input: signed, tools })).status, 'completed');
    const unsigned = [user('a'), { type: 'thought', summary: [{ type: 'text', text: 'hm' }] }, user('b')];
    assert.equal((await failure(ai.create({ input: unsigned }))).status, 400);
  });

  it('takes steps of unknown kinds back if it sent them', async () => {
    const step = { type: 'hologram', depth: 3 };
    assert.equal((await failure(ai.create({ input: [user('a'), step, user('b')] }))).status, 400);
    await ai.create({ input: 'project it' });
    assert.equal((await ai.create({ input: [user('a'), step, user('b')] })).status, 'completed');
  });

  it('does not inherit tools: a call of one that is not declared again is a scenario error', async () => {
    const first = await ai.create({ input: 'hi', tools });
    const error = await failure(ai.create({ input: 'read', previous_interaction_id: first.id }));
    assert.equal(error.status, 500);
    assert.match(
      error.message,
      /scenario "two calls" calls "read_file", which this request does not declare \(declared: none\)/,
    );
    assert.equal(emulator.complaints.length, 1);
  });

  it('continues a long answer by its token, hop by hop', async () => {
    const body = { input: 'long', automatic_continuation: false };
    const hop = await collect(await ai.stream(body));
    const completed = hop.events.at(-1)!.interaction!;
    assert.deepEqual([completed.status, completed.continuation_token], ['requires_continuation', 'more']);
    const next = await ai.stream({ continuation_token: 'more', previous_interaction_id: completed.id });
    assert.match(order((await collect(next)).events), /^C U:in_progress S0:.* X:completed$/);
    const all = await collect(await ai.stream({ input: 'long' }));
    assert.equal(all.events.filter(({ event_type: type }) => type === 'interaction.completed').length, 2);
  });
});
