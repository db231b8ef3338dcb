// A scrolling element in, "is the reader at the end" and "go there" out: output is followed only by a reader who is at the end.

import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Within so many pixels of the end counts as the end. */
const slack = 24;

export interface Follow {
  readonly atEnd: boolean;
  /** Something came since the reader left the end. */
  readonly fresh: boolean;
  readonly jump: () => void;
}

/** `scroller` scrolls, `content` is what grows in it. `key`: another one (another session) starts at the end. */
export function useFollow(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  key: string,
): Follow {
  const [atEnd, setAtEnd] = useState(true);
  const [fresh, setFresh] = useState(false);
  const following = useRef(true);
  const jump = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
    following.current = true;
    setAtEnd(true);
    setFresh(false);
  }, []);
  useLayoutEffect(jump, [key]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !content.current) return undefined;
    let top = element.scrollTop;
    // Of the newest turn: what grows above it is no output.
    let seen = newestOf(element);
    const onScroll = () => {
      const left = element.scrollHeight - element.clientHeight - element.scrollTop;
      // Content that grows also makes a distance to the end; only a move up of the reader stops following.
      if (left <= slack) following.current = true;
      else if (element.scrollTop < top - 1) following.current = false;
      top = element.scrollTop;
      setAtEnd(following.current || approvalInSight(element));
      if (following.current) setFresh(false);
    };
    const observer = new ResizeObserver(() => {
      const newest = newestOf(element);
      if (following.current) {
        keepEnd(element);
        seen = newest;
      } else if (newest.turn !== seen.turn || newest.height > seen.height + slack) setFresh(true);
      // What was scrolled here is no move of the reader.
      top = element.scrollTop;
    });
    observer.observe(content.current);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);
  return { atEnd, fresh, jump };
}

function newestOf(element: HTMLElement): { readonly turn: Element | null; readonly height: number } {
  const turn = element.querySelector<HTMLElement>('.turn.newest');
  return { turn, height: turn?.offsetHeight ?? 0 };
}

/** Then its buttons are on the screen, at the bottom: a way to them would only lie over them. */
function approvalInSight(element: HTMLElement): boolean {
  const card = element.querySelector('.approval')?.getBoundingClientRect();
  const view = element.getBoundingClientRect();
  return card !== undefined && card.top < view.bottom - slack && card.bottom > view.top + slack;
}

/** Scrolls to the end; an approval taller than the view is shown from its beginning, as it must be read whole. */
function keepEnd(element: HTMLElement): void {
  const approval = element.querySelector<HTMLElement>('.approval');
  const end = element.scrollHeight - element.clientHeight;
  const view = element.getBoundingClientRect();
  const top = approval ? element.scrollTop + approval.getBoundingClientRect().top - view.top - 8 : end;
  element.scrollTop = approval && approval.offsetHeight > element.clientHeight ? Math.min(end, top) : end;
}
