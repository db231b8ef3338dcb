// Keys as a person enters them, checked against a server that knows them, one that refuses them, and none at all.

import assert from 'node:assert/strict';
import { createGemini } from '../../../../src/gemini/gemini.ts';
import { systemClock as clock } from '../../../../src/vscode/clock.ts';
import { checkKey, checkTimeouts, type KeyAnswer } from '../../../../src/vscode/key/keyCheck.ts';
import { type Emulator, startEmulator } from '../../../emulator/server.ts';

const t = (text: string, ...args: readonly (string | number)[]) =>
  text.replace(/\{(\d)\}/g, (_, at) => String(args[at]));
const key = 'AIza-a-key-that-nobody-may-see';

describe('checking a key', () => {
  let emulator: Emulator;
  const lines: string[] = [];
  const write = (...parts: unknown[]) => lines.push(JSON.stringify(parts));
  const log = { error: write, warn: write, info: write, debug: write };

  before(async () => {
    emulator = await startEmulator({ apiKey: key });
  });
  beforeEach(() => {
    lines.length = 0;
    emulator.reset();
    emulator.use([]);
  });
  after(() => emulator.close());

  function check(
    apiKey = key,
    baseUrl = emulator.url,
    signal = new AbortController().signal,
    fetch?: typeof globalThis.fetch,
  ): Promise<KeyAnswer> {
    const create: Parameters<typeof checkKey>[1]['create'] = async (options) =>
      createGemini({ ...options, clock, log, t, timeouts: checkTimeouts, ...(fetch && { fetch }) });
    return checkKey({ apiKey, baseUrl }, { create, t }, signal);
  }

  it('accepts a good one with a single small request', async () => {
    assert.deepEqual(await check(), { outcome: 'accepted' });
    assert.deepEqual(
      emulator.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`),
      ['GET /v1beta/models'],
    );
  });

  it('refuses a bad one, in words', async () => {
    const answer = await check('AIza-wrong');
    assert.equal(answer.outcome, 'refused');
    assert.match('text' in answer ? answer.text : '', /does not accept this API key/);
    assert.equal(emulator.requests.length, 1);
  });

  it('refuses a restricted one, in words', async () => {
    const body = { error: { code: 403, message: 'Requests to this API are blocked.', status: 'PERMISSION_DENIED' } };
    const answer = await check(key, undefined, undefined, async () => Response.json(body, { status: 403 }));
    assert.equal(answer.outcome, 'refused');
    assert.match('text' in answer ? answer.text : '', /is restricted/);
  });

  it('knows a key without quota for one', async () => {
    const body = { error: { code: 429, message: 'Quota exceeded.', status: 'RESOURCE_EXHAUSTED' } };
    const answer = await check(key, undefined, undefined, async () => Response.json(body, { status: 429 }));
    assert.equal(answer.outcome, 'limited');
  });

  it('says that nobody was reached where there is no network, and asks once', async () => {
    const started = performance.now();
    const answer = await check(key, 'http://127.0.0.1:1');
    assert.equal(answer.outcome, 'unchecked');
    assert.match('text' in answer ? answer.text : '', /127\.0\.0\.1:1 cannot be reached/);
    assert.ok(performance.now() - started < 3000);
  });

  it('does not hold a server with a trouble of its own against the key', async () => {
    for (const response of [
      Response.json({ error: { code: 503, message: 'Busy', status: 'UNAVAILABLE' } }, { status: 503 }),
      new Response('<html>Sign in to the Wi-Fi</html>', { status: 200, headers: { 'content-type': 'text/html' } }),
    ]) {
      assert.equal((await check(key, undefined, undefined, async () => response)).outcome, 'unchecked');
    }
  });

  it('sends no key to a server that is not safe to send one to', async () => {
    const answer = await check(key, 'http://example.com', undefined, () => assert.fail('a request went out'));
    assert.equal(answer.outcome, 'unchecked');
  });

  it('ends with the box', async () => {
    const given = new AbortController();
    const never: typeof fetch = () => new Promise(() => {});
    const answer = check(key, undefined, given.signal, never);
    given.abort(new Error('gone'));
    await assert.rejects(answer, /gone/);
  });

  it('shows no key to the log', async () => {
    await check();
    await check('AIza-wrong-and-secret');
    await check(key, 'http://127.0.0.1:1');
    for (const line of lines) assert.doesNotMatch(line, /AIza-wrong-and-secret|nobody-may-see/);
  });
});
