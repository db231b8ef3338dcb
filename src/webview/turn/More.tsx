// The rarer actions of a turn in, a button that opens them as a menu out.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { Popup } from '../Popup.tsx';
import { word } from '../words.ts';
import type { ActionProps } from './action.ts';
import { rarer } from './rarer.ts';
import { useTree } from './tree.ts';

export function More({ turn, newest, post }: ActionProps): JSX.Element {
  const { busy } = useTree();
  return (
    <Popup name={word('more')} label={word('more')} kind="menu" listClass="menu" face={<Icon name="more" />}>
      {(close) =>
        rarer
          .filter(({ fits }) => fits({ turn, newest }))
          .map(({ label, icon, atRest, asks }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              disabled={atRest && busy}
              onClick={() => {
                close();
                for (const command of asks(turn)) post(command);
              }}
            >
              <Icon name={icon} />
              <span>{word(label)}</span>
            </button>
          ))
      }
    </Popup>
  );
}
