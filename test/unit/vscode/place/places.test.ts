// Which page is meant: the one that speaks, else the one the person used last while it is in sight.

import assert from 'node:assert/strict';
import { setTimeout as later } from 'node:timers/promises';
import type { Place } from '../../../../src/vscode/place/place.ts';
import { Places } from '../../../../src/vscode/place/places.ts';
import { TabStore } from '../../../../src/vscode/place/tabStore.ts';

function placeOf(): Place & { isVisible: boolean; isClosed: boolean } {
  return { isVisible: true, isClosed: false } as never;
}

describe('places', () => {
  it('mean the page that speaks, through everything it waits for', async () => {
    const [sideBar, one, two] = [placeOf(), placeOf(), placeOf()];
    const places = new Places(sideBar);
    for (const tab of [one, two]) places.add(tab);
    const meant = async (place: Place, ms: number) => {
      await later(ms);
      await Promise.resolve();
      assert.equal(places.here, place);
    };
    await Promise.all([one, two, sideBar].map((place, at) => places.in(place, () => meant(place, 3 - at))));
    assert.equal(places.here, sideBar);
  });

  it('mean the one used last, and the side bar where that one is hidden or closed', () => {
    const [sideBar, tab] = [placeOf(), placeOf()];
    const places = new Places(sideBar);
    places.add(tab);
    places.use(tab);
    assert.equal(places.here, tab);
    tab.isVisible = false;
    assert.equal(places.here, sideBar);
    tab.isVisible = true;
    places.remove(tab);
    assert.equal(places.here, sideBar);
    assert.deepEqual(places.all, [sideBar]);
  });

  it('mean no page that was closed while it waited', () => {
    const [sideBar, tab] = [placeOf(), placeOf()];
    const places = new Places(sideBar);
    places.in(tab, () => {
      assert.equal(places.speaking, tab);
      tab.isClosed = true;
      assert.equal(places.speaking, undefined);
      assert.equal(places.here, sideBar);
    });
  });
});

describe('the store of a tab', () => {
  function world() {
    const kept = new Map<string, unknown>([
      ['castor.draft', 'of the side bar'],
      ['castor.research', 'a choice'],
    ]);
    const store = {
      get: (key: string) => kept.get(key),
      update: async (key: string, value: unknown) =>
        void (value === undefined ? kept.delete(key) : kept.set(key, value)),
    };
    return { kept, tab: new TabStore(store, 's1') };
  }

  it('keeps its draft from the side bar’s, and shares what is the workspace’s', () => {
    const { kept, tab } = world();
    assert.equal(tab.get('castor.draft'), undefined);
    void tab.update('castor.draft', 'of the tab');
    void tab.update('castor.research', 'another');
    assert.equal(tab.get('castor.draft'), 'of the tab');
    assert.deepEqual(Object.fromEntries(kept), {
      'castor.draft': 'of the side bar',
      'castor.research': 'another',
      'castor.draft.s1': 'of the tab',
    });
  });

  it('takes what is being written along to another session, and leaves nothing when it is closed', () => {
    const { kept, tab } = world();
    void tab.update('castor.draft', 'words');
    tab.enter('s2');
    assert.equal(tab.get('castor.draft'), 'words');
    assert.equal(kept.has('castor.draft.s1'), false);
    tab.forget();
    assert.deepEqual([...kept.keys()], ['castor.draft', 'castor.research']);
  });
});
