// The button that opens the list of sessions, with a mark while another one waits for the person.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { counted, word } from '../words.ts';
import type { HeadProps } from './button.ts';

export function ShowSessions({ state: { elsewhere = 0 }, post }: HeadProps): JSX.Element {
  const name = elsewhere > 0 ? counted('sessionsWaiting', elsewhere) : word('sessions');
  return (
    <button
      type="button"
      class={`tool ${elsewhere > 0 ? 'on' : ''}`}
      aria-label={name}
      title={name}
      onClick={() => post({ type: 'show_sessions' })}
    >
      <Icon name="history" />
      {elsewhere > 0 && <span>{elsewhere}</span>}
    </button>
  );
}
