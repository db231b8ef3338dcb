// Files through the port, against the strict emulator: uploaded until they can be used, listed over pages, looked up, deleted.

import assert from 'node:assert/strict';
import { contentOf } from '../../../src/agent/fileContent.ts';
import type { FailureError } from '../../../src/agent/ports.ts';
import type { UploadProgress } from '../../../src/agent/remoteFiles.ts';
import { createGemini } from '../../../src/gemini/gemini.ts';
import { VirtualClock } from '../../emulator/clock.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { pollingClock } from '../../support/pollingClock.ts';

const log = { error() {}, warn() {}, info() {}, debug() {} };
const never = new AbortController().signal;

describe('files at the service', () => {
  const clock = new VirtualClock();
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ clock });
  });
  beforeEach(() => {
    emulator.use([]);
    emulator.reset();
  });
  after(() => emulator.close());

  const own = pollingClock(clock);
  const files = (apiKey = 'good') =>
    createGemini({ apiKey, baseUrl: emulator.url, clock: own, log, random: () => 0 }).files;
  const put = (name: string, mimeType: string, progress: UploadProgress[] = []) =>
    files().upload(
      { displayName: name, mimeType, content: contentOf(Buffer.from('bytes')) },
      (one) => progress.push(one),
      never,
    );

  it('are there once they are uploaded, with a name, an address, a size and an end', async () => {
    const file = await put('a.pdf', 'application/pdf');
    assert.match(file.uri, /\/v1beta\/files\/[a-z0-9]+$/);
    assert.deepEqual(
      [file.displayName, file.mimeType, file.bytes, file.state, file.expires - clock.now()],
      ['a.pdf', 'application/pdf', 5, 'active', 48 * 3600_000],
    );
    assert.deepEqual(emulator.requests[0]?.body, {
      file: { displayName: 'a.pdf', mimeType: 'application/pdf', sizeBytes: '5' },
    });
    assert.deepEqual(await files().list(never), [file]);
    assert.deepEqual(await files().get(file.name, never), file);
  });

  it('are waited for while the service works on them', async () => {
    const progress: UploadProgress[] = [];
    const file = await put('a.mp4', 'video/mp4', progress);
    assert.equal(file.state, 'active');
    assert.deepEqual(progress, [5, 'processing', 'processing']);
  });

  it('are gone when they are deleted, and when two days are over; deleting what is gone is none of its business', async () => {
    const [one, two] = [await put('a.pdf', 'application/pdf'), await put('b.pdf', 'application/pdf')];
    await files().delete(one.name, never);
    await files().delete(one.name, never);
    assert.equal(await files().get(one.name, never), undefined);
    assert.deepEqual(await files().list(never), [two]);
    await clock.advance(48 * 3600_000);
    assert.deepEqual(await files().list(never), []);
  });

  it('are all listed, page by page', async () => {
    for (let i = 0; i < 103; i++) await put(`${i}.pdf`, 'application/pdf');
    assert.equal((await files().list(never)).length, 103);
    assert.equal(emulator.requests.filter(({ method }) => method === 'GET').length, 2);
  });

  it('are refused in words: a bad key, a file that cannot be read, a stop', async () => {
    const failure = (promise: Promise<unknown>) =>
      promise.then(
        () => assert.fail('it was taken'),
        (error: FailureError) => error.failure?.kind,
      );
    assert.equal(await failure(files('bad-key').list(never)), 'bad_key');
    assert.equal(await failure(put('broken.mp4', 'video/mp4')), 'invalid_request');
    const stop = AbortSignal.abort(new Error('stopped'));
    await assert.rejects(
      files().upload({ displayName: 'a', mimeType: 'video/mp4', content: contentOf(Buffer.from('x')) }, () => {}, stop),
      /stopped/,
    );
  });
});
