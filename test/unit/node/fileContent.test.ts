// A file's content read at any place, its hash, and the refusal to read on in a file that is another by then.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { contentHash, fileContent } from '../../../src/node/fileContent.ts';
import { temporaryFolder } from '../../support/repo.ts';

const never = new AbortController().signal;
/** Where a system lists what a process has open. */
const opened = () => (existsSync('/dev/fd') ? readdirSync('/dev/fd').length : 0);

describe('the content of a file', () => {
  const path = join(temporaryFolder('content'), 'film.mp4');
  const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => i % 251));
  beforeEach(() => writeFileSync(path, bytes));

  it('is what stands at each place, whatever the size of the buffer', async () => {
    const content = await fileContent(path, 'changed');
    assert.equal(content.size, bytes.length);
    const place = fc
      .tuple(fc.nat(bytes.length), fc.nat(bytes.length))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
    await fc.assert(
      fc.asyncProperty(place, async ([at = 0, end = 0]) => {
        const part = new Uint8Array(end - at);
        await content.read(part, at);
        assert.equal(Buffer.compare(part, bytes.subarray(at, end)), 0);
      }),
      { numRuns: 50 },
    );
  });

  it('has the hash that others would give it, also when empty; an abort is an abort', async () => {
    const hash = async () => contentHash(await fileContent(path, 'changed'), never);
    assert.equal(await hash(), createHash('sha256').update(bytes).digest('hex'));
    writeFileSync(path, '');
    assert.equal(await hash(), createHash('sha256').digest('hex'));
    writeFileSync(path, 'x');
    await assert.rejects(contentHash(await fileContent(path, 'changed'), AbortSignal.abort(new Error('stop'))), /stop/);
  });

  for (const [how, change] of [
    ['longer', () => appendFileSync(path, 'x')],
    ['shorter', () => writeFileSync(path, 'x')],
    ['another of the same length', () => utimesSync(path, 1, 1)],
  ] as const) {
    it(`is refused once the file is ${how}, and no file is left open`, async () => {
      const content = await fileContent(path, 'It changed.');
      const part = new Uint8Array(10);
      await content.read(part, bytes.length - 10);
      change();
      const open = opened();
      await assert.rejects(content.read(part, bytes.length - 10), /^Error: It changed\.$/);
      assert.equal(opened(), open);
    });
  }

  it('is refused for a file that is not there', async () => {
    await assert.rejects(fileContent(`${path}.gone`, 'changed'), { code: 'ENOENT' });
  });
});
