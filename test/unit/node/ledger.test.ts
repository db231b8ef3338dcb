// The ledger of what Google stores, on a real disk: several writers, damage, and deletions that failed.

import assert from 'node:assert/strict';
import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keyedId } from '../../../src/node/keyedId.ts';
import { Ledger } from '../../../src/node/ledger.ts';
import { remove, temporaryFolder } from '../../support/repo.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('ledger');
});
afterEach(() => remove(folder));

describe('the ledger', () => {
  const one = { id: 'v1_a', session: 's', model: 'm', at: 5 };

  it('holds what was stored until it is deleted', async () => {
    const ledger = new Ledger(join(folder, 'deep', 'stored.ledger'));
    await ledger.stored(one);
    await ledger.ended('v1_a', 300);
    await ledger.stored({ ...one, id: 'v1_b' });
    assert.deepEqual(await ledger.list(), [
      { ...one, bytes: 300 },
      { ...one, id: 'v1_b' },
    ]);
    await ledger.deleted('v1_a', 'gone', 9);
    await ledger.deleted('v1_b', 'unsupported', 9);
    assert.deepEqual(await ledger.list(), [{ ...one, id: 'v1_b', tried: { at: 9, outcome: 'unsupported' } }]);
    await ledger.deleted('v1_b', 'deleted', 10);
    assert.deepEqual(await ledger.list(), []);
    assert.equal(statSync(join(folder, 'deep', 'stored.ledger')).mode & 0o777, 0o600);
    await ledger.close();
  });

  it('is written by several windows at once without a loss', async () => {
    const file = join(folder, 'stored.ledger');
    const windows = [new Ledger(file), new Ledger(file), new Ledger(file)];
    await Promise.all(
      windows.flatMap((ledger, window) =>
        Array.from({ length: 40 }, (_, at) => ledger.stored({ ...one, id: `v1_${window}_${at}`, at })),
      ),
    );
    assert.equal((await windows[0]!.list()).length, 120);
    for (const ledger of windows) await ledger.close();
  });

  it('loses nothing but what damage hit', async () => {
    const file = join(folder, 'stored.ledger');
    const ledger = new Ledger(file);
    await ledger.stored(one);
    appendFileSync(file, '93 torn or fore');
    appendFileSync(file, '\n');
    await ledger.stored({ ...one, id: 'v1_b' });
    assert.deepEqual(
      (await ledger.list()).map(({ id }) => id),
      ['v1_a', 'v1_b'],
    );
    await ledger.close();
  });

  it('of no file is empty', async () => assert.deepEqual(await new Ledger(join(folder, 'x')).list(), []));
});

describe('keyedId', () => {
  it('names the same text the same, in every window, and differently on another machine', () => {
    const file = join(folder, 'key');
    const [first, second, other] = [keyedId(file), keyedId(file), keyedId(join(folder, 'other'))];
    assert.match(first('a'), /^[0-9a-f]{8}$/);
    assert.equal(second('a'), first('a'));
    assert.notEqual(first('b'), first('a'));
    assert.notEqual(other('a'), first('a'));
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('works without a disk', () => {
    appendFileSync(join(folder, 'file'), '');
    const id = keyedId(join(folder, 'file', 'key'));
    assert.equal(id('a'), id('a'));
  });
});
