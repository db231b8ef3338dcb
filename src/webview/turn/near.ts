// A turn's element in, whether it is far from the screen and how tall it is there out: what is far need not be built.

import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Further from the screen than this is far, in px: beyond what the browser lays out ahead, and what a flick of the wheel covers. */
const far = 4000;

type Heard = (entry: IntersectionObserverEntry) => void;

interface Watch {
  readonly observer: IntersectionObserver;
  readonly heard: Map<Element, Heard>;
}

/** One observer for all turns of a log. */
const watches = new WeakMap<Element, Watch>();

/** The height of the element while it is far, in px; undefined: it is near, or holds the focus. */
export function useNear(element: RefObject<HTMLElement | null>): number | undefined {
  const [height, setHeight] = useState<number>();
  useEffect(() => {
    const article = element.current;
    const scroller = article?.closest('.transcript');
    if (!article || !scroller) return undefined;
    const { observer, heard } = watchOf(scroller);
    heard.set(article, ({ isIntersecting, boundingClientRect, rootBounds }) => {
      // A view that is hidden has no size, and tells nothing.
      if (isIntersecting) setHeight(undefined);
      else if (rootBounds?.width && boundingClientRect.height > 0 && !article.contains(document.activeElement)) {
        setHeight((known) => known ?? boundingClientRect.height);
      }
    });
    observer.observe(article);
    return () => {
      heard.delete(article);
      observer.unobserve(article);
    };
  }, []);
  return height;
}

function watchOf(scroller: Element): Watch {
  const known = watches.get(scroller);
  if (known) return known;
  const heard = new Map<Element, Heard>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) heard.get(entry.target)?.(entry);
    },
    { root: scroller, rootMargin: `${far}px 0px` },
  );
  const watch = { observer, heard };
  watches.set(scroller, watch);
  return watch;
}
