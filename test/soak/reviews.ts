// Reviews by hunk while the person types and deletes: the three-way merge loses no line of theirs and brings none back that they deleted.

import fc from 'fast-check';
import { playReview, plays, type ReviewTally } from '../support/reviewModel.ts';
import type { Figures, Soak } from './soak.ts';

export const reviews: Soak = {
  title: "reviews of the agent's changes, decided by hunk while the person types",
  count: 200_000,
  few: 2000,
  async run(count, seed): Promise<Figures> {
    const sum: ReviewTally = { hunks: 0, rejected: 0, kept: 0, typed: 0, lost: 0 };
    fc.assert(
      fc.property(plays, (play) => {
        const tally = playReview(play);
        for (const key of Object.keys(sum) as (keyof ReviewTally)[]) sum[key] += tally[key];
      }),
      { numRuns: count, seed },
    );
    const { hunks, rejected, kept, typed, lost } = sum;
    return {
      'hunks shown': hunks,
      rejections: rejected,
      'left to the person': kept,
      'lines typed': typed,
      "characters of the person's lost": lost,
    };
  },
};
