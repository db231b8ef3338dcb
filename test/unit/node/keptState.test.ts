// What a workspace keeps beside its sessions, on a real disk: at once, in order, by several windows, and where the disk refuses.

import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { KeptState } from '../../../src/node/keptState.ts';
import { remove, temporaryFolder } from '../../support/repo.ts';

let folder: string;
let failures: unknown[];
beforeEach(() => {
  folder = temporaryFolder('kept');
  failures = [];
});
afterEach(() => {
  chmodSync(folder, 0o700);
  remove(folder);
});
const opened = (name = 'state') => new KeptState(join(folder, name), (error) => failures.push(error));

describe('what a workspace keeps', () => {
  it('is read back before it is on disk, and by the next window after', async () => {
    const kept = opened();
    const written = kept.update('castor.draft', 'half a thought');
    assert.equal(kept.get('castor.draft'), 'half a thought');
    await written;
    assert.equal(opened().get('castor.draft'), 'half a thought');
    assert.equal(statSync(join(folder, 'state', 'castor.draft.json')).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder, 'state')).mode & 0o777, 0o700);
    assert.equal(opened().get('castor.queue.s', 'none'), 'none');
  });

  it('leaves no file behind when it is removed', async () => {
    const kept = opened();
    await kept.update('castor.draft', 'x');
    await kept.update('castor.draft', undefined);
    assert.equal(kept.get('castor.draft'), undefined);
    await opened('other').update('castor.draft', undefined);
    assert.deepEqual(readdirSync(join(folder, 'state')), []);
  });

  it('is, on disk, what was said last, however the changes come', async () => {
    // Without what JSON does not keep: the sign of a zero.
    const value = fc.jsonValue().map((one): unknown => JSON.parse(JSON.stringify(one)));
    const change = fc.record({
      key: fc.constantFrom('a', 'b'),
      value: fc.option(value, { nil: undefined }),
      wait: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        const name = `run-${Math.random()}`;
        const kept = opened(name);
        const last = new Map<string, unknown>();
        for (const { key, value, wait } of changes) {
          const written = kept.update(key, value);
          if (wait) await written;
          last.set(key, value);
          assert.deepEqual(kept.get(key), value ?? undefined);
        }
        await kept.settled();
        for (const [key, value] of last) assert.deepEqual(opened(name).get(key), value ?? undefined);
      }),
      { numRuns: 60 },
    );
    assert.deepEqual(failures, []);
  });

  it('of one window is seen by another', async () => {
    const [one, two] = [opened(), opened()];
    await one.update('castor.runs', [1]);
    assert.deepEqual(two.get('castor.runs'), [1]);
    await two.update('castor.runs', [1, 2]);
    assert.deepEqual(one.get('castor.runs'), [1, 2]);
  });

  it('that is damaged counts as nothing, and is written anew', async () => {
    const kept = opened();
    await kept.update('castor.draft', 'x');
    writeFileSync(join(folder, 'state', 'castor.draft.json'), '{"half');
    assert.equal(kept.get('castor.draft', 'none'), 'none');
    await kept.update('castor.draft', 'y');
    assert.equal(opened().get('castor.draft'), 'y');
  });

  it('lives as long as the window where the disk refuses it, and is written once it can be', async () => {
    writeFileSync(join(folder, 'state'), 'a file where the folder should be');
    const kept = opened();
    await kept.update('castor.draft', 'x');
    await kept.update('castor.draft', 'y');
    assert.equal(kept.get('castor.draft'), 'y');
    assert.equal(failures.length, 2);
    remove(join(folder, 'state'));
    await kept.update('castor.draft', 'z');
    assert.equal(readFileSync(join(folder, 'state', 'castor.draft.json'), 'utf8'), '"z"');
  });

  it('has names that lead nowhere else', () => {
    for (const key of ['', '../x', 'a/b', '.hidden', 'a\\b', 'x'.repeat(200)]) {
      assert.throws(() => opened().update(key, 1), /is no name/);
      assert.throws(() => opened().get(key), /is no name/);
    }
  });
});
