// Contents up to the strict emulator: in pieces, byte for byte, taken up where they stand after a failure, ended by an abort, refused in words.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentOf } from '../../../src/agent/fileContent.ts';
import { FailureError } from '../../../src/agent/ports.ts';
import { type GeminiOptions, setUp } from '../../../src/gemini/setup.ts';
import { upload } from '../../../src/gemini/upload.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';

const clock = { now: Date.now, sleep: (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }) };
const log = { error() {}, warn() {}, info() {}, debug() {} };
const mega = 1024 * 1024;
const never = new AbortController().signal;

describe('upload', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => {
    emulator.use([]);
    emulator.reset();
  });
  after(() => emulator.close());

  const setup = (options: Partial<GeminiOptions> = {}) =>
    setUp({ apiKey: 'good', baseUrl: emulator.url, clock, log, random: () => 0, ...options });
  const run = (bytes: Uint8Array<ArrayBuffer>, { sent = [] as number[], signal = never, options = {} } = {}) =>
    upload(
      setup(options),
      {
        path: 'files',
        start: { file: { displayName: 'a.bin' } },
        mimeType: 'image/png',
        content: contentOf(bytes),
      },
      (count) => sent.push(count),
      signal,
    ) as Promise<{ readonly file: Readonly<Record<string, string>> }>;
  const pieces = () => emulator.requests.filter(({ path }) => path.includes('upload_id='));
  const commands = () =>
    pieces().map(({ headers }) => [headers['x-goog-upload-command'], headers['x-goog-upload-offset']]);

  it('sends a large file in pieces, byte for byte, with the key on each request', async () => {
    const bytes = Buffer.alloc(17 * mega + 5, 'x€y');
    const sent: number[] = [];
    const { file } = await run(bytes, { sent });
    assert.deepEqual([file.sizeBytes, file.displayName, file.mimeType], [String(bytes.length), 'a.bin', 'image/png']);
    assert.deepEqual(sent, [8 * mega, 16 * mega, bytes.length]);
    assert.deepEqual(commands(), [
      ['upload', '0'],
      ['upload', String(8 * mega)],
      ['upload, finalize', String(16 * mega)],
    ]);
    assert.equal(Buffer.compare(Buffer.concat(pieces().map(({ body }) => body as Buffer)), bytes), 0);
    const { headers, body } = emulator.requests[0]!;
    assert.deepEqual(body, { file: { displayName: 'a.bin' } });
    assert.deepEqual(
      [headers['x-goog-upload-header-content-length'], headers['x-goog-upload-header-content-type']],
      [String(bytes.length), 'image/png'],
    );
    for (const request of emulator.requests) assert.equal(request.headers['x-goog-api-key'], 'good');
    assert.deepEqual(
      pieces().map(({ headers }) => [headers['content-length'], headers['transfer-encoding']]),
      [8 * mega, 8 * mega, mega + 5].map((length) => [String(length), undefined]),
    );
  });

  it('sends an empty file', async () => {
    assert.equal((await run(new Uint8Array())).file.sizeBytes, '0');
  });

  it('asks where it stands after a refused piece, and goes on from there', async () => {
    emulator.use([
      {
        name: 'busy',
        match: { operation: 'upload', nth: 3 },
        answer: [{ do: 'fail', status: 503, rpc: 'UNAVAILABLE' }],
      },
    ]);
    const bytes = Buffer.alloc(9 * mega, 'abc');
    assert.equal((await run(bytes)).file.sizeBytes, String(bytes.length));
    assert.deepEqual(commands(), [
      ['upload', '0'],
      ['upload, finalize', String(8 * mega)],
      ['query', undefined],
      ['upload, finalize', String(8 * mega)],
    ]);
  });

  it('sends bytes as such where a fetch takes no stream or no length, byte for byte', async () => {
    let refused = 0;
    const fetching: typeof fetch = async (input, init) => {
      if (init?.body instanceof ReadableStream || new Headers(init?.headers).has('content-length')) {
        refused += 1;
        throw new TypeError('net::ERR_INVALID_ARGUMENT');
      }
      return fetch(input, init);
    };
    const bytes = Buffer.alloc(17 * mega, 'abc');
    assert.equal((await run(bytes, { options: { fetch: fetching } })).file.sizeBytes, String(bytes.length));
    assert.equal(refused, 1);
    const sent = pieces().filter(({ headers }) => headers['x-goog-upload-command'] !== 'query');
    assert.equal(Buffer.compare(Buffer.concat(sent.map(({ body }) => body as Buffer)), bytes), 0);
  });

  it('leaves its buffer to a request that failed and may still be sending', async () => {
    const held: ReadableStreamDefaultReader<Uint8Array>[] = [];
    const fetching: typeof fetch = async (input, init) => {
      const { body } = init ?? {};
      if (!(body instanceof ReadableStream) || new Headers(init?.headers).get('x-goog-upload-offset') === '0')
        return fetch(input, init);
      held.push(body.getReader());
      throw new TypeError('fetch failed');
    };
    const bytes = Buffer.alloc(25 * mega, 'abc');
    bytes.fill('second', 8 * mega, 16 * mega);
    bytes.fill('third', 16 * mega);
    assert.equal((await run(bytes, { options: { fetch: fetching } })).file.sizeBytes, String(bytes.length));
    assert.equal(held.length, 1);
    const { value } = await held[0]!.read();
    assert.equal(Buffer.from(value!).toString('latin1', 0, 12), 'secondsecond');
  });

  it('ends with what reading rejects with, and asks the service no more', async () => {
    const content = {
      size: 9 * mega,
      read: async (_: Uint8Array, at: number) => {
        if (at > 0) throw new Error('It changed.');
      },
    };
    const file = { path: 'files', start: {}, mimeType: 'image/png', content };
    await assert.rejects(
      upload(setup(), file, () => {}, never),
      /It changed\./,
    );
    assert.deepEqual(commands(), [['upload', '0']]);
  });

  for (const lost of [2, 3]) {
    it(`sends nothing twice when the answer to piece ${lost - 1} is lost`, async () => {
      let count = 0;
      const fetching: typeof fetch = async (input, init) => {
        const response = await fetch(input, init);
        if (++count !== lost) return response;
        await response.arrayBuffer();
        throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
      };
      const bytes = Buffer.alloc(9 * mega, 'abc');
      const { file } = await run(bytes, { options: { fetch: fetching } });
      assert.equal(file.sizeBytes, String(bytes.length));
      assert.equal(commands().filter(([command]) => command !== 'query').length, 2);
      assert.equal(commands().filter(([command]) => command === 'query').length, 1);
    });
  }

  it('fails in words for a bad key, without one, and for a refused beginning; an abort is an abort', async () => {
    const kind = async (options: Partial<GeminiOptions>) => {
      const error = await run(new Uint8Array(1), { options }).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof FailureError);
      return error.failure.kind;
    };
    assert.equal(await kind({ apiKey: 'bad-key' }), 'bad_key');
    assert.equal(await kind({ apiKey: '' }), 'no_key');
    emulator.use([{ name: 'no', match: { operation: 'upload' }, answer: [{ do: 'fail', status: 413 }] }]);
    assert.equal(await kind({}), 'too_large');
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await assert.rejects(run(new Uint8Array(1), { signal: stop.signal }), /stopped/);
  });

  it('takes the key to the configured host only, wherever the service says the upload goes', async () => {
    const asked: string[] = [];
    const fetching: typeof fetch = async (input, init) => {
      asked.push(new URL(String(input)).origin);
      const response = await fetch(input, init);
      const headers = new Headers(response.headers);
      const target = headers.get('x-goog-upload-url');
      if (target) headers.set('x-goog-upload-url', target.replace(/^http:\/\/[^/]+/, 'https://elsewhere.example'));
      return new Response(response.body, { status: response.status, headers });
    };
    await run(new Uint8Array(1), { options: { fetch: fetching } });
    assert.deepEqual(asked, [emulator.url, emulator.url]);
  });
});
