// Restores over files in memory: what any interleaving keeps, and what single cases come to.

import fc from 'fast-check';
import { ops, play } from '../../../support/restoreModel.ts';

describe('restores', () => {
  it('lose no byte of the person in any interleaving, and can be taken back', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(ops, async (steps) => {
        await play(steps);
      }),
      { numRuns: 2000 },
    );
  });
});
