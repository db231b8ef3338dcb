// A label in, a line for the person's own words out; Enter gives them.

import type { JSX } from 'preact';
import { isComposing } from './composing.ts';

interface Props {
  readonly label: string;
  readonly placeholder: string;
  readonly words: string;
  readonly onChange: (words: string) => void;
  readonly onEnter: () => void;
}

export function OwnWords({ label, placeholder, words, onChange, onEnter }: Props): JSX.Element {
  return (
    <input
      class="approval-words"
      type="text"
      dir="auto"
      aria-label={label}
      placeholder={placeholder}
      value={words}
      onInput={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isComposing(event)) onEnter();
      }}
    />
  );
}
