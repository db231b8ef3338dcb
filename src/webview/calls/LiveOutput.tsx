// What a running command prints in, the newest of it out: follows the end unless the person scrolled away from it.

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { visible } from '../markdown/visible.ts';
import { word } from '../words.ts';

export function LiveOutput({ text }: { readonly text: string }): JSX.Element {
  const box = useRef<HTMLPreElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  return (
    <section aria-label={word('output')}>
      <pre
        ref={box}
        class="live-output"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          follows.current = scrollHeight - scrollTop - clientHeight < 8;
        }}
      >
        {visible(text)}
      </pre>
    </section>
  );
}
