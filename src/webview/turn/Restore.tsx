// The way back to the files before a turn's prompt, and what became of going there: how many, what stayed, and the way back again.

import type { JSX } from 'preact';
import { Tool } from '../Tool.tsx';
import { counted, word } from '../words.ts';
import type { ActionProps } from './action.ts';
import { useTree } from './tree.ts';

export function Restore({ turn: { id, touched, restored }, post }: ActionProps): JSX.Element | null {
  const { busy } = useTree();
  if (!touched?.length && !restored) return null;
  return (
    <Tool icon="restore" label={word('restore')} disabled={busy} onClick={() => post({ type: 'restore', turn: id })} />
  );
}

export function Restored({ turn: { restored }, post }: ActionProps): JSX.Element | null {
  const { busy } = useTree();
  if (!restored) return null;
  const { restore, undone, files, left } = restored;
  return (
    <span class="restored">
      {undone ? counted('restoreUndone', files) : word('restored', files)}
      {left.length > 0 && ` ${word('restoreLeft', left.length)}`}{' '}
      <button type="button" class="link" disabled={busy} onClick={() => post({ type: 'undo_restore', restore })}>
        {word(undone ? 'restoreRedo' : 'restoreUndo')}
      </button>
    </span>
  );
}
