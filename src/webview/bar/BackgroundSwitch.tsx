// Whether the next answer goes on at the service while nobody listens in, the switch for it out.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';

export function BackgroundSwitch({ state, options, post }: ControlProps): JSX.Element {
  const isPrivate = options.private === true;
  const on = !isPrivate && (options.background ?? state.background ?? false);
  return (
    <button
      type="button"
      class={`tool ${on ? 'on' : ''}`}
      aria-pressed={on}
      aria-label={word('background')}
      disabled={isPrivate}
      title={word(isPrivate ? 'backgroundPrivate' : on ? 'backgroundOn' : 'backgroundOff')}
      onClick={() => post({ type: 'set_options', options: { background: !on } })}
    >
      <Icon name="cloud" />
    </button>
  );
}
