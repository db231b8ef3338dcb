// The way to turns that are not built yet: a button at the top of the log that presses itself when the reader comes near it.

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { word } from './words.ts';

export function Earlier({ onShow }: { readonly onShow: () => void }): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!button.current) return undefined;
    const near = { root: button.current.closest('.transcript'), rootMargin: '600px 0px 0px' };
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onShow();
    }, near);
    // The log is at its end only after the first layout; until then its top is on screen.
    const timer = setTimeout(() => button.current && observer.observe(button.current), 300);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [onShow]);
  return (
    <button type="button" class="link earlier" ref={button} onClick={onShow}>
      {word('earlier')}
    </button>
  );
}
