// What a page gets of a long session: a part that costs the same for any length, and all that the reader came to when a branch is switched.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../../../src/shared/events.ts';
import { fold, foldAll } from '../../../../src/shared/fold.ts';
import { allTurns } from '../../../../src/shared/transcript.ts';
import { opening, portion, shownPart } from '../../../../src/vscode/view/shownPart.ts';

const sent = (turn: number, parent?: string): SessionEvent => ({
  type: 'prompt.sent',
  turn: `t${turn}`,
  at: 0,
  text: '',
  attachments: [],
  model: 'm',
  ...(parent === undefined ? {} : { parent }),
});
const long = foldAll([
  { type: 'session.created', id: 's', at: 0 },
  ...Array.from({ length: 100 }, (_, at) => sent(at + 1)),
]);
const first = (events: readonly SessionEvent[]) => allTurns(foldAll(events))[0]?.id;

describe('the part of a session that is shown', () => {
  it('is the newest turns, and what was there before is counted', () => {
    const { events, earlier, session } = shownPart(() => long).transcript(false);
    assert.deepEqual([session, earlier, first(events)], ['s', 100 - opening, `t${101 - opening}`]);
  });

  it('goes back with the reader, and stays there when another branch is shown', () => {
    let transcript = long;
    const part = shownPart(() => transcript);
    part.transcript(false);
    const page = part.before(`t${101 - opening}`);
    assert.deepEqual(
      [page?.earlier, page && first(page.events)],
      [100 - opening - portion, `t${101 - opening - portion}`],
    );
    transcript = fold(transcript, sent(101, 't90'));
    const kept = part.transcript(true);
    assert.deepEqual([kept.earlier, first(kept.events)], [100 - opening - portion, `t${101 - opening - portion}`]);
    assert.equal(foldAll(kept.events).last?.id, 't101');
  });

  it('is the newest turns again for a page that starts anew', () => {
    const part = shownPart(() => long);
    part.transcript(false);
    part.before(`t${101 - opening}`);
    assert.equal(part.transcript(false).earlier, 100 - opening);
  });

  it('is all of a short session, and nothing while there is none', () => {
    const short = foldAll([sent(1), sent(2)]);
    assert.deepEqual(allTurns(foldAll(shownPart(() => short).transcript(false).events)).length, 2);
    assert.deepEqual(shownPart(() => undefined).transcript(false), { session: '', events: [] });
    assert.equal(shownPart(() => short).before('t9'), undefined);
  });
});
