// Contents in a folder: kept once, given back whole or not at all, counted, and gone when nobody has named them for long.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointFolder } from '../../../src/node/checkpoints.ts';

const text = (words: string) => new TextEncoder().encode(words);
const hash = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'; // of "foo"

describe('a folder of checkpoints', () => {
  let base: string;
  let folder: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'castor-checkpoints-'));
    folder = join(base, 'deep', 'checkpoints');
  });
  afterEach(() => rm(base, { recursive: true }));

  const age = async (name: string, days: number) => {
    const then = new Date(Date.now() - days * 86_400_000);
    await utimes(join(folder, name), then, then);
  };

  it('gives back what it keeps, by the hash of the bytes, readable by the user alone', async () => {
    const bytes = Buffer.from([0, 255, 254, 10, 13]);
    const kept = checkpointFolder(folder);
    const name = await kept.keep(bytes);
    assert.deepEqual(Buffer.from((await kept.read(name))!), bytes);
    assert.equal(await kept.keep(text('foo')), hash);
    assert.equal((await stat(join(folder, hash))).mode & 0o777, 0o600);
    assert.equal(await kept.read('../../etc/passwd'), undefined);
    assert.equal(await kept.read('0'.repeat(64)), undefined);
  });

  it('keeps one content once, also when asked at once', async () => {
    const kept = checkpointFolder(folder);
    const all = await Promise.all(Array.from({ length: 8 }, () => kept.keep(text('foo'))));
    assert.deepEqual(new Set(all), new Set([hash]));
    assert.deepEqual(await readdir(folder), [hash]);
    assert.equal(await kept.size(), 3);
  });

  it('gives nothing for a damaged content, and mends a torn one', async () => {
    const kept = checkpointFolder(folder);
    await kept.keep(text('foo'));
    await writeFile(join(folder, hash), 'fop');
    assert.equal(await kept.read(hash), undefined);
    await truncate(join(folder, hash), 1);
    await kept.keep(text('foo'));
    assert.deepEqual(Buffer.from((await kept.read(hash))!).toString(), 'foo');
  });

  it('prunes what nobody named for the days, and nothing else', async () => {
    const kept = checkpointFolder(folder);
    const old = await kept.keep(text('old'));
    const young = await kept.keep(text('young'));
    const again = await kept.keep(text('again'));
    for (const name of [old, again]) await age(name, 31);
    await writeFile(join(folder, 'somebody’s'), 'x');
    await age('somebody’s', 400);
    await writeFile(join(folder, `${hash}.writing-0a0a0a0a`), 'half');
    await age(`${hash}.writing-0a0a0a0a`, 31);
    await kept.keep(text('again'));
    assert.equal(await kept.prune(30), 7);
    assert.deepEqual((await readdir(folder)).sort(), [young, again, 'somebody’s'].sort());
  });

  it('rejects, and leaves nothing behind, where nothing can be written', async () => {
    await writeFile(join(base, 'file'), '');
    const kept = checkpointFolder(join(base, 'file', 'checkpoints'));
    await assert.rejects(kept.keep(text('foo')), /ENOTDIR|EEXIST/);
    assert.equal(await kept.size(), 0);
    assert.equal(await kept.prune(1), 0);
  });
});
