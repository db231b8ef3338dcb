// The end of the shown branch in, a word that more was asked after it out, with the way there: after going back, nothing is lost.

import type { JSX } from 'preact';
import type { Command } from '../../shared/messages.ts';
import { word } from '../words.ts';
import { useTree } from './tree.ts';

interface Props {
  /** Id of the last turn that is shown; '': none is. */
  readonly end: string;
  readonly post: (command: Command) => void;
}

export function Later({ end, post }: Props): JSX.Element | null {
  const { hidden, busy } = useTree();
  const newest = hidden.get(end)?.findLast(({ side }) => !side);
  if (!newest || busy) return null;
  return (
    <p class="note later">
      {word('laterKept')}{' '}
      <button type="button" class="link" onClick={() => post({ type: 'choose_branch', turn: newest.id })}>
        {word('laterShow')}
      </button>
    </p>
  );
}
