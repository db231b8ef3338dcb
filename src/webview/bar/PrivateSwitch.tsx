// Whether Google stores the session in, a switch that says so and changes it out.

import type { JSX } from 'preact';
import { Switch } from '../Switch.tsx';
import { counted, word } from '../words.ts';
import type { Chosen, ControlProps } from './control.ts';

type Given = Omit<ControlProps, 'post'>;

const isOn = ({ state, options }: Given) => options.private ?? state.storage?.private ?? false;

export const chosenPrivate = (given: Given): Chosen | undefined =>
  isOn(given) ? { name: word('private'), off: { type: 'set_options', options: { private: false } } } : undefined;

export function PrivateSwitch({ state, options, post }: ControlProps): JSX.Element {
  const { storage } = state;
  const on = isOn({ state, options });
  const kept = storage?.stored ?? 0;
  const detail = on
    ? kept > 0
      ? counted('privateKept', kept)
      : word('privateDetail')
    : counted('storedDetail', storage?.days ?? 55);
  return (
    <Switch
      label={word('private')}
      detail={detail}
      on={on}
      toggle={() => post({ type: 'set_options', options: { private: !on } })}
    />
  );
}
