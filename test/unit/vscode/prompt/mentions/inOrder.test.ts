// Answers to the keys of a mention: never an older one after a newer one, whenever they come.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inOrder } from '../../../../../src/vscode/prompt/mentions/inOrder.ts';

describe('answers in order', () => {
  it('end with the newest, and none comes after a newer one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 12 }), async (scheduler, count) => {
        const answered = inOrder();
        const told: number[] = [];
        const asked = Array.from({ length: count }, (_, at) =>
          answered(scheduler.schedule(Promise.resolve(at)), (value) => told.push(value)),
        );
        await scheduler.waitIdle();
        await Promise.all(asked);
        assert.deepEqual(
          told,
          told.toSorted((one, two) => one - two),
        );
        assert.equal(told.at(-1), count - 1);
      }),
    );
  });

  it('come at once where they come in order', async () => {
    const answered = inOrder();
    const told: string[] = [];
    for (const word of ['a', 'b']) await answered(Promise.resolve(word), (value) => told.push(value));
    assert.deepEqual(told, ['a', 'b']);
  });

  it('that fail take nothing away from the others', async () => {
    const answered = inOrder();
    const told: string[] = [];
    const slow = Promise.withResolvers<string>();
    const first = answered(slow.promise, (value) => told.push(value));
    await assert.rejects(
      answered(Promise.reject<string>(new Error('no')), (value) => told.push(value)),
      /no/,
    );
    slow.resolve('a');
    await first;
    assert.deepEqual(told, ['a']);
  });
});
