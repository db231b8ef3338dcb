// What a person does more rarely with an ended turn, from the top: an entry of a menu each.

import { hasPages } from '../../shared/browserCalls.ts';
import { outputText } from '../../shared/transcript.ts';
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
    label: 'readAloud',
    icon: 'speak',
    atRest: false,
    fits: ({ turn }) => outputText(turn.interactions) !== '',
    asks: ({ id }) => [{ type: 'read_aloud', turn: id, ...selectedIn(id) }],
  },
  {
    label: 'browserTest',
    icon: 'check',
    atRest: true,
    fits: ({ turn }) => hasPages(turn),
    asks: ({ id }) => [{ type: 'browser_test', turn: id }],
  },
  {
    label: 'whatWasSent',
    icon: 'eye',
    atRest: false,
    fits: ({ turn }) => turn.interactions.length > 0,
    asks: ({ interactions }) => interactions.map(({ key }) => ({ type: 'what_was_sent', interaction: key })),
  },
];

/** What is selected of the turn, for what can be done with a part of it. */
function selectedIn(turn: string): { readonly text?: string } {
  const article = document.getElementById(`turn-${turn}`)?.closest('article');
  const selection = getSelection();
  const inside = [selection?.anchorNode, selection?.focusNode].every((node) => node && article?.contains(node));
  const text = inside ? String(selection).trim() : '';
  return text ? { text } : {};
}
