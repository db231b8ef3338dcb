// Facts that are read when somebody looks: the same transcript as from reading all at once, and of a turn nobody looks at nothing is read.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { everyTurn } from '../../../src/shared/branch.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { fold, foldAll } from '../../../src/shared/fold.ts';
import { foldStored, lightOf, readAll, type Stored } from '../../../src/shared/stored.ts';
import { sessionEvents } from './events.ts';

const bulky = /^(?:step\.|unknown\.|interaction\.replayed|approval\.requested|call\.completed)/;

/** As a large log gives them. */
function unread(events: readonly SessionEvent[], onRead = () => {}): Stored[] {
  return events.map((event): Stored => {
    const light = event.type === 'interaction.requested' ? { ...event, input: [] } : undefined;
    if (!light && !bulky.test(event.type)) return event;
    const read = () => {
      onRead();
      return [event];
    };
    return { ...(light ? { light } : {}), read };
  });
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('stored facts', () => {
  it('fold to what they fold to when all are read at once, and go on so', () => {
    fc.assert(
      fc.property(sessionEvents, sessionEvents, (events, later) => {
        const lazy = foldStored(unread(events));
        const whole = foldAll(events);
        assert.deepEqual(plain(lazy), plain(whole));
        const on = (from: typeof whole) => later.slice(1).reduce(fold, from);
        assert.deepEqual(plain(on(foldStored(unread(events)))), plain(on(whole)));
      }),
      { numRuns: 300 },
    );
  });

  it('are not read for what a list of turns says, and once for what a turn holds', () => {
    const events: SessionEvent[] = ['t1', 't2'].flatMap((turn): SessionEvent[] => [
      { type: 'prompt.sent', turn, at: 1, text: turn, attachments: [], model: 'm' },
      {
        type: 'interaction.requested',
        turn,
        interaction: `${turn}.1`,
        at: 1,
        model: 'm',
        stored: true,
        input: [{ type: 'user_input', content: [] }],
      },
      { type: 'step.started', interaction: `${turn}.1`, index: 0, step: { type: 'model_output' }, at: 1 },
      { type: 'step.delta', interaction: `${turn}.1`, index: 0, delta: { type: 'text', text: `of ${turn}` } },
      {
        type: 'interaction.completed',
        interaction: `${turn}.1`,
        status: 'completed',
        usage: { total_tokens: 3 },
        at: 2,
      },
      { type: 'turn.completed', turn, at: 2, outcome: 'completed' },
    ]);
    let read = 0;
    const transcript = foldStored(
      unread(events, () => {
        read++;
      }),
    );
    const [first, second] = everyTurn(transcript);
    assert.deepEqual(
      [first, second].map((turn) => [turn?.outcome, turn?.interactions[0]?.usage?.total_tokens]),
      [
        ['completed', 3],
        ['completed', 3],
      ],
    );
    assert.equal(read, 0);
    assert.equal(second?.interactions[0]?.steps.length, 1);
    assert.equal(second?.interactions[0]?.input.length, 1);
    assert.equal(read, 3);
    assert.equal([...lightOf(unread(events))].length, 8);
    assert.deepEqual(readAll(unread(events)), events);
  });
});
