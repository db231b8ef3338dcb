// A name and what to do in, a button that says for a moment that it was done out.

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import { word } from './words.ts';

export function CopyButton({ label, onCopy }: { readonly label: string; readonly onCopy: () => void }): JSX.Element {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return undefined;
    const timer = setTimeout(() => setDone(false), 1500);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={done ? word('copied') : label}
      onClick={() => {
        onCopy();
        setDone(true);
      }}
    >
      <Icon name={done ? 'check' : 'copy'} />
    </button>
  );
}
