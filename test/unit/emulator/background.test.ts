// Background interactions in; event ids, resumed streams, cancels and polls out (contract sections 6.3 and 12).

import assert from 'node:assert/strict';
import { VirtualClock } from '../../emulator/clock.ts';
import type { Action } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { collect, type Event, failure, order, sdk, spoken } from './client.ts';

describe('emulator: background', () => {
  const clock = new VirtualClock();
  let emulator: Emulator;
  let ai: ReturnType<typeof sdk>;
  before(async () => {
    emulator = await startEmulator({ clock });
    ai = sdk(emulator);
  });
  after(() => emulator.close());

  const open = (...answer: readonly Action[]) => {
    emulator.use([{ name: 'background', answer }]);
    return ai.stream({ input: 'hi', background: true });
  };

  it('marks every event, and gives the same events again from the start', async () => {
    const { events } = await collect(await open({ do: 'say', text: 'abc', chunk: 1 }));
    const ids = events.map(({ event_id: id }) => id);
    assert.ok(ids.every(Boolean));
    assert.equal(new Set(ids).size, ids.length);
    const again = await collect(await ai.resume(events[0]!.interaction!.id));
    assert.deepEqual(again.events, events);
  });

  it('resumes strictly after any event', async () => {
    const { events } = await collect(await open({ do: 'say', text: 'abc', chunk: 1 }));
    const { id } = events[0]!.interaction!;
    for (const [at, { event_id: cursor }] of events.entries()) {
      assert.deepEqual((await collect(await ai.resume(id, cursor))).events, events.slice(at + 1));
    }
    assert.equal((await failure(ai.resume(id, 'evt_none'))).status, 400);
  });

  it('goes on behind a dropped connection, as often as it is dropped', async () => {
    const answer: readonly Action[] = ['a', 'b', 'c'].flatMap((text) => [{ do: 'say', text }, { do: 'drop' }]);
    const first = await collect(await open(...answer));
    assert.ok(first.failed);
    const { id } = first.events[0]!.interaction!;
    const all = [...first.events];
    for (let round = 0; round < 3; round++) {
      all.push(...(await collect(await ai.resume(id, all.at(-1)!.event_id))).events);
    }
    assert.equal(spoken(all), 'abc');
    assert.equal(all.at(-1)?.interaction?.status, 'completed');
    assert.equal((await ai.get(id)).status, 'completed');
  });

  it('answers at once without a stream, then runs by its own clock', async () => {
    emulator.use([{ name: 'slow', answer: [{ do: 'say', text: 'ab', chunk: 1, delay: 1000 }] }]);
    const made = await ai.create({ input: 'hi', background: true });
    assert.deepEqual([made.status, made.steps], ['in_progress', []]);
    await clock.whenAsleep();
    assert.equal((await ai.get(made.id)).status, 'in_progress');
    const blocked = await failure(ai.create({ input: 'x', previous_interaction_id: made.id }));
    assert.equal(blocked.status, 400);
    const watching = collect(await ai.resume(made.id));
    await clock.advance(2000);
    assert.equal(spoken((await watching).events), 'ab');
    assert.equal((await ai.get(made.id)).status, 'completed');
  });

  for (const [title, extra, last] of [
    ['completed', [], 'X:cancelled'],
    ['status_update', [{ do: 'cancel_by_update' }], 'U:cancelled'],
  ] as const) {
    it(`cancels what runs; the stream ends with ${title}`, async () => {
      const stream = (await open({ do: 'say', text: 'a' }, { do: 'stall' }, ...extra))[Symbol.asyncIterator]();
      const created = (await stream.next()).value as Event;
      const { id } = created.interaction!;
      const watching = collect({ [Symbol.asyncIterator]: () => stream });
      await clock.whenAsleep();
      assert.equal((await ai.cancel(id)).status, 'cancelled');
      assert.equal(
        order((await watching).events)
          .split(' ')
          .at(-1),
        last,
      );
      assert.equal((await ai.get(id)).status, 'cancelled');
      assert.equal((await ai.cancel(id)).status, 'cancelled');
    });
  }

  it('cancels and resumes nothing that runs in the foreground', async () => {
    emulator.use([{ name: 'any', answer: [{ do: 'say', text: 'a' }] }]);
    const { id } = await ai.create({ input: 'hi' });
    const error = await failure(ai.cancel(id));
    assert.deepEqual([error.status, JSON.parse(error.body!).error.code], [400, 'failed_precondition']);
    assert.equal((await failure(ai.resume(id))).status, 400);
    assert.equal((await failure(ai.cancel('v1_none'))).status, 404);
  });

  it('marks only some events where a scenario wants that', async () => {
    const { events } = await collect(await open({ do: 'say', text: 'ab', chunk: 1 }, { do: 'sparse_event_ids' }));
    const marked = events.filter(({ event_id: id }) => id).map(({ event_type: type }) => type);
    assert.deepEqual(new Set(marked), new Set(['step.delta']));
  });
});
