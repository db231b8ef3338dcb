// The bundles as they ship: their bytes within the budget, and the one with the leaned SDK asking and answering as the sources do.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FailureError, type Gemini } from '../../src/agent/ports.ts';
import * as sources from '../../src/gemini/gemini.ts';
import { VirtualClock } from '../emulator/clock.ts';
import { nodeBinary, remove, repo, temporaryFolder } from '../support/repo.ts';
import {
  answer,
  bare,
  closeServers,
  collect,
  created,
  ended,
  json,
  rawServer,
  request,
  says,
  sse,
  sseText,
  testKey,
} from './gemini/support.ts';

interface Lean {
  lean(module: string, kept: ReadonlySet<string>): string;
  servicesIn(text: string): ReadonlySet<string>;
}

const budgets = JSON.parse(readFileSync(join(repo, 'test/bench/budgets.json'), 'utf8')) as Record<string, number>;

describe('the bundles', () => {
  let dist: string;
  const bytes = (name: string) => statSync(join(dist, name)).size;

  before(function () {
    this.timeout(60_000);
    dist = temporaryFolder('dist');
    execFileSync(nodeBinary, ['esbuild.mjs', '--out', dist], { cwd: repo });
  });
  after(() => remove(dist));
  afterEach(closeServers);

  it('are no larger than their budget', () => {
    const all = readdirSync(dist).filter((name) => /\.(c?js|css)$/.test(name));
    const names = all.filter((name) => name !== 'browser.cjs');
    const sizes = names.map((name) => `${name} ${bytes(name)}`).join(', ');
    const own = names.reduce((sum, name) => sum + bytes(name), 0) / 1000;
    assert.ok(own <= budgets['bytes of everything']!, `${own} KB: ${sizes}`);
    assert.ok(bytes('browser.cjs') / 1000 <= budgets['bytes of the browser, loaded when it is first used']!);
    assert.ok(bytes('extension.cjs') / 1000 <= budgets['bytes of what activation loads']!, sizes);
  });

  it('ask and answer as the sources do, call by call', async () => {
    const built = createRequire(import.meta.url)(join(dist, 'gemini.cjs')) as typeof sources;
    const asked = await calls(sources);
    assert.equal(asked.requests.length, 11);
    assert.deepEqual(await calls(built), asked);
  });

  it('throw failures that the other bundles know', async () => {
    const built = createRequire(import.meta.url)(join(dist, 'gemini.cjs')) as typeof sources;
    const server = await rawServer(json(404, { error: { code: 'not_found', message: 'No such interaction.' } }));
    const quiet = { error() {}, warn() {}, info() {}, debug() {} };
    const gemini = built.createGemini({ apiKey: testKey, baseUrl: server.url, clock: new VirtualClock(), log: quiet });
    const { signal } = new AbortController();
    await assert.rejects(gemini.get('v1_gone', { signal }), (error) => {
      assert.ok(error instanceof FailureError);
      assert.equal(error.failure.status, 404);
      return true;
    });
  });
});

/** Every call of the port once, with a failure, a retry, an abort and a continuation among them. */
async function calls({ createGemini }: typeof sources) {
  const hop = [created('v1_1'), ...says('one'), ended('requires_continuation', { continuation_token: 'T' }, 'v1_1')];
  const record = { id: 'v1_a', status: 'completed', model: 'm', steps: [{ type: 'model_output', content: [] }] };
  const server = await rawServer(
    sse(sseText(answer())),
    json(503, { error: { code: 'service_unavailable', message: 'm' } }),
    sse(sseText(hop)),
    sse(sseText(answer('two', 'v1_2'))),
    json(400, [{ error: { code: 400, status: 'INVALID_ARGUMENT', message: 'API key not valid.' } }]),
    sse(sseText(answer(), false).slice(0, -200), 'hang'),
    json(200, record),
    json(200, record),
    bare(204),
    json(200, {}),
    json(200, { models: [{ name: 'models/gemini-3.8-flash', supportedGenerationMethods: ['generateContent'] }] }),
  );
  const clock = new VirtualClock();
  const quiet = { error() {}, warn() {}, info() {}, debug() {} };
  const gemini: Gemini = createGemini({
    apiKey: testKey,
    baseUrl: server.url,
    clock,
    log: quiet,
    random: () => 0.5,
    maxHops: 1,
  });
  const signal = new AbortController().signal;
  const one = { ...request(), model: 'gemini-bundle', systemInstruction: 'Be brief.' };
  const said: unknown[] = [];
  said.push(await collect(gemini.open(one, signal)));
  said.push(await collect(gemini.open({ ...one, previousInteractionId: 'v1_a' }, signal), clock));
  said.push(await collect(gemini.open(one, signal)));
  const stop = new AbortController();
  for await (const event of gemini.open({ ...one, store: false }, stop.signal)) {
    said.push(event);
    if (event.type === 'step.delta') stop.abort();
  }
  said.push(await collect(gemini.resume('v1_a', { cursor: 'E1', steps: [] }, signal)));
  said.push(await gemini.get('v1_a', { includeInput: true, signal }));
  said.push(await gemini.delete('v1_a', signal), await gemini.cancel('v1_a', signal), await gemini.models(signal));
  const requests = server.requests.map(({ method, path, headers: { host, ...headers }, body }) => {
    return { method, path, headers, body };
  });
  await server.close();
  return { said: JSON.parse(JSON.stringify(said)) as unknown, requests };
}

describe('the leaned SDK', () => {
  let leaning: Lean;
  const module = readFileSync(join(repo, 'node_modules/@google/genai/dist/web/index.mjs'), 'utf8');
  before(async () => {
    leaning = (await import(join(repo, 'lean.mjs'))) as Lean;
  });

  it('keeps what our code names, and what that needs', () => {
    const named = leaning.servicesIn('const { files } = client(); ai.chats.create()');
    assert.deepEqual([...named].sort(), ['chats', 'files', 'models']);
    const client = (text: string) => text.slice(text.indexOf('\nclass GoogleGenAI {'));
    const kept = client(leaning.lean(module, new Set(['files', 'agents'])));
    assert.match(kept, /this\.files = new Files/);
    assert.match(kept, /get agents\(\)/);
    assert.match(kept, /get interactions\(\)/);
    assert.doesNotMatch(kept, /new (?:Live|Models|Chats)\(|get webhooks\(/);
  });

  it('stops the build where the SDK is not the one it was written for', () => {
    const other = module.replace('this.live = new Live(', 'this.live = makeLive(');
    assert.throws(() => leaning.lean(other, new Set()), /live is not where it was/);
    const retried = module.replace('async function retry(fetchFn,', 'async function again(fetchFn,');
    assert.throws(() => leaning.lean(retried, new Set()), /retry.* is not in the library/);
    const logged = module.replaceAll('jsonErr("', 'failed("');
    assert.throws(() => leaning.lean(logged, new Set()), /nothing in the library is like/);
    assert.throws(() => leaning.lean('export {};', new Set()), /is not in the library/);
  });
});
