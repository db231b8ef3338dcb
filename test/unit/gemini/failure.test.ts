// The catalogue: every error body of section 10 as the failure a person sees, and no key in any of them.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { serviceTrouble } from '../../../src/gemini/classify.ts';
import { parseError, parseErrorBody, retryAfterMs } from '../../../src/gemini/errorBody.ts';
import * as failures from '../../../src/gemini/failure.ts';
import { canChat, defaultModel, modelTable, thinkingLevelsOf } from '../../../src/gemini/models.ts';
import { connectionProblem } from '../../../src/gemini/network.ts';
import { redactor } from '../../../src/gemini/redact.ts';
import type { Situation } from '../../../src/gemini/situation.ts';
import type { Failure } from '../../../src/shared/failure.ts';
import {
  against,
  bench,
  closeServers,
  collect,
  created,
  failureOf,
  html,
  json,
  never,
  rawServer,
  recording,
  recordingNames,
  request,
  sse,
  sseText,
  testKey,
} from './support.ts';

const situation: Situation = { t: failures.english, redact: redactor(testKey), now: 0, host: 'h', model: 'gemini-x' };
const of = (status: number, message: string, code = 'invalid_request', more: Partial<Situation> = {}) =>
  serviceTrouble(parseError({ error: { message, code } }), { ...situation, ...more }, status).failure;

describe('gemini: error bodies', () => {
  it('are read as object or array, with a code as word or number, with details or without', () => {
    const rpc = {
      error: {
        code: 429,
        message: 'Slow down.',
        status: 'RESOURCE_EXHAUSTED',
        details: [
          { '@type': 'x.RetryInfo', retryDelay: '39s' },
          { reason: 'RATE_LIMIT', '@type': 'x.ErrorInfo' },
        ],
      },
    };
    const expected = {
      code: 'resource_exhausted',
      message: 'Slow down.',
      reason: 'RATE_LIMIT',
      retryDelayMs: 39_000,
      perDay: false,
      html: false,
      known: true,
    };
    assert.deepEqual(parseError(rpc), expected);
    assert.deepEqual(parseErrorBody(JSON.stringify([rpc])), expected);
    assert.deepEqual(parseError({ error: { code: 'x', message: 'm' } }).code, 'x');
    assert.equal(parseError({ error: 'plain' }).message, 'plain');
    assert.equal(parseError({ error: {} }).known, false);
    assert.deepEqual(parseErrorBody('<html><h1>502 Bad Gateway</h1></html>').message, '502 Bad Gateway');
    assert.ok(parseErrorBody('<!doctype html>').html);
  });

  it('never throw, whatever the body is', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => void parseErrorBody(JSON.stringify(body))));
    fc.assert(fc.property(fc.string(), (body) => void parseErrorBody(body)));
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 400, max: 599 }), (body, status) => {
        const { failure } = serviceTrouble(parseErrorBody(JSON.stringify({ error: body })), situation, status);
        assert.ok(failure.text.length > 10 && failure.remedies.length > 0);
      }),
    );
  });

  it('give the time to wait in each way it is written', () => {
    const after = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), 1000);
    assert.equal(after({}), undefined);
    assert.equal(after({ 'retry-after': '39' }), 39_000);
    assert.equal(after({ 'retry-after': '1.5' }), 1500);
    assert.equal(after({ 'retry-after-ms': '250', 'retry-after': '9' }), 250);
    assert.equal(after({ 'retry-after': 'Thu, 01 Jan 1970 00:00:05 GMT' }), 4000);
    assert.equal(after({ 'retry-after': 'soon' }), undefined);
    assert.equal(parseError({ error: { details: [{ retryDelay: '1.5s' }] } }).retryDelayMs, 1500);
    assert.equal(parseError({ error: { details: [{ retryDelay: { seconds: '2', nanos: 5e8 } }] } }).retryDelayMs, 2500);
  });

  it('that were recorded each become their failure', function () {
    if (!recordingNames('live-errors.json')) return this.skip();
    const entries = JSON.parse(recording('live-errors.json')) as { http_status: number; body: unknown }[];
    const kinds = entries.map(
      ({ http_status: status, body }) => serviceTrouble(parseError(body), situation, status).failure.kind,
    );
    assert.deepEqual(kinds, [
      'rate_limit',
      'bad_key',
      'retired_schema',
      'not_supported',
      'invalid_request',
      'invalid_request',
      'invalid_request',
      'not_supported',
      'invalid_request',
      'not_supported',
    ]);
  });
});

