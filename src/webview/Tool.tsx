// A drawing and its name in, a small button of the drawing alone out.

import type { JSX } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

interface Props {
  readonly icon: IconName;
  /** Its accessible name. */
  readonly label: string;
  /** What is shown under the pointer, where it is not the name. */
  readonly title?: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

export function Tool({ icon, label, title = label, disabled = false, onClick }: Props): JSX.Element {
  return (
    <button type="button" class="tool" disabled={disabled} aria-label={label} title={title} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
