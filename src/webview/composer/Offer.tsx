// The selection of the active editor in, a button that includes it out: nothing is attached by itself.

import type { JSX } from 'preact';
import type { HostState } from '../../shared/messages.ts';
import { count } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';

interface Props {
  readonly selection: HostState['selection'];
  readonly toggle: () => void;
}

/** An included selection is a chip like any other. */
export function Offer({ selection, toggle }: Props): JSX.Element | null {
  if (!selection || selection.included) return null;
  return (
    <button
      type="button"
      class="chip offer"
      aria-keyshortcuts="Alt+Enter"
      title={`${word('includeSelection', visible(selection.label))} (Alt+Enter)`}
      onClick={toggle}
    >
      <Icon name="add" />
      <span>{word('includeSelection', visible(selection.label))}</span>
      <small>{word('chipTokens', count(selection.tokens))}</small>
      <span class="hidden">{word('tokens')}</span>
    </button>
  );
}
