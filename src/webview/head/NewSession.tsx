// The button that begins another session.

import type { JSX } from 'preact';
import { Icon } from '../Icon.tsx';
import { word } from '../words.ts';
import type { HeadProps } from './button.ts';

export function NewSession({ post }: HeadProps): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      aria-label={word('newSession')}
      title={word('newSession')}
      onClick={() => post({ type: 'new_session' })}
    >
      <Icon name="add" />
    </button>
  );
}
