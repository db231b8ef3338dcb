// What the turn is doing in, one quiet line with a clock out.

import type { JSX } from 'preact';
import type { Activity } from '../shared/events.ts';
import { duration } from './format.ts';
import { visible } from './markdown/visible.ts';
import { useNow } from './now.ts';
import { type Word, word } from './words.ts';

const labels: Record<Activity['kind'], Word> = {
  connecting: 'connecting',
  thinking: 'thinkingFor',
  writing: 'writing',
  calling: 'calling',
  reconnecting: 'reconnecting',
  retrying: 'retrying',
  approval: 'waiting',
};

/** A clock is shown once something lasts this long. */
const patienceMs = 2000;

export function ActivityLine({ activity }: { readonly activity: Activity }): JSX.Element {
  const now = useNow(true);
  const { kind, since, until, detail } = activity;
  const lasted = now - since;
  const left = (until ?? 0) - now;
  const text = kind === 'retrying' && left > 0 ? word('retryingIn', duration(left)) : word(labels[kind]);
  const clock = kind !== 'retrying' && kind !== 'approval' && lasted >= patienceMs ? duration(lasted) : '';
  return (
    <p class="activity">
      <span class="dot" aria-hidden="true" />
      <span>{text}</span>
      {clock && <span class="clock">{clock}</span>}
      {detail && <span class="activity-detail">{visible(detail)}</span>}
    </p>
  );
}
