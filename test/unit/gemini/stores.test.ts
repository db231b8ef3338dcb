// Stores for file search through the port, against the strict emulator: made, filled in pieces, listed over pages, deleted, refused in words.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentOf, type FileContent } from '../../../src/agent/fileContent.ts';
import { FailureError } from '../../../src/agent/ports.ts';
import { createGemini } from '../../../src/gemini/gemini.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';

const clock = { now: Date.now, sleep: (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }) };
const silent = { error() {}, warn() {}, info() {}, debug() {} };
const signal = new AbortController().signal;

describe('stores of file search', () => {
  let emulator: Emulator;
  const stores = (apiKey = 'good') => createGemini({ apiKey, baseUrl: emulator.url, clock, log: silent }).stores;
  const file = (name: string, content: FileContent, mimeType = 'text/markdown') => ({
    displayName: name,
    mimeType,
    content,
    metadata: { path: name },
  });
  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  it('are made, filled and emptied; a document is there once the service has taken it in', async () => {
    const store = await stores().create('Handbook', signal);
    assert.deepEqual([store.displayName, store.documents], ['Handbook', 0]);
    await stores().add(store.name, file('docs/a.md', contentOf(Buffer.from('# A'))), () => {}, signal);
    const [document, ...more] = await stores().documents(store.name, signal);
    assert.deepEqual(
      [document?.displayName, document?.state, document?.bytes, more.length],
      ['docs/a.md', 'active', 3, 0],
    );
    assert.deepEqual(
      (await stores().list(signal)).map((one) => [one.name, one.documents, one.bytes]),
      [[store.name, 1, 3]],
    );
    await stores().deleteDocument(document!.name, signal);
    assert.deepEqual(await stores().documents(store.name, signal), []);
    await stores().add(store.name, file('b.md', contentOf(Buffer.from('b'))), () => {}, signal);
    await stores().delete(store.name, signal);
    assert.deepEqual(await stores().list(signal), []);
  });

  it('get large files in pieces, byte for byte, with what a filter can ask for, and the key on each request', async () => {
    const store = await stores().create('Big', signal);
    const bytes = Buffer.alloc(17 * 1024 * 1024 + 5, 'x€y');
    const sent: number[] = [];
    await stores().add(
      store.name,
      file('big.bin', contentOf(bytes), 'text/plain'),
      (count) => sent.push(count),
      signal,
    );
    const mega = 1024 * 1024;
    assert.deepEqual(sent, [8 * mega, 16 * mega, bytes.length]);
    const pieces = emulator.requests.filter(({ path }) => path.includes('upload_id='));
    assert.deepEqual(
      pieces.map(({ headers }) => [headers['x-goog-upload-command'], headers['x-goog-upload-offset']]),
      [
        ['upload', '0'],
        ['upload', String(8 * mega)],
        ['upload, finalize', String(16 * mega)],
      ],
    );
    const whole = Buffer.concat(pieces.map(({ body }) => body as Buffer));
    assert.equal(Buffer.compare(whole, bytes), 0);
    const start = emulator.requests.find(({ headers }) => headers['x-goog-upload-command'] === 'start');
    assert.deepEqual(start?.body, {
      displayName: 'big.bin',
      mimeType: 'text/plain',
      customMetadata: [{ key: 'path', stringValue: 'big.bin' }],
    });
    for (const { headers } of emulator.requests) assert.equal(headers['x-goog-api-key'], 'good');
  });

  it('are read over all pages', async () => {
    for (let i = 0; i < 23; i++) await stores().create(`Store ${i}`, signal);
    assert.equal((await stores().list(signal)).length, 23);
  });

  it('fail in words: a key that is none, a store that is gone; an abort is an abort', async () => {
    await assert.rejects(
      stores('bad-key').list(signal),
      (error) => error instanceof FailureError && error.failure.kind === 'bad_key',
    );
    const gone = file('a.md', contentOf(Buffer.from('a')));
    await assert.rejects(
      stores().add('fileSearchStores/gone', gone, () => {}, signal),
      FailureError,
    );
    const store = await stores().create('Handbook', signal);
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await assert.rejects(
      stores().add(store.name, gone, () => {}, stop.signal),
      /stopped/,
    );
  });
});
