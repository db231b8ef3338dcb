// Whether the next answer goes on at the service while nobody listens in, the switch for it out.

import type { JSX } from 'preact';
import { Switch } from '../Switch.tsx';
import { word } from '../words.ts';
import type { Chosen, ControlProps } from './control.ts';

type Given = Omit<ControlProps, 'post'>;

/** Never in a private session, whatever was chosen before. */
const isOn = ({ state, options }: Given) => !options.private && (options.background ?? state.background ?? false);

export const chosenBackground = (given: Given): Chosen | undefined =>
  isOn(given) ? { name: word('background'), off: { type: 'set_options', options: { background: false } } } : undefined;

export function BackgroundSwitch({ state, options, post }: ControlProps): JSX.Element {
  const isPrivate = options.private === true;
  const on = isOn({ state, options });
  return (
    <Switch
      label={word('background')}
      detail={word(isPrivate ? 'backgroundPrivate' : 'backgroundDetail')}
      on={on}
      disabled={isPrivate}
      toggle={() => post({ type: 'set_options', options: { background: !on } })}
    />
  );
}
