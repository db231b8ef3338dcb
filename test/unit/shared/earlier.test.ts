// A long session that a page gets in parts: the newest turns, then those before, and in the end what the host has.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { everyTurn, followers } from '../../../src/shared/branch.ts';
import { withEarlier } from '../../../src/shared/earlier.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import { snapshot, snapshotBefore } from '../../../src/shared/snapshot.ts';
import { allTurns, type Transcript } from '../../../src/shared/transcript.ts';
import { sessionEvents } from './events.ts';

const json = (value: unknown) => JSON.parse(JSON.stringify(value));
const sent = (turn: string, parent?: string): SessionEvent => ({
  type: 'prompt.sent',
  turn,
  at: 0,
  text: turn,
  attachments: [],
  model: 'm',
  ...(parent === undefined ? {} : { parent }),
});
const ids = (turns: readonly { readonly id: string }[]) => turns.map(({ id }) => id).join(' ');

/** The newest turns, and then page by page all before them. */
function paged(host: Transcript, count: number): Transcript {
  let page = foldAll(snapshot(host, count));
  for (let left = allTurns(host).length - count; left > 0; ) {
    const before = snapshotBefore(host, allTurns(page)[0]!.id, count)!;
    page = withEarlier(page, before.events);
    assert.ok(before.earlier < left);
    left = before.earlier;
  }
  return page;
}

describe('a session in parts', () => {
  it('is the session, with all that can be chosen on the way, whatever the size of the parts', () => {
    fc.assert(
      fc.property(sessionEvents, fc.integer({ min: 1, max: 4 }), (events, count) => {
        const host = foldAll(events);
        const page = paged(host, count);
        assert.deepEqual(json(allTurns(page)), json(allTurns(host)));
        for (const { parent } of allTurns(host)) {
          assert.deepEqual(json(followers(page, parent)), json(followers(host, parent)));
        }
        const orders = page.others.map(({ order }) => order);
        assert.deepEqual(
          orders,
          orders.toSorted((one, two) => one - two),
        );
        assert.equal(new Set(everyTurn(page).map(({ id }) => id)).size, everyTurn(page).length);
      }),
    );
  });

  it('keeps the turns that are there as they are, and the order of all prompts', () => {
    const host = foldAll([sent('t1'), sent('t2'), sent('t3'), sent('t4', 't1'), sent('t5'), sent('t6')]);
    const newest = foldAll(snapshot(host, 1));
    assert.equal(newest.last?.order, 5);
    const more = withEarlier(newest, snapshotBefore(host, 't6', 2)!.events);
    assert.equal(ids(allTurns(more)), 't4 t5 t6');
    assert.equal(more.last, newest.last);
    assert.equal(ids(more.others), 't2');
    const next = foldAll([sent('t7')], newest);
    assert.equal(next.last?.order, 6);
  });

  it('says how many come before, and nothing of a turn that is not shown', () => {
    const host = foldAll([sent('t1'), sent('t2'), sent('t3'), sent('t4', 't1')]);
    assert.equal(snapshotBefore(host, 't4', 30)?.earlier, 0);
    assert.equal(snapshotBefore(host, 't3', 30), undefined);
    assert.deepEqual(snapshotBefore(host, 't1', 30), { events: [], earlier: 0 });
  });

  it('takes no turns that end elsewhere', () => {
    const host = foldAll([sent('t1'), sent('t2'), sent('t3'), sent('t4')]);
    const page = foldAll(snapshot(host, 1));
    assert.equal(withEarlier(page, snapshotBefore(host, 't3', 1)!.events), page);
    assert.equal(withEarlier(page, []), page);
  });
});
