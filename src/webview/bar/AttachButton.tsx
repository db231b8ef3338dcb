// The button that attaches files to the next prompt.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { word } from '../words.ts';
import type { ControlProps } from './control.ts';

export function AttachButton({ post }: ControlProps): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      aria-label={word('attach')}
      title={word('attach')}
      onClick={() => post({ type: 'attach' })}
    >
      <Icon name="clip" />
    </button>
  );
}
