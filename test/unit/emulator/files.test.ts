// Uploads, files and models through the SDK in; states, lists, uses and ends of life out (contract section 11).

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { VirtualClock } from '../../emulator/clock.ts';
import { models } from '../../emulator/models.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { failure, http, type Json, sdk } from './client.ts';

describe('emulator: files and models', () => {
  const clock = new VirtualClock();
  let emulator: Emulator;
  let ai: ReturnType<typeof sdk>;
  before(async () => {
    emulator = await startEmulator({ clock, scenarios: [{ name: 'any', answer: [{ do: 'say', text: 'seen' }] }] });
    ai = sdk(emulator);
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  const upload = (bytes: Uint8Array<ArrayBuffer>, type: string, displayName?: string) =>
    ai.raw.files.upload({ file: new Blob([bytes], { type }), config: { ...(displayName && { displayName }) } });
  const use = (file: { uri?: string; mimeType?: string }) =>
    ai.create({
      input: [
        { type: file.mimeType?.startsWith('video/') ? 'video' : 'image', uri: file.uri, mime_type: file.mimeType },
        { type: 'text', text: 'look' },
      ],
    });

  it('takes a file in pieces of eight megabytes, byte for byte', async () => {
    const bytes = new Uint8Array(randomBytes(17 * 1024 * 1024));
    const file = await upload(bytes, 'image/png', 'big');
    assert.deepEqual(
      [file.sizeBytes, file.mimeType, file.displayName, file.state],
      [String(bytes.length), 'image/png', 'big', 'ACTIVE'],
    );
    assert.equal(file.sha256Hash, createHash('sha256').update(bytes).digest('base64'));
    assert.equal(emulator.requests.filter(({ path }) => path.includes('upload_id=')).length, 3);
    assert.equal((await use(file)).output_text, 'seen');
  });

  it('lists, gets and deletes; what is gone cannot be used', async () => {
    const file = await upload(new Uint8Array([1, 2, 3]), 'image/png');
    const name = file.name!;
    assert.deepEqual(
      (await ai.raw.files.list()).page.map((one) => one.name),
      [name],
    );
    assert.equal((await ai.raw.files.get({ name })).uri, file.uri);
    await ai.raw.files.delete({ name });
    assert.equal((await failure(ai.raw.files.get({ name }))).status, 403);
    const error = await failure(use(file));
    assert.deepEqual([error.status, JSON.parse(error.body!).error.code], [403, 'permission_denied']);
  });

  it('works on a video for a while, and forgets files after two days', async () => {
    const file = await upload(new Uint8Array([1]), 'video/mp4');
    const name = file.name!;
    assert.equal(file.state, 'PROCESSING');
    assert.equal((await failure(use(file))).status, 400);
    await clock.advance(2000);
    assert.equal((await ai.raw.files.get({ name })).state, 'ACTIVE');
    assert.equal((await use(file)).output_text, 'seen');
    await clock.advance(48 * 3600 * 1000);
    assert.equal((await failure(ai.raw.files.get({ name }))).status, 403);
  });

  it('refuses pieces that do not fit and uploads it never began', async () => {
    assert.equal((await http(emulator, '/upload/v1beta/files?upload_id=none', { body: 'x' })).status, 404);
    assert.equal((await http(emulator, '/upload/v1beta/files', { body: 'x' })).status, 404);
  });

  it('lists models in pages, in the shape of the models endpoint', async () => {
    const page = async (query: string) =>
      (await http(emulator, `/v1/models${query}`, { method: 'GET' })).body as {
        models: Json[];
        nextPageToken?: string;
      };
    const first = await page('?pageSize=10');
    assert.equal(first.models.length, 10);
    assert.deepEqual(
      Object.keys(first.models[0]!)
        .filter((key) => /name|Limit|Methods|Name/.test(key))
        .sort(),
      ['displayName', 'inputTokenLimit', 'name', 'outputTokenLimit', 'supportedGenerationMethods'],
    );
    const rest = await page(`?pageSize=100&pageToken=${first.nextPageToken}`);
    assert.equal(first.models.length + rest.models.length, models.length);
    assert.equal('nextPageToken' in rest, false);
    const seen: string[] = [];
    for await (const one of await ai.raw.models.list({ config: { pageSize: 7 } })) seen.push(one.name!);
    assert.deepEqual(
      seen,
      models.map(({ id }) => `models/${id}`),
    );
  });

  it('gets one model, or 404', async () => {
    const one = await ai.raw.models.get({ model: 'gemini-3.8-flash' });
    assert.deepEqual(
      [one.displayName, one.inputTokenLimit, one.outputTokenLimit],
      ['Gemini 3.8 Flash', 1_048_576, 65_536],
    );
    assert.equal((await failure(ai.raw.models.get({ model: 'gemini-9' }))).status, 404);
    assert.equal((await failure(sdk(emulator, { apiKey: 'bad-key' }).raw.models.list())).status, 400);
  });
});
