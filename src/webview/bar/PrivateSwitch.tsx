// Whether Google stores the session in, a switch that says so and changes it out.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';

export function PrivateSwitch({ state: { storage }, options, post }: ControlProps): JSX.Element {
  const on = options.private ?? storage?.private ?? false;
  const kept = storage?.stored ?? 0;
  const detail = on
    ? kept > 0
      ? word('privateKept', kept)
      : word('privateDetail')
    : word('storedDetail', storage?.days ?? 55);
  return (
    <button
      type="button"
      role="switch"
      class={`tool private ${on ? 'on' : ''}`}
      aria-checked={on}
      aria-label={word('private')}
      title={detail}
      onClick={() => post({ type: 'set_options', options: { private: !on } })}
    >
      <Icon name={on ? 'lock' : 'cloud'} />
      <span>{on ? word('private') : word('stored')}</span>
    </button>
  );
}
