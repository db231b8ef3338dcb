// Uploads against the strict emulator: one content once while it lives, again when it is gone, and requests whose files are made to live.

import assert from 'node:assert/strict';
import { contentOf } from '../../../../src/agent/fileContent.ts';
import { sha256 } from '../../../../src/agent/files/hash.ts';
import type { StreamEvent } from '../../../../src/agent/ports.ts';
import { createGemini } from '../../../../src/gemini/gemini.ts';
import { withLiveFiles } from '../../../../src/vscode/media/liveFiles.ts';
import { Uploads } from '../../../../src/vscode/media/uploads.ts';
import { VirtualClock } from '../../../emulator/clock.ts';
import { type Emulator, startEmulator } from '../../../emulator/server.ts';
import { pollingClock } from '../../../support/pollingClock.ts';

const log = { error() {}, warn() {}, info() {}, debug() {} };
const never = new AbortController().signal;
const hours = 3600_000;

describe('uploads', () => {
  const clock = new VirtualClock();
  let emulator: Emulator;
  let disk: Map<string, { text: string; changed: number }>;
  let owner: string;
  let uploads: Uploads;
  let kept: unknown;
  before(async () => {
    emulator = await startEmulator({ clock });
  });
  beforeEach(() => {
    emulator.use([{ name: 'any', answer: [{ do: 'say', text: 'seen' }] }]);
    emulator.reset();
    disk = new Map([['file:///a.pdf', { text: 'content', changed: 1 }]]);
    owner = 'key 1';
    kept = undefined;
    uploads = new Uploads({
      open: async (from) => {
        const file = disk.get(from);
        if (!file) throw new Error('There is no such file');
        return {
          content: contentOf(Buffer.from(file.text)),
          changed: file.changed,
          hash: async () => sha256(file.text),
        };
      },
      gemini: async () => gemini(),
      owner: async () => owner,
      memento: {
        get: <T>(_: string, fallback: T) => (kept as T) ?? fallback,
        update: async (_, value) => {
          kept = JSON.parse(JSON.stringify(value));
        },
      },
      now: () => clock.now(),
    });
  });
  after(() => emulator.close());

  const own = pollingClock(clock);
  const gemini = () => createGemini({ apiKey: 'good', baseUrl: emulator.url, clock: own, log, random: () => 0 });
  const put = (from = 'file:///a.pdf') =>
    uploads.put(from, { displayName: 'a.pdf', mimeType: 'application/pdf' }, () => {}, never);
  const sent = () => emulator.requests.filter(({ path }) => /upload\/v1beta\/files$/.test(path)).length;
  const request = (uri: string) => ({
    model: 'gemini-3.8-flash',
    store: false,
    tools: [],
    input: [
      { type: 'user_input' as const, content: [{ type: 'document' as const, uri, mime_type: 'application/pdf' }] },
    ],
  });
  const ask = async (uri: string): Promise<StreamEvent> => {
    let last: StreamEvent | undefined;
    const live = withLiveFiles(gemini(), uploads, (text) => text);
    for await (const event of live.open(request(uri), never)) last = event;
    return last!;
  };
  const used = () =>
    emulator.requests
      .filter(({ path }) => path.endsWith('/interactions'))
      .map(({ body }) => (body as { input: [{ content: [{ uri: string }] }] }).input[0].content[0].uri);

  it('send one content once, whatever the file is called, as long as it lives', async () => {
    const first = await put();
    disk.set('file:///copy.pdf', { text: 'content', changed: 7 });
    assert.equal((await put('file:///copy.pdf')).uri, first.uri);
    assert.equal(sent(), 1);
    disk.set('file:///a.pdf', { text: 'changed', changed: 2 });
    assert.notEqual((await put()).uri, first.uri);
    assert.equal(sent(), 2);
    await clock.advance(48 * hours);
    await put();
    assert.equal(sent(), 3);
  });

  it('send it again with another key, and when the service says that it is gone', async () => {
    await put();
    owner = 'key 2';
    await put();
    assert.equal(sent(), 2);
    emulator.expireFiles();
    await put();
    assert.equal(sent(), 3);
  });

  it('let a request refer to what lives: after two days to the same content, sent up again', async () => {
    const { uri } = await put();
    assert.equal((await ask(uri)).type, 'completed');
    await clock.advance(48 * hours);
    assert.equal((await ask(uri)).type, 'completed');
    assert.equal((await ask(uri)).type, 'completed');
    const [first, second, third] = used();
    assert.equal(first, uri);
    assert.notEqual(second, uri);
    assert.equal(third, second);
    assert.equal(sent(), 2);
  });

  it('find out from the refusal that a file went sooner, and go on', async () => {
    const { uri } = await put();
    emulator.expireFiles();
    assert.equal((await ask(uri)).type, 'completed');
    assert.deepEqual([sent(), used().length], [2, 2]);
  });

  it('say so when the file on disk is another by now, or gone, and leave what they do not know alone', async () => {
    const { uri } = await put();
    await clock.advance(48 * hours);
    disk.set('file:///a.pdf', { text: 'CONTENT', changed: 3 });
    const changed = await ask(uri);
    assert.ok(changed.type === 'failed');
    assert.match(changed.failure.text, /no longer on disk as it was sent/);
    disk.clear();
    assert.equal((await ask(uri)).type, 'failed');
    assert.equal(used().length, 0);
    assert.equal((await ask('https://example.org/a.pdf')).type, 'completed');
    assert.deepEqual(used(), ['https://example.org/a.pdf']);
  });
});
