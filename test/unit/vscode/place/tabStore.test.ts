// What a tab keeps of its own, on a real disk, and what the editor brings back of its page, which may be anything.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KeptState } from '../../../../src/node/keptState.ts';
import { sessionIn, TabStore } from '../../../../src/vscode/place/tabStore.ts';
import { remove, temporaryFolder } from '../../../support/repo.ts';

const keptIn = (folder: string) => new KeptState(folder, (error) => assert.fail(String(error)));

describe('the store of a tab', () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder('tab');
  });
  afterEach(() => remove(folder));

  it('comes back with its session, moves with what is being written, and is forgotten with the tab', async () => {
    const kept = keptIn(folder);
    const tab = new TabStore(kept, 'one');
    await tab.update('castor.draft', 'half a thought');
    await tab.update('castor.research.choice', { plan: false });
    await kept.settled();
    const next = keptIn(folder);
    assert.equal(new TabStore(next, 'one').get('castor.draft'), 'half a thought');
    assert.equal(next.get('castor.draft'), undefined);
    assert.deepEqual(next.get('castor.research.choice'), { plan: false });
    tab.enter('two');
    assert.equal(new TabStore(kept, 'two').get('castor.draft'), 'half a thought');
    assert.equal(new TabStore(kept, 'one').get('castor.draft'), undefined);
    tab.forget();
    assert.equal(tab.get('castor.draft'), undefined);
    await kept.settled();
  });

  it('takes whatever a page had the editor keep: a session’s name, or none', () => {
    assert.equal(sessionIn({ session: '20261122212146-d5d8a17e' }), '20261122212146-d5d8a17e');
    const kept = keptIn(folder);
    const hostile = fc.oneof(
      fc.anything(),
      fc.record({ session: fc.oneof(fc.string(), fc.constantFrom('../x', 'a/b', 'x\0')) }),
    );
    fc.assert(
      fc.property(hostile, (state) => {
        assert.equal(new TabStore(kept, sessionIn(state)).get('castor.draft'), undefined);
      }),
    );
  });
});
