// What became of the problems of changed files, as a turn says it in a real Chromium.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../src/shared/events.ts';
import { closeAll, open } from './page.ts';
import { facts, turn } from './sessions.ts';

const one = turn('t1', 'Fix them');
const changed = (path: string, fixed: number, added: number): SessionEvent => ({
  type: 'problems.changed',
  turn: 't1',
  path,
  fixed,
  added,
});

describe('problems of changed files', () => {
  after(closeAll);

  it('are told once for each file, as they are at the end, in numbers', async () => {
    const view = await open();
    await view.command('ready');
    const events: readonly SessionEvent[] = [
      { type: 'session.created', id: 's', at: 1 },
      ...one.prompt(),
      changed('src/a.ts', 1, 2),
      changed('src/b\u202e.ts', 1, 0),
      changed('src/a.ts', 3, 0),
      ...one.output(0),
      ...one.text(0, 'Fixed.'),
      ...one.stop(0),
      ...one.done(),
    ];
    await view.send({ type: 'transcript', session: 's', events, state: facts });
    const article = view.page.getByRole('article');
    await article.getByText('Fixed.').waitFor();
    const lines = await article.getByText(/problems? fixed/).allInnerTexts();
    assert.deepEqual(lines.toSorted(), [
      'src/a.ts: 3 problems fixed, 0 new',
      'src/b⟦U+202E⟧.ts: 1 problem fixed, 0 new',
    ]);
    assert.deepEqual(view.trouble, []);
    await view.close();
  });

  it('appear while the turn runs', async () => {
    const view = await open();
    await view.command('ready');
    const events: readonly SessionEvent[] = [{ type: 'session.created', id: 's', at: 1 }, ...one.prompt()];
    await view.send({ type: 'transcript', session: 's', events, state: { ...facts, busy: true } });
    await view.page.getByRole('article').waitFor();
    assert.equal(await view.page.getByText(/problems? fixed/).count(), 0);
    await view.send({ type: 'events', events: [changed('src/a.ts', 0, 1)] });
    await view.page.getByText('src/a.ts: 0 problems fixed, 1 new').waitFor();
    await view.close();
  });
});
