// The calls with one answer: get, cancel, delete, models, warm.

import assert from 'node:assert/strict';
import { FailureError } from '../../../src/agent/ports.ts';
import {
  type Answer,
  against,
  bare,
  bench,
  closeServers,
  collect,
  created,
  failureOf,
  html,
  json,
  never,
  request,
} from './support.ts';

const signal = never;
const interaction = {
  id: 'v1_a',
  status: 'completed',
  object: 'interaction',
  model: 'gemini-3.8-flash',
  usage: { total_tokens: 7, raw_prompt_token: 1 },
  steps: [
    { type: 'user_input', content: [{ type: 'text', text: 'Hi' }] },
    { type: 'model_output', content: [{ type: 'text', text: 'Hello' }] },
  ],
};

const on = (...answers: readonly Answer[]) => against(answers);

async function failure(call: Promise<unknown>) {
  const error = await call.then(
    () => assert.fail('It resolved'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof FailureError, String(error));
  return error.failure;
}

describe('gemini: get', () => {
  afterEach(closeServers);

  it('gives the record as the service sent it, without what the SDK adds', async () => {
    const { gemini, server } = await on(json(200, interaction));
    const record = await gemini.get('v1_a', { signal });
    assert.deepEqual(record, {
      id: 'v1_a',
      status: 'completed',
      model: 'gemini-3.8-flash',
      steps: interaction.steps,
      usage: interaction.usage,
      raw: interaction,
    });
    assert.equal(server.requests[0]?.path, '/v1beta/interactions/v1_a?stream=false');
  });

  it('asks for the input and gives it as steps, in each form it may have', async () => {
    const step = { type: 'user_input', content: [{ type: 'text', text: 'Hi' }] };
    for (const input of ['Hi', step.content[0], step.content, [step]]) {
      const { gemini, server } = await on(json(200, { ...interaction, input }));
      const record = await gemini.get('v1_a', { includeInput: true, signal });
      assert.deepEqual(record.input, [step]);
      assert.match(server.requests[0]!.path, /include_input=true/);
    }
  });

  it('takes a record without steps, and percent-encodes the id', async () => {
    const { gemini, server } = await on(json(200, { id: 'a/b', status: 'incomplete' }));
    assert.deepEqual((await gemini.get('a/b', { signal })).steps, []);
    assert.match(server.requests[0]!.path, /interactions\/a%2Fb\?/);
  });

  it('says what is wrong with an answer that is no record', async () => {
    const kinds = async (answer: Answer) => (await failure((await on(answer)).gemini.get('v1_a', { signal }))).kind;
    assert.equal(await kinds(json(404, { error: { code: 'not_found', message: 'Not found.' } })), 'chain_lost');
    assert.equal(await kinds(json(200, { id: 'v1_a', status: 'completed', outputs: [] })), 'retired_schema');
    assert.equal(await kinds(json(200, '{"id":')), 'wrong_server');
    assert.equal(await kinds(json(200, [interaction])), 'wrong_server');
    assert.equal(await kinds(html(200)), 'wrong_server');
  });

  it('tries again after 503 and after a reset, for asking twice does no harm', async () => {
    const { gemini, server, clock } = await on(
      json(503, { error: { code: 'service_unavailable', message: 'm' } }),
      (response) => void response.socket?.resetAndDestroy(),
      json(200, interaction),
    );
    const got = gemini.get('v1_a', { signal });
    for (let round = 0; round < 20; round++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await clock.advance(1000);
    }
    assert.equal((await got).id, 'v1_a');
    assert.equal(server.requests.length, 3);
  });

  it('ends with the abort, and after a minute without an answer', async () => {
    const { gemini, clock } = await on(() => {});
    const stop = new AbortController();
    const stopped = gemini.get('v1_a', { signal: stop.signal });
    setTimeout(() => stop.abort(), 5);
    await assert.rejects(stopped, { name: 'AbortError' });
    const late = failure(gemini.get('v1_a', { signal }));
    await clock.advance(60_000);
    assert.equal((await late).kind, 'timeout');
  });
});

describe('gemini: cancel and delete', () => {
  afterEach(closeServers);

  it('ask for it and take any 2xx for done, an empty 204 too', async () => {
    for (const answer of [json(200, {}), json(200, interaction), bare(204), json(200, '')]) {
      const { gemini, server } = await on(answer);
      await gemini.delete('v1_a', signal);
      await gemini.cancel('v1_a', signal);
      assert.deepEqual(
        server.requests.map(({ method, path }) => `${method} ${path}`),
        ['DELETE /v1beta/interactions/v1_a', 'POST /v1beta/interactions/v1_a/cancel'],
      );
    }
  });

  it('have nothing to delete where it is gone or the service cannot', async () => {
    for (const status of [404, 501]) {
      const { gemini } = await on(json(status, { error: { code: 'x', message: 'x' } }));
      await gemini.delete('v1_a', signal);
    }
  });

  it('say what went wrong otherwise', async () => {
    const { gemini } = await on(json(400, { error: { code: 'failed_precondition', message: 'Not in background.' } }));
    assert.match((await failure(gemini.cancel('v1_a', signal))).detail!, /Not in background/);
    assert.equal((await failure(gemini.delete('v1_a', signal))).kind, 'invalid_request');
  });
});

describe('gemini: models and warm', () => {
  afterEach(closeServers);

  const listed = (id: string, methods: string[] = ['generateContent']) => ({
    name: `models/${id}`,
    displayName: id.toUpperCase(),
    inputTokenLimit: 10,
    outputTokenLimit: 5,
    supportedGenerationMethods: methods,
  });

  it('lists what can chat, over all pages, without the prefix', async () => {
    const { gemini, server } = await on(
      json(200, {
        models: [listed('gemini-3.8-flash'), listed('text-embedding-4', ['embedContent'])],
        nextPageToken: 'two',
      }),
      json(200, {
        models: ['gemini-4-carbon', 'gemini-3.8-flash-tts', 'gemini-3-pro-image', 'lyria-3.5'].map((id) => listed(id)),
      }),
    );
    assert.deepEqual(await gemini.models(signal), [
      { id: 'gemini-3.8-flash', displayName: 'GEMINI-3.8-FLASH', inputTokenLimit: 10, outputTokenLimit: 5 },
      { id: 'gemini-4-carbon', displayName: 'GEMINI-4-CARBON', inputTokenLimit: 10, outputTokenLimit: 5 },
    ]);
    assert.match(server.requests[1]!.path, /^\/v1beta\/models\?.*pageToken=two/);
  });

  it('tells a bad key, which is a 400 in an array', async () => {
    const error = {
      code: 400,
      message: 'API key not valid. Please pass a valid API key.',
      status: 'INVALID_ARGUMENT',
      details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
    };
    const { gemini } = await on(json(400, [{ error }]));
    const { kind, remedies } = await failure(gemini.models(signal));
    assert.equal(kind, 'bad_key');
    assert.deepEqual(remedies, [{ do: 'set_key' }]);
  });

  it('warms without a word, whatever comes', async () => {
    for (const answer of [json(200, { models: [] }), json(500, {}), html(502), bare(204)]) {
      const { gemini, server } = await on(answer);
      await gemini.warm(signal);
      assert.equal(server.requests.length, 1);
    }
    await bench('http://127.0.0.1:1').gemini.warm(signal);
  });

  it('asks nothing of anybody without a key', async () => {
    const { server, gemini } = await against([json(200, created())], { apiKey: '  ' });
    assert.equal((await failure(gemini.models(signal))).kind, 'no_key');
    assert.equal(failureOf(await collect(gemini.open(request(), signal))).kind, 'no_key');
    assert.equal(server.requests.length, 0);
  });
});
