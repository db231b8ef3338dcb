// The button that asks a prompt once more, of the same model.

import type { JSX } from 'preact';
import { Tool } from '../Tool.tsx';
import { word } from '../words.ts';
import type { ActionProps } from './action.ts';
import { useTree } from './tree.ts';

export function AskAgain({ turn: { id }, post }: ActionProps): JSX.Element {
  const { busy } = useTree();
  return (
    <Tool
      icon="again"
      label={word('regenerate')}
      disabled={busy}
      onClick={() => post({ type: 'regenerate', turn: id })}
    />
  );
}
