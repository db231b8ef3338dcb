// A name, what it means and whether it is on in, a switch with its explanation out.

import type { ComponentChildren, JSX } from 'preact';
import { useOwnId } from './ownId.ts';

interface Props {
  readonly label: string;
  readonly detail: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  /** False: a name that must stay as it is. */
  readonly translate?: boolean | undefined;
  readonly toggle: () => void;
  /** Below the explanation. */
  readonly children?: ComponentChildren;
}

export function Switch({ label, detail, on, disabled, translate, toggle, children }: Props): JSX.Element {
  const id = useOwnId();
  return (
    <div class="tool-switch">
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={on}
          aria-checked={on}
          aria-describedby={id}
          disabled={disabled}
          onChange={toggle}
        />
        <span translate={translate}>{label}</span>
      </label>
      <p id={id}>{detail}</p>
      {children}
    </div>
  );
}
