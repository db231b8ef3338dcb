// A research agent of the emulator: a plan, its change, the research behind it, resumed, looked at, cancelled; and what the service refuses of it.

import assert from 'node:assert/strict';
import { VirtualClock } from '../../emulator/clock.ts';
import type { Action } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { collect, declare, type Event, failure, type Json, order, sdk, spoken } from './client.ts';

const agent = 'deep-research-preview-04-2026';
const config = (more: Json = {}): Json => ({ type: 'deep-research', thinking_summaries: 'auto', ...more });
const ask = (input: string, more: Json = {}): Json => ({
  model: undefined,
  agent,
  background: true,
  agent_config: config(),
  input,
  ...more,
});
const long: readonly Action[] = [
  { do: 'think', summary: '**Looking**\n\nround', chunk: 4, delay: 100, signature: '' },
  { do: 'search', queries: ['a', 'b'] },
  { do: 'url_context', urls: ['https://example.com/'] },
  { do: 'say', text: 'The report.', chunk: 4, delay: 100 },
];

describe('emulator: research', () => {
  const clock = new VirtualClock();
  let emulator: Emulator;
  let ai: ReturnType<typeof sdk>;
  before(async () => {
    emulator = await startEmulator({ clock });
    ai = sdk(emulator);
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());
  const use = (answer: readonly Action[]) => emulator.use([{ name: 'research', match: { agent }, answer }]);

  it('streams summaries, searches and the report with ids, its tools being its own', async () => {
    use(long);
    const watching = collect(await ai.stream(ask('cheese')));
    await clock.advance(5000);
    const { events } = await watching;
    assert.match(order(events), /^C U:in_progress S0:thought D0:thought_summary .* X:completed$/);
    assert.ok(events.every(({ event_id: id }) => id));
    assert.equal(events[0]!.interaction!.agent, agent);
    assert.deepEqual([...new Set(events.flatMap(({ step }) => step?.type ?? []))].slice(1), [
      'google_search_call',
      'google_search_result',
      'url_context_call',
      'url_context_result',
      'model_output',
    ]);
  });

  it('goes on behind a lost connection, from an id or from the start, and in a plain get', async () => {
    use([...long.slice(0, 2), { do: 'drop' }, ...long.slice(2)]);
    const watching = collect(await ai.stream(ask('cheese')));
    await clock.advance(5000);
    const first = await watching;
    assert.ok(first.failed);
    const { id } = first.events[0]!.interaction!;
    const rest = await collect(await ai.resume(id, first.events.at(-1)!.event_id));
    assert.equal(spoken([...first.events, ...rest.events]), 'The report.');
    const again = await collect(await ai.resume(id));
    assert.deepEqual(again.events, [...first.events, ...rest.events]);
    const record = await ai.get(id);
    assert.deepEqual([record.status, record.steps.at(-1)!.type], ['completed', 'model_output']);
  });

  it('says what is used so far, where the scenario has it', async () => {
    const used = { event_type: 'interaction.status_update', interaction_id: '$id', status: 'in_progress' };
    use([
      { do: 'raw', event: { ...used, usage: { total_tokens: 7 } } },
      { do: 'say', text: 'x' },
    ]);
    const { events } = await collect(await ai.stream(ask('cheese')));
    assert.deepEqual(events.find(({ usage }) => usage)?.usage, { total_tokens: 7 });
  });

  it('knows an id only a moment after it gave it out, where a scenario wants that', async () => {
    emulator.use([
      { name: 'fresh', match: { operation: 'get' }, times: 2, answer: [{ do: 'fail', status: 404 }] },
      { name: 'research', match: { agent }, answer: long },
    ]);
    const { id } = await ai.create(ask('cheese'));
    for (const _ of [1, 2]) assert.equal((await failure(ai.get(id))).status, 404);
    assert.equal((await ai.get(id)).status, 'in_progress');
  });

  it('makes a plan, another one, and carries the last one out, each behind the one before', async () => {
    const say = (text: string): readonly Action[] => [{ do: 'say', text }];
    emulator.use([
      { name: 'another', match: { planning: true, previous: true }, answer: say('Plan B') },
      { name: 'plan', match: { planning: true }, answer: say('Plan A') },
      { name: 'report', match: { planning: false, agent }, answer: say('Report') },
    ]);
    const run = async (input: string, planning: boolean, previous?: string) => {
      const agentConfig = config({ collaborative_planning: planning, visualization: 'auto' });
      const body = ask(input, { agent_config: agentConfig, ...(previous && { previous_interaction_id: previous }) });
      const { events } = await collect(await ai.stream(body));
      return { text: spoken(events), id: events[0]!.interaction!.id };
    };
    const first = await run('cheese', true);
    const second = await run('more numbers', true, first.id);
    const third = await run('good', false, second.id);
    assert.deepEqual([first.text, second.text, third.text], ['Plan A', 'Plan B', 'Report']);
    emulator.use([{ name: 'model', answer: say('Follow-up') }]);
    const { events } = await collect(await ai.stream({ input: 'why?', previous_interaction_id: third.id }));
    assert.equal(spoken(events), 'Follow-up');
  });

  it('is cancelled, and can fail', async () => {
    use([...long.slice(0, 1), { do: 'stall' }]);
    const stream = (await ai.stream(ask('cheese')))[Symbol.asyncIterator]();
    const { id } = ((await stream.next()).value as Event).interaction!;
    assert.equal((await ai.cancel(id)).status, 'cancelled');
    use([
      { do: 'say', text: 'Half' },
      { do: 'status', status: 'failed', errors: [{ code: 'api_error', message: 'No.' }] },
    ]);
    const { events } = await collect(await ai.stream(ask('cheese')));
    assert.equal(events.at(-1)!.interaction!.status, 'failed');
  });

  const refused: readonly (readonly [string, Json])[] = [
    ['functions', { tools: [declare('read_file')] }],
    ['structured output', { response_format: { type: 'text', mime_type: 'application/json', schema: {} } }],
    ['a system instruction', { system_instruction: 'Be brief.' }],
    ['a generation config', { generation_config: { thinking_level: 'low' } }],
    ['the foreground', { background: false }],
    ['not to be stored', { store: false }],
    ['an unknown wish', { agent_config: config({ charts: true }) }],
    ['summaries as a boolean', { agent_config: config({ thinking_summaries: true }) }],
  ];
  for (const [what, more] of refused) {
    it(`refuses ${what}`, async () => {
      use(long);
      assert.equal((await failure(ai.stream(ask('cheese', more)))).status, 400);
    });
  }

  it('plays both by itself where no scenario does', async () => {
    const player = await startEmulator({ brain: true, clock });
    const one = sdk(player);
    const planned = collect(await one.stream(ask('Käse', { agent_config: config({ collaborative_planning: true }) })));
    await clock.advance(20_000);
    const { events } = await planned;
    assert.match(spoken(events), /# Research plan: Käse/);
    const reported = collect(await one.stream(ask('go', { previous_interaction_id: events[0]!.interaction!.id })));
    await clock.advance(60_000);
    const report = (await reported).events;
    const marks = report.flatMap(({ delta }) => (delta?.annotations as Json[] | undefined) ?? []);
    const bytes = Buffer.from(spoken(report));
    const cited = marks.map(({ start_index: from, end_index: to }) => String(bytes.subarray(Number(from), Number(to))));
    assert.deepEqual(cited, ['Käse aus Zürich ist 100 % rund 🧀.', '東京の人口は増えている。']);
    await player.close();
  });
});