describe('gemini: failures', () => {
  it('depend on what was asked', () => {
    const chained = { chained: true };
    assert.equal(of(404, 'Interaction not found.', 'not_found', chained).kind, 'chain_lost');
    assert.equal(of(404, 'Model x was not found.', 'model_not_found', chained).kind, 'model_not_found');
    assert.equal(of(404, 'Not found.', 'not_found').kind, 'model_not_found');
    assert.equal(of(403, 'No permission.', 'permission_denied', chained).kind, 'chain_lost');
    assert.equal(of(403, 'No permission.', 'permission_denied').kind, 'forbidden');
    assert.equal(of(501, 'Not implemented.', 'not_implemented', chained).kind, 'chain_lost');
    const order = 'Please ensure that function response turn comes immediately after a function call turn.';
    assert.equal(of(400, order, 'invalid_request', chained).kind, 'chain_lost');
    assert.equal(of(400, 'm', 'missing_thought_signature', chained).kind, 'chain_lost');
    assert.equal(of(400, 'm', 'missing_thought_signature').kind, 'invalid_request');
  });

  it('tell the other refusals apart', () => {
    assert.equal(of(400, 'User location is not supported for the API use.', 'failed_precondition').kind, 'region');
    assert.equal(of(400, 'Enable billing to use this.', 'failed_precondition').kind, 'payment');
    assert.equal(of(400, 'The input token count exceeds the maximum number of tokens allowed.').kind, 'too_large');
    assert.equal(of(401, 'm', 'authentication').kind, 'bad_key');
    assert.equal(of(402, 'm', 'payment_required').kind, 'payment');
    assert.equal(of(413, '').kind, 'too_large');
  });

  it('name what is wrong with a connection, and whether anything was sent', () => {
    const failed = (code: string, message = 'm', more = {}) =>
      connectionProblem(new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code, ...more }) }))
        .kind;
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
      assert.equal(failed(code), 'unsent');
    for (const code of ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'UND_ERR_HEADERS_TIMEOUT'])
      assert.equal(failed(code), 'unknown');
    assert.equal(failed('ETIMEDOUT', 'm', { syscall: 'connect' }), 'unsent');
    assert.equal(failed('ETIMEDOUT', 'm', { syscall: 'read' }), 'unknown');
    for (const code of [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'CERT_HAS_EXPIRED',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ])
      assert.equal(failed(code), 'not_secure');
    assert.equal(failed('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling'), 'proxy_refused');
    const both = Object.assign(new AggregateError([Object.assign(new Error('a'), { code: 'ECONNREFUSED' })]), {
      code: '',
    });
    assert.equal(connectionProblem(new TypeError('fetch failed', { cause: both })).kind, 'unsent');
    assert.equal(connectionProblem('odd').kind, 'unknown');
  });

  it('are translated, with their places filled', () => {
    const t: failures.Translate = (text, ...args) => `<${text}|${args.join()}>`;
    assert.equal(failures.offline(t, 'host.example', {}).text.endsWith('|host.example>'), true);
    assert.equal(failures.offline(failures.english, 'host.example', {}).text.startsWith('host.example cannot'), true);
  });
});

describe('gemini: the key', () => {
  afterEach(closeServers);

  it('is in no failure, no log and no event, whatever the service says back', async () => {
    const said = `key=${testKey} AIzaSyOther0000000000000000 ${encodeURIComponent(testKey)} Bearer abcdefghijkl`;
    const seen: unknown[] = [];
    for (const answer of [
      json(400, { error: { message: said, code: 'invalid_request' } }),
      json(500, [{ error: { message: said, code: 500, status: said } }]),
      html(403, `<html><title>${said}</title></html>`),
      json(200, said),
      sse(sseText([created(), { event_type: 'error', error: { code: 'x', message: said } }])),
    ]) {
      const { gemini, clock, lines } = await against([answer], { timeouts: { retryBudgetMs: 0 } });
      const events = await collect(gemini.open(request(), never), clock);
      seen.push(failureOf(events), lines);
      const error = await gemini.get('v1_a', { signal: never }).catch((reason: unknown) => reason);
      const { failure, message } = error as { failure: Failure; message: string };
      seen.push(failure, message, String((error as Error).stack));
    }
    const text = JSON.stringify(seen);
    assert.ok(text.includes('[key]'));
    for (const secret of [testKey, 'AIza', 'abcdefghijkl']) assert.ok(!text.includes(secret), secret);
  });

  it('goes to the configured host only, also where that host sends one elsewhere', async () => {
    const other = await rawServer(json(200, {}));
    const server = await rawServer(
      (response) => void response.writeHead(307, { location: `${other.url}/steal` }).end(),
    );
    await collect(bench(server.url).gemini.open(request(), never));
    assert.equal(server.requests[0]?.headers['x-goog-api-key'], testKey);
    assert.equal(other.requests.length, 0);
  });

  it('keeps the path of the base URL and takes another version', async () => {
    const server = await rawServer(sse(sseText([created()])));
    await collect(bench(`${server.url}/proxy/`, { apiVersion: 'v1' }).gemini.open(request(), never));
    assert.equal(server.requests[0]?.path, '/proxy/v1/interactions');
  });
});

describe('gemini: the model table', () => {
  it('has the default first, unique ids, and no level a model refuses', () => {
    assert.equal(modelTable[0]?.id, defaultModel);
    assert.equal(new Set(modelTable.map(({ id }) => id)).size, modelTable.length);
    for (const id of [
      'gemini-3.8-flash',
      'gemini-3.7-flash',
      'gemini-4-carbon',
      'gemini-4-argon',
      'gemini-flash-latest',
    ])
      assert.deepEqual(thinkingLevelsOf(id), ['low', 'medium', 'high']);
    assert.ok(thinkingLevelsOf('models/gemini-3.6-flash').includes('minimal'));
    assert.deepEqual(thinkingLevelsOf('gemini-9'), []);
    for (const { id } of modelTable) assert.ok(canChat(id, ['generateContent']), id);
    for (const id of [
      'gemini-3.8-flash-tts',
      'gemini-3-pro-image',
      'gemini-omni-1.2-flash',
      'gemini-embedding-2',
      'lyria-3.5',
      'deep-research-preview-04-2026',
    ])
      assert.ok(!canChat(id, undefined), id);
  });
});
