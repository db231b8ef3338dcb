// A running turn in, one quiet line that says what is happening out, with a clock where it lasts.

import type { JSX } from 'preact';
import type { Turn } from '../shared/transcript.ts';
import { useNow } from './now.ts';
import { progress } from './progress.ts';

interface Props {
  readonly turn: Turn;
  /** Unix ms at which the last fact arrived. */
  readonly heard: number;
}

export function ActivityLine({ turn, heard }: Props): JSX.Element {
  const now = progress(turn, heard, useNow(true));
  return (
    <>
      {now && (
        <p class={`activity ${now.silent ? 'silent' : ''}`}>
          <span class="dot" aria-hidden="true" />
          <span class="activity-text">{now.text}</span>
          {now.clock && <span class="clock">{now.clock}</span>}
          {now.detail && <span class="activity-detail">{now.detail}</span>}
        </p>
      )}
      {/* It stays while the turn runs: a live region is heard only when its text changes. */}
      <span class="hidden" role="status">
        {now?.spoken}
      </span>
    </>
  );
}
