// The button that asks a prompt once more, of the same model.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { word } from '../words.ts';
import type { ActionProps } from './action.ts';
import { useTree } from './tree.ts';

export function AskAgain({ turn: { id }, post }: ActionProps): JSX.Element {
  const { busy } = useTree();
  return (
    <button
      type="button"
      class="tool"
      disabled={busy}
      aria-label={word('regenerate')}
      title={word('regenerate')}
      onClick={() => post({ type: 'regenerate', turn: id })}
    >
      <Icon name="again" />
    </button>
  );
}
