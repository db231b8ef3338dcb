// The table of soaks: name → soak, each in a file of its own. One line here brings it into `npm run soak` and, in a small number, into `npm test`.

import { cancel } from './cancel.ts';
import { chains } from './chains.ts';
import { editBytes } from './editBytes.ts';
import { logFlips } from './logFlips.ts';
import { logKills } from './logKills.ts';
import { restores } from './restores.ts';
import { reviews } from './reviews.ts';
import type { Soak } from './soak.ts';
import { streamFaults } from './streamFaults.ts';
import { turns } from './turns.ts';

export const soaks: Readonly<Record<string, Soak>> = {
  'edit-bytes': editBytes,
  restores,
  reviews,
  chains,
  'stream-faults': streamFaults,
  turns,
  cancel,
  'log-kills': logKills,
  'log-flips': logFlips,
};
