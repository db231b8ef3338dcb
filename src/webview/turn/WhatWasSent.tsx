// The button that shows the requests of a turn as they were sent.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { word } from '../words.ts';
import type { ActionProps } from './action.ts';

export function WhatWasSent({ turn, post }: ActionProps): JSX.Element | null {
  const newest = turn.interactions.at(-1);
  if (!newest) return null;
  return (
    <button
      type="button"
      class="tool"
      aria-label={word('whatWasSent')}
      title={word('whatWasSent')}
      onClick={() => {
        for (const { key } of turn.interactions) post({ type: 'what_was_sent', interaction: key });
      }}
    >
      <Icon name="eye" />
    </button>
  );
}
