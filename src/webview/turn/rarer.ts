// What a person does more rarely with an ended turn, from the top: an entry of a menu each.

import type { Rare } from './action.ts';

export const rarer: readonly Rare[] = [
  {
    label: 'regenerateWith',
    icon: 'models',
    atRest: true,
    fits: () => true,
    asks: ({ id }) => [{ type: 'regenerate_with', turn: id }],
  },
  {
    label: 'forkHere',
    icon: 'fork',
    atRest: true,
    // The next prompt follows the newest turn anyway.
    fits: ({ turn, newest }) => !newest && !turn.side,
    asks: ({ id }) => [{ type: 'fork_here', turn: id }],
  },
  {
    label: 'whatWasSent',
    icon: 'eye',
    atRest: false,
    fits: ({ turn }) => turn.interactions.length > 0,
    asks: ({ interactions }) => interactions.map(({ key }) => ({ type: 'what_was_sent', interaction: key })),
  },
];
