// The body of a request: what is in it on every interaction, in the API's own words, with the steps as they came.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toBody, toInput } from '../../../src/gemini/wire.ts';
import type { Step } from '../../../src/shared/step.ts';
import {
  answer,
  bench,
  closeServers,
  collect,
  never,
  rawServer,
  recording,
  recordingNames,
  request,
  sse,
  sseText,
} from './support.ts';

const full = request({
  model: 'gemini-3.8-flash',
  previousInteractionId: 'v1_0',
  systemInstruction: 'Be kind.',
  tools: [{ type: 'function', name: 'read_file', description: 'Reads.', parameters: { type: 'object' } }],
  generationConfig: {
    thinkingLevel: 'low',
    thinkingSummaries: 'auto',
    maxOutputTokens: 100,
    seed: 4,
    stopSequences: ['END'],
    toolChoice: 'auto',
  },
  responseFormat: { type: 'text', mime_type: 'application/json', schema: { type: 'object' } },
  serviceTier: 'standard',
});

describe('gemini: the body', () => {
  afterEach(closeServers);

  it('has all of the request in snake case, and goes out as such', async () => {
    const body = {
      model: 'gemini-3.8-flash',
      system_instruction: 'Be kind.',
      tools: full.tools,
      generation_config: {
        max_output_tokens: 100,
        thinking_level: 'low',
        thinking_summaries: 'auto',
        tool_choice: 'auto',
        seed: 4,
        stop_sequences: ['END'],
      },
      response_format: full.responseFormat,
      input: full.input,
      previous_interaction_id: 'v1_0',
      store: true,
      service_tier: 'standard',
      stream: true,
    };
    assert.deepEqual(toBody(full), body);
    const server = await rawServer(sse(sseText(answer())));
    await collect(bench(server.url).gemini.open(full, never));
    assert.deepEqual(JSON.parse(server.requests[0]!.body), body);
  });

  it('leaves out what is not asked for: the service refuses what it does not know', () => {
    assert.deepEqual(Object.keys(toBody(request({ generationConfig: {} }))).sort(), [
      'input',
      'model',
      'store',
      'stream',
    ]);
    assert.equal(toBody(request({ background: true })).background, true);
    assert.equal(toBody(request({ background: false })).background, undefined);
  });

  it('carries every recorded step as it is, signatures to the byte', async function () {
    const names = recordingNames('.json')?.filter((name) => recording(name).includes('"steps"'));
    if (!names?.length) return this.skip();
    for (const name of names) {
      const { steps } = JSON.parse(recording(name)) as { steps: Step[] };
      const server = await rawServer(sse(sseText(answer())));
      await collect(bench(server.url).gemini.open(request({ input: steps }), never));
      const sent = (JSON.parse(server.requests[0]!.body) as { input: Step[] }).input;
      assert.equal(JSON.stringify(sent), JSON.stringify(steps), name);
      await server.close();
    }
  });

  it('drops thoughts with words and no signature, empty signatures and keys that do not belong', () => {
    const call = { type: 'function_call', id: 'c', name: 'f', arguments: { a: 1 } } as const;
    const input: Step[] = [
      { type: 'thought', summary: [{ type: 'text', text: 'Hm' }] },
      { type: 'thought', signature: '', summary: [{ type: 'text', text: 'Hm' }] },
      { type: 'thought', signature: 'S', summary: [{ type: 'text', text: 'Hm' }] },
      { type: 'thought' },
      { ...call, signature: '' },
      { ...call, signature: 'S' },
      { type: 'user_input', content: [], id: 'x', status: 'done' } as unknown as Step,
      { type: 'hologram', id: 'kept', lens: 3 },
    ];
    assert.deepEqual(toInput(input), [
      { type: 'thought', signature: 'S', summary: [{ type: 'text', text: 'Hm' }] },
      { type: 'thought' },
      call,
      { ...call, signature: 'S' },
      { type: 'user_input', content: [] },
      { type: 'hologram', id: 'kept', lens: 3 },
    ]);
  });

  it('changes nothing of any text, argument or signature', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), fc.jsonValue()), (text, args) => {
        const input: Step[] = [
          { type: 'user_input', content: [{ type: 'text', text }] },
          { type: 'thought', signature: `s${text}` },
          { type: 'function_call', id: text, name: 'f', arguments: args },
          { type: 'function_result', call_id: text, name: 'f', result: text, is_error: true },
        ];
        assert.equal(JSON.stringify(toInput(input)), JSON.stringify(input));
      }),
      { numRuns: 50 },
    );
  });
});
