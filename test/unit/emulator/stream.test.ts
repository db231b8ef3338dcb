// Scenarios without faults in; the order and shape of their streams through the SDK out (contract 6.1 to 6.3).

import assert from 'node:assert/strict';
import { VirtualClock } from '../../emulator/clock.ts';
import type { Action } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { collect, declare, type Event, type Json, order, sdk, spoken } from './client.ts';

const everything = [
  declare('read_file'),
  { type: 'google_search' },
  { type: 'code_execution' },
  { type: 'url_context' },
];
const begin = 'C U:in_progress';
const thought = 'S0:thought D0:thought_signature P0';

/** Actions, then the order they must come in. */
const orders: readonly (readonly [title: string, answer: readonly Action[], expected: string])[] = [
  [
    'plain text',
    [{ do: 'say', text: 'abcd', chunk: 2 }],
    `${begin} ${thought} S1:model_output D1:text D1:text P1 X:completed`,
  ],
  ['no thinking', [{ do: 'no_thought' }, { do: 'say', text: 'a' }], `${begin} S0:model_output D0:text P0 X:completed`],
  [
    'thoughts',
    [
      { do: 'think', summary: ['a', 'b'] },
      { do: 'say', text: 'c' },
    ],
    `${begin} S0:thought D0:thought_summary D0:thought_summary D0:thought_signature P0 S1:model_output D1:text P1 X:completed`,
  ],
  [
    'one call',
    [{ do: 'call', name: 'read_file', arguments: { path: 'a' } }],
    `${begin} ${thought} S1:function_call D1:arguments_delta P1 X:requires_action`,
  ],
  [
    'parallel calls',
    [
      { do: 'call', name: 'read_file', arguments: {} },
      { do: 'call', name: 'read_file', arguments: {} },
    ],
    `${begin} ${thought} S1:function_call D1:arguments_delta P1 S2:function_call D2:arguments_delta P2 X:requires_action`,
  ],
  [
    'text before a call',
    [
      { do: 'say', text: 'a' },
      { do: 'call', name: 'read_file' },
    ],
    `${begin} ${thought} S1:model_output D1:text P1 S2:function_call P2 X:requires_action`,
  ],
  [
    'search',
    [
      { do: 'search', queries: ['q'], suggestions: ['<b>'] },
      { do: 'think' },
      { do: 'say', text: 'a', annotations: [{ type: 'url_citation' }] },
    ],
    `${begin} S0:google_search_call D0:google_search_call P0 S1:google_search_result D1:google_search_result P1 S2:thought D2:thought_signature P2 S3:model_output D3:text D3:text_annotation_delta P3 X:completed`,
  ],
  [
    'code',
    [
      { do: 'code_execution', code: 'print(1)', result: '1\n' },
      { do: 'say', text: '1' },
    ],
    `${begin} ${thought} S1:code_execution_call D1:code_execution_call P1 S2:code_execution_result D2:code_execution_result P2 S3:model_output D3:text P3 X:completed`,
  ],
  [
    'url context',
    [{ do: 'url_context', urls: ['https://x'] }],
    `${begin} ${thought} S1:url_context_call D1:url_context_call P1 S2:url_context_result D2:url_context_result P2 X:completed`,
  ],
  ['an image', [{ do: 'image' }], `${begin} ${thought} S1:model_output D1:image P1 X:completed`],
  [
    'text and image in one step',
    [{ do: 'message', parts: [{ text: 'a' }, { type: 'image' }, { text: 'b' }] }],
    `${begin} ${thought} S1:model_output D1:text D1:image D1:text P1 X:completed`,
  ],
  [
    'incomplete',
    [
      { do: 'say', text: 'a' },
      { do: 'status', status: 'incomplete' },
    ],
    `${begin} ${thought} S1:model_output D1:text P1 X:incomplete`,
  ],
];

