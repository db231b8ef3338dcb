// The turns the page has and how many the host still has in, the ones to build and the way to more out, without moving what is being read.

import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Command } from '../../shared/messages.ts';
import type { Turn } from '../../shared/transcript.ts';

/** So many turns are built at first: opening costs the same for any length. */
const first = 10;
/** So many more each time the reader comes to the top. */
const portion = 30;
/** Above so many the page gives them back once the reader is at the end again, so that it does not grow with all that was ever read. */
const kept = 120;

interface Props {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Those of the shown branch that the page has. */
  readonly turns: readonly Turn[];
  readonly earlier: number;
  readonly atEnd: boolean;
  readonly post: (command: Command) => void;
}

interface Earlier {
  readonly built: readonly Turn[];
  readonly more: () => void;
}

export function useEarlier({ scroller, turns, earlier, atEnd, post }: Props): Earlier {
  const [count, show] = useState(first);
  const built = turns.slice(-count);
  const oldest = turns[0]?.id;
  const missing = turns.length < count + portion && earlier > 0;
  const more = useCallback(() => {
    show((known) => known + portion);
    if (missing && oldest !== undefined) post({ type: 'earlier', turn: oldest });
  }, [missing, oldest, post]);
  usePlace(scroller, built[0]?.id);
  useEffect(() => {
    if (!atEnd || turns.length <= kept) return;
    show(first);
    post({ type: 'resync' });
  }, [atEnd, turns.length > kept]);
  return { built, more };
}

/** Keeps the turn that was the first where it is when others come before it. */
function usePlace(scroller: RefObject<HTMLElement | null>, oldest: string | undefined): void {
  const before = useRef(oldest);
  const anchor = useRef<{ readonly article: Element; readonly top: number }>(undefined);
  // While it is drawn the old page is still there to be measured.
  if (before.current !== oldest) {
    before.current = oldest;
    const article = scroller.current?.querySelector('article');
    anchor.current = article ? { article, top: article.getBoundingClientRect().top } : undefined;
  }
  useLayoutEffect(() => {
    const { article, top } = anchor.current ?? {};
    if (article?.isConnected && scroller.current)
      scroller.current.scrollTop += article.getBoundingClientRect().top - (top ?? 0);
    anchor.current = undefined;
  }, [oldest]);
}
