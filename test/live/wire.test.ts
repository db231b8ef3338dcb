// The promises of gemini/ against the real service, for a person with a key: GEMINI_API_KEY=… npm run test:live

import assert from 'node:assert/strict';
import type { InteractionRequest, StreamEvent } from '../../src/agent/ports.ts';
import { createGemini } from '../../src/gemini/gemini.ts';
import { systemClock as clock } from '../../src/vscode/clock.ts';

const apiKey = process.env.GEMINI_API_KEY ?? '';
const model = process.env.CASTOR_LIVE_MODEL ?? 'gemini-3.8-flash';
const log = { error() {}, warn() {}, info() {}, debug() {} };
const never = new AbortController().signal;

const ask = (text: string, more: Partial<InteractionRequest> = {}): InteractionRequest => ({
  model,
  input: [{ type: 'user_input', content: [{ type: 'text', text }] }],
  store: true,
  tools: [],
  generationConfig: { thinkingLevel: 'low', thinkingSummaries: 'auto' },
  ...more,
});

async function run(request: InteractionRequest, key = apiKey): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of createGemini({ apiKey: key, clock, log }).open(request, never)) events.push(event);
  return events;
}

const textOf = (events: readonly StreamEvent[]) =>
  events
    .map((event) => (event.type === 'step.delta' && event.delta.type === 'text' ? String(event.delta.text) : ''))
    .join('');

function endOf(events: readonly StreamEvent[]): Extract<StreamEvent, { type: 'completed' }> {
  const end = events.at(-1);
  if (end?.type === 'failed') assert.fail(`${end.failure.kind}: ${end.failure.text} ${end.failure.detail ?? ''}`);
  assert.equal(end?.type, 'completed');
  return end as Extract<StreamEvent, { type: 'completed' }>;
}

describe('the live service', () => {
  before(function () {
    if (apiKey !== '') return;
    console.warn('SKIPPED: the live suite needs GEMINI_API_KEY.');
    this.skip();
  });

  it('streams text, names the interaction, reports usage', async () => {
    const events = await run(ask('Answer with the one word: beaver'));
    const { id, status, usage } = endOf(events);
    assert.match(textOf(events), /beaver/i);
    assert.match(id, /^v1_/);
    assert.equal(status, 'completed');
    assert.ok((usage?.total_tokens ?? 0) > 0);
  });

  it('chains by id', async () => {
    const first = endOf(await run(ask('Remember the number 4711. Answer: ok')));
    assert.match(textOf(await run(ask('Which number?', { previousInteractionId: first.id }))), /4711/);
  });

  it('calls a function and takes its result along the chain', async () => {
    const parameters = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
    const tools = [{ type: 'function', name: 'read_file', description: 'Reads a file.', parameters } as const];
    const events = await run(ask('Use read_file on notes.txt and tell me the word in it.', { tools }));
    const started = events.find((event) => event.type === 'step.started' && event.step.type === 'function_call');
    assert.ok(started, 'a function_call step');
    const call = (started as { step: { id: string; name: string } }).step;
    const result = { type: 'function_result', call_id: call.id, name: call.name, result: 'otter' } as const;
    const answer = await run(ask('', { tools, previousInteractionId: endOf(events).id, input: [result] }));
    assert.match(textOf(answer), /otter/i);
  });

  it('goes without storage', async () => {
    const { id } = endOf(await run(ask('Answer: ok', { store: false })));
    assert.equal(id, '');
  });

  it('names a bad key', async () => {
    const end = (await run(ask('x'), 'not-a-key')).at(-1);
    assert.equal(end?.type === 'failed' && end.failure.kind, 'bad_key');
  });

  it('lists models', async () => {
    const models = await createGemini({ apiKey, clock, log }).models(never);
    assert.ok(models.some(({ id }) => id.startsWith('gemini-')));
  });
});
