// A turn in, the way to the answers beside it out: ‹ 2/3 ›, and the comparison.

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Command } from '../../shared/messages.ts';
import type { Turn } from '../../shared/transcript.ts';
import { Icon } from '../Icon.tsx';
import { word } from '../words.ts';
import { besides, useTree } from './tree.ts';

/** The button that was used last: its turn makes room for another one, whose own button gets the focus then. */
let used: { readonly parent: string; readonly direction: 'previous' | 'next' } | undefined;

interface Props {
  readonly turn: Turn;
  readonly post: (command: Command) => void;
}

export function BranchBar({ turn, post }: Props): JSX.Element | null {
  const tree = useTree();
  const all = besides(tree, turn);
  const bar = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (used?.parent !== turn.parent || !bar.current) return;
    bar.current.querySelector<HTMLElement>(`.${used.direction}`)?.focus({ preventScroll: true });
    used = undefined;
  }, []);
  if (all.length < 2) return null;
  const at = all.indexOf(turn);
  const go = (direction: 'previous' | 'next') => {
    used = { parent: turn.parent, direction };
    const to = all[(at + (direction === 'next' ? 1 : all.length - 1)) % all.length]!;
    post({ type: 'choose_branch', turn: to.id });
  };
  const button = (direction: 'previous' | 'next') => (
    <button
      type="button"
      class={`tool ${direction}`}
      disabled={tree.busy}
      aria-label={word(direction === 'next' ? 'nextAnswer' : 'previousAnswer')}
      title={word(direction === 'next' ? 'nextAnswer' : 'previousAnswer')}
      onClick={() => go(direction)}
    >
      <Icon name={direction === 'next' ? 'chevron' : 'back'} />
    </button>
  );
  return (
    <fieldset class="branch-bar" aria-label={word('branch', at + 1, all.length)} ref={bar}>
      {button('previous')}
      <span aria-hidden="true">
        {at + 1}/{all.length}
      </span>
      {button('next')}
      <button type="button" class="link" onClick={() => tree.compare(turn.id)}>
        {word('compare')}
      </button>
    </fieldset>
  );
}
