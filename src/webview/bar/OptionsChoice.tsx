// What one rarely changes for a session in, a button that opens it out.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { Popup } from '../Popup.tsx';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';
import { rarer } from './rarer.ts';

export function OptionsChoice(props: ControlProps): JSX.Element {
  return (
    <Popup name={word('options')} label={word('options')} kind="dialog" face={<Icon name="sliders" />}>
      {() =>
        rarer.map(({ label, Control, room }) => (
          <div key={label} class={`option ${room ? `not-${room}` : ''}`}>
            <span aria-hidden="true">{word(label)}</span>
            <Control {...props} />
          </div>
        ))
      }
    </Popup>
  );
}
