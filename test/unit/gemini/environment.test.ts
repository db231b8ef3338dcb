// The environment of the process, hostile or helpful: no variable changes where the key goes or what is written, and a proxy is used.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { promisify } from 'node:util';
import {
  answer,
  bench,
  closeServers,
  collect,
  json,
  never,
  rawServer,
  request,
  sse,
  sseText,
  testKey,
} from './support.ts';

const run = promisify(execFile);

/** Runs open, get, models and delete in a process of its own, which prints the end of the stream. */
const script = (url: string) => `
  import { createGemini } from './src/gemini/gemini.ts';
  import { realClock } from './test/emulator/clock.ts';
  const quiet = () => {};
  const log = { error: quiet, warn: quiet, info: quiet, debug: quiet };
  const gemini = createGemini({ apiKey: ${JSON.stringify(testKey)}, baseUrl: ${JSON.stringify(url)}, clock: realClock, log });
  const { signal } = new AbortController();
  const env = () => JSON.stringify(Object.entries(process.env).sort());
  const before = env();
  const request = { model: 'm', input: [{ type: 'user_input', content: [{ type: 'text', text: 'SECRET PROMPT' }] }], store: true, tools: [] };
  let last;
  for await (const event of gemini.open(request, signal)) last = event;
  await gemini.get('v1_a', { signal }).catch(() => {});
  await gemini.models(signal).catch(() => {});
  await gemini.delete('v1_a', signal).catch(() => {});
  if (env() !== before) throw new Error('The environment was changed');
  console.log(JSON.stringify({ last: last.type, failure: last.failure }));
`;

async function inProcess(url: string, env: Record<string, string>) {
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script(url)], {
    cwd: new URL('../../..', import.meta.url),
    env: { PATH: process.env.PATH ?? '', NODE_NO_WARNINGS: '1', ...env },
  });
  return { stdout, stderr };
}

const all = [
  sse(sseText(answer())),
  json(200, { id: 'v1_a', status: 'completed', steps: [] }),
  json(200, { models: [] }),
  json(200, {}),
];

describe('gemini: the environment', () => {
  afterEach(closeServers);

  it('cannot redirect the key, add another, change the version, or have anything printed', async () => {
    const server = await rawServer(...all);
    const trap = await rawServer(json(200, {}));
    const foreign = 'AIzaForeignForeignForeignForeign';
    const { stdout, stderr } = await inProcess(server.url, {
      GOOGLE_API_KEY: foreign,
      GEMINI_API_KEY: foreign,
      GOOGLE_GENAI_API_KEY: foreign,
      GOOGLE_GENAI_ACCESS_TOKEN: 'ya29.foreign-token',
      GOOGLE_GEMINI_BASE_URL: trap.url,
      GOOGLE_VERTEX_BASE_URL: trap.url,
      GOOGLE_GENAI_API_VERSION: 'v0evil',
      GOOGLE_GENAI_USE_VERTEXAI: 'true',
      GOOGLE_GENAI_USE_ENTERPRISE: 'true',
      GOOGLE_GENAI_USER_PROJECT: 'evil',
      GOOGLE_CLOUD_PROJECT: 'evil',
      GOOGLE_CLOUD_LOCATION: 'evil',
      GOOGLE_GENAI_DEBUG: '1',
    });
    assert.deepEqual(JSON.parse(stdout), { last: 'completed' });
    assert.equal(stderr, '');
    assert.equal(trap.requests.length, 0);
    assert.deepEqual(
      server.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`),
      [
        'POST /v1beta/interactions',
        'GET /v1beta/interactions/v1_a',
        'GET /v1beta/models',
        'DELETE /v1beta/interactions/v1_a',
      ],
    );
    for (const { headers } of server.requests) {
      assert.equal(headers['x-goog-api-key'], testKey);
      const text = JSON.stringify(headers);
      assert.ok(!text.includes(foreign) && !text.includes('ya29') && !text.includes('evil'), text);
    }
  });

  it('sends these headers and no other of its own', async () => {
    const server = await rawServer(sse(sseText(answer())));
    await collect(bench(server.url).gemini.open(request(), never));
    const own = Object.keys(server.requests[0]!.headers).filter(
      (name) =>
        !['host', 'connection', 'content-length', 'accept-language', 'accept-encoding', 'sec-fetch-mode'].includes(
          name,
        ),
    );
    assert.deepEqual(
      own.sort(),
      ['accept', 'content-type', 'user-agent', 'x-goog-api-client', 'x-goog-api-key'].filter((name) =>
        own.includes(name),
      ),
    );
    assert.ok(['accept', 'content-type', 'x-goog-api-key'].every((name) => own.includes(name)));
    assert.equal(server.requests[0]?.headers.accept, 'text/event-stream');
  });

  it('goes through the proxy that the process is told to use', async () => {
    const server = await rawServer(...all);
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', ({ url = '' }, socket) => {
      asked.push(url);
      const to = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        to.pipe(socket).pipe(to);
      });
      for (const end of [to, socket]) end.on('error', () => {});
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: address, http_proxy: address };
    // A name that resolves nowhere: only the proxy can reach it.
    const { stdout } = await inProcess('http://gemini.invalid:80', env);
    proxy.closeAllConnections();
    proxy.close();
    assert.deepEqual(JSON.parse(stdout), { last: 'completed' });
    assert.deepEqual([...new Set(asked)], ['gemini.invalid:80']);
    assert.equal(server.requests.length, 4);
  });

  it('is offline, in words, when the proxy is not there', async () => {
    const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' };
    const { stdout } = await inProcess('http://gemini.invalid:80', env);
    const { last, failure } = JSON.parse(stdout) as { last: string; failure: { kind: string } };
    assert.equal(last, 'failed');
    assert.equal(failure.kind, 'offline');
  });
});
