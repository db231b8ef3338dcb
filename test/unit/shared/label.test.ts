// Titles and marks of a session in any order: the person's title counts, and a snapshot says the same.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import { meteredBeside } from '../../../src/shared/label.ts';
import { snapshot } from '../../../src/shared/snapshot.ts';

const flag = fc.option(fc.boolean(), { nil: undefined });
const event: fc.Arbitrary<SessionEvent> = fc.oneof(
  fc.record({
    type: fc.constant('session.titled' as const),
    title: fc.string(),
    by: fc.constantFrom('person', 'model'),
  }),
  fc.record({
    type: fc.constant('session.titled' as const),
    title: fc.string(),
    by: fc.constant('model' as const),
    usage: fc.record({ total_tokens: fc.nat() }),
    model: fc.string(),
  }),
  fc.record({
    type: fc.constant('session.used' as const),
    model: fc.string(),
    usage: fc.record({ total_tokens: fc.nat() }),
  }),
  fc.record({ type: fc.constant('session.marked' as const), pinned: flag, archived: flag }),
);

describe('label', () => {
  it('is the same in a snapshot', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const transcript = foldAll(events);
        assert.deepEqual(foldAll(snapshot(transcript)).label, transcript.label);
      }),
    );
  });

  it('keeps a person’s title when the model has one, too', () => {
    const { label } = foldAll([
      { type: 'session.titled', title: 'Mine', by: 'person' },
      { type: 'session.titled', title: 'Its', by: 'model', usage: { total_tokens: 9 } },
    ]);
    assert.deepEqual(label, { title: 'Mine', titledBy: 'person', usage: { total_tokens: 9 } });
  });

  it('counts what was used beside the turns, for the title and for each sound', () => {
    const { label } = foldAll([
      { type: 'session.titled', title: 'Its', by: 'model', model: 'small', usage: { total_tokens: 9 } },
      { type: 'session.used', model: 'tts', usage: { total_tokens: 3 } },
      { type: 'session.used', model: 'tts', usage: { total_tokens: 4 } },
    ]);
    const used = meteredBeside(label).map(({ model, usage }) => [model, usage?.total_tokens]);
    assert.deepEqual(used, [
      ['small', 9],
      ['tts', 3],
      ['tts', 4],
    ]);
  });

  it('changes only what a mark names', () => {
    const { label } = foldAll([
      { type: 'session.marked', pinned: true },
      { type: 'session.marked', archived: true },
      { type: 'session.marked', pinned: false },
    ]);
    assert.deepEqual(label, { pinned: false, archived: true });
  });
});