describe('emulator: streams', () => {
  let emulator: Emulator;
  let ai: ReturnType<typeof sdk>;
  before(async () => {
    emulator = await startEmulator({ clock: new VirtualClock({ auto: true }) });
    ai = sdk(emulator);
  });
  after(() => emulator.close());

  const play = async (answer: readonly Action[], more: Json = {}): Promise<readonly Event[]> => {
    emulator.use([{ name: 'the one', answer }]);
    const body = { input: 'hi', tools: everything, generation_config: { thinking_summaries: 'auto' }, ...more };
    const { events, failed } = await collect(await ai.stream(body));
    assert.equal(failed, undefined);
    return events;
  };

  for (const [title, answer, expected] of orders) {
    it(`streams ${title} in the service's order`, async () => {
      const events = await play(answer);
      assert.equal(order(events), expected);
      assert.ok(events.every((event) => !('event_id' in event)));
    });
  }

  it('gives the same steps unary as streamed', async () => {
    for (const [, answer] of orders) {
      const events = await play(answer);
      const made = await ai.create({ input: 'hi', tools: everything });
      const started = events.flatMap(({ step }) => step?.type ?? []);
      assert.deepEqual(
        (made.steps ?? []).map(({ type }) => type),
        started,
      );
      assert.equal(made.status, events.at(-1)?.interaction?.status);
    }
  });

  it('streams arguments in pieces that join to JSON', async () => {
    const args = { path: 'größe/😀.ts', deep: { list: [1, 'two'] } };
    const events = await play([{ do: 'call', name: 'read_file', arguments: args, split: 1, id: 'call0001' }]);
    const pieces = events.flatMap(({ delta }) => (delta?.type === 'arguments_delta' ? [String(delta.arguments)] : []));
    assert.ok(pieces.length > 30);
    assert.deepEqual(JSON.parse(pieces.join('')), args);
    const start = events.find(({ step }) => step?.type === 'function_call')?.step;
    assert.deepEqual(start, { id: 'call0001', signature: '', type: 'function_call', name: 'read_file', arguments: {} });
  });

  it('never cuts a character in two', async () => {
    const text = 'naïve 😀👍🏽 — größer';
    const events = await play([{ do: 'say', text, chunk: 1 }]);
    assert.equal(spoken(events), text);
    assert.ok(events.every(({ delta }) => !/[\ud800-\udbff]$/.test(String(delta?.text ?? ''))));
  });

  it('sends thought summaries only where they are asked for', async () => {
    const answer: readonly Action[] = [
      { do: 'think', summary: 'secret plan' },
      { do: 'say', text: 'a' },
    ];
    const shown = (events: readonly Event[]) => events.some(({ delta }) => delta?.type === 'thought_summary');
    assert.equal(shown(await play(answer)), true);
    assert.equal(shown(await play(answer, { generation_config: { thinking_summaries: 'none' } })), false);
    assert.equal(shown(await play(answer, { generation_config: {} })), false);
  });

  it('counts tokens that add up, and takes a usage as given', async () => {
    const usage = (await play([{ do: 'say', text: 'hello there' }])).at(-1)?.interaction?.usage as Record<
      string,
      number
    >;
    const parts = ['total_input_tokens', 'total_output_tokens', 'total_thought_tokens', 'total_tool_use_tokens'];
    assert.ok(usage.total_output_tokens! > 0);
    assert.equal(
      usage.total_tokens,
      parts.reduce((sum, part) => sum + usage[part]!, 0),
    );
    const given = (
      await play([
        { do: 'say', text: 'a' },
        { do: 'usage', usage: { total_tokens: 7 } },
      ])
    ).at(-1);
    assert.deepEqual(given?.interaction?.usage, { total_tokens: 7 });
  });

  it('speaks v1 and v1beta under any prefix', async () => {
    emulator.use([{ name: 'any', answer: [{ do: 'say', text: 'ok' }] }]);
    for (const apiVersion of ['v1', 'v1beta']) {
      for (const prefix of ['', '/proxy', '/a/b']) {
        const other = sdk(emulator, { apiVersion, prefix });
        assert.equal((await other.create({ input: 'hi' })).output_text, 'ok');
        assert.equal(emulator.requests.at(-1)?.path, `${prefix}/${apiVersion}/interactions`);
      }
    }
  });

  it('keeps the pace of a scenario by its clock', async () => {
    const clock = new VirtualClock();
    const slow = await startEmulator({
      clock,
      scenarios: [{ name: 'slow', answer: [{ do: 'say', text: 'abc', chunk: 1, delay: 1000 }] }],
    });
    const stream = (await sdk(slow).stream({ input: 'hi' }))[Symbol.asyncIterator]();
    const seen: string[] = [];
    const reading = (async () => {
      for (let next = await stream.next(); !next.done; next = await stream.next()) seen.push(spoken([next.value]));
    })();
    await clock.whenAsleep();
    await clock.advance(2999);
    assert.equal(seen.join(''), 'ab');
    await clock.advance(1);
    await reading;
    assert.equal(seen.join(''), 'abc');
    await slow.close();
  });
});
