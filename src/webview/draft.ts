// The host's draft in, the text of the prompt box and its setter out: what is typed goes to the host a moment later.

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Host } from './host.ts';

/** The host hears of a draft once typing pauses this long. */
const pauseMs = 300;

type SetDraft = (text: string, how?: 'typed' | 'sent') => void;

/**
 * The host's draft replaces the box's text only when the host changed it by itself: an echo of what was typed here must not undo
 * what was typed since.
 */
export function useDraft(fromHost: string, host: Host): readonly [string, SetDraft] {
  const told = useRef(fromHost);
  const [draft, setDraft] = useState(() => {
    // The editor may bring back what a page kept long ago: then the host knows better.
    const { typed } = host.saved();
    return typed?.told === fromHost ? typed.text : fromHost;
  });
  const posted = useRef(new Set<string>([fromHost]));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = (text: string) => {
    told.current = text;
    posted.current.add(text);
    host.save({ typed: undefined });
  };
  useEffect(() => {
    if (posted.current.has(fromHost)) return;
    clearTimeout(timer.current);
    posted.current = new Set();
    tell(fromHost);
    setDraft(fromHost);
  }, [fromHost]);
  const change = useCallback<SetDraft>((text, how = 'typed') => {
    setDraft(text);
    clearTimeout(timer.current);
    // A prompt that is sent empties the host's draft too: the host does it itself.
    if (how === 'sent') return tell(text);
    host.save({ typed: { text, told: told.current } });
    timer.current = setTimeout(() => {
      tell(text);
      host.post({ type: 'draft', text });
    }, pauseMs);
  }, []);
  // What the page before this one did not come to tell.
  useEffect(() => {
    if (draft !== fromHost) change(draft);
  }, []);
  return [draft, change];
}
