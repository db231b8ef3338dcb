// A turn in, the ways to the side questions that were asked after it out; of a side question itself: the way back.

import type { JSX } from 'preact';
import { start } from '../format.ts';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';
import type { ActionProps } from './action.ts';
import { useTree } from './tree.ts';

export function SideQuestions({ turn: { id, side, parent }, newest, post }: ActionProps): JSX.Element | null {
  const { hidden, busy } = useTree();
  if (side && newest && parent !== '') {
    return (
      <button type="button" class="link" disabled={busy} onClick={() => post({ type: 'choose_branch', turn: parent })}>
        {word('backToMain')}
      </button>
    );
  }
  const questions = (hidden.get(id) ?? []).filter((turn) => turn.side);
  if (questions.length === 0) return null;
  return (
    <ul class="side-questions" aria-label={word('sideQuestions')}>
      {questions.map((turn) => (
        <li key={turn.id}>
          <button
            type="button"
            class="link"
            disabled={busy}
            onClick={() => post({ type: 'choose_branch', turn: turn.id })}
          >
            {word('sideQuestion', visible(start(turn.prompt.text, 40)))}
          </button>
        </li>
      ))}
    </ul>
  );
}
