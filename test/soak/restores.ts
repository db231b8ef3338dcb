// Interleavings of what calls, a person, restores and redos do to files; no byte of the person's may be lost, and every restore must undo.

import fc from 'fast-check';
import { ops, play, type Tally } from '../support/restoreModel.ts';
import type { Figures, Soak } from './soak.ts';

export const restores: Soak = {
  title: "interleavings of calls' edits, the person's edits, restores and redos",
  count: 100_000,
  few: 2000,
  async run(count, seed): Promise<Figures> {
    const sum: Tally = { restores: 0, files: 0, merges: 0, left: 0, lost: 0 };
    await fc.assert(
      fc.asyncProperty(ops, async (steps) => {
        const tally = await play(steps);
        for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key];
      }),
      { numRuns: count, seed },
    );
    const { restores: made, files, merges, left, lost } = sum;
    return {
      restores: made,
      'files changed': files,
      merged: merges,
      'left alone': left,
      "bytes of the person's lost": lost,
    };
  },
};
