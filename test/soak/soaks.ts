// The table of soaks: name → soak, each in a file of its own. One line here brings it into `npm run soak` and, in a small number, into `npm test`.

import { chains } from './chains.ts';
import { editBytes } from './editBytes.ts';
import { restores } from './restores.ts';
import type { Soak } from './soak.ts';

export const soaks: Readonly<Record<string, Soak>> = {
  'edit-bytes': editBytes,
  restores,
  chains,
};
