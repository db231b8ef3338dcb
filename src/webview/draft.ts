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
  const [draft, setDraft] = useState(() => fromHost || (host.saved().draft ?? ''));
  const posted = useRef(new Set<string>([fromHost]));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (posted.current.has(fromHost)) return;
    clearTimeout(timer.current);
    posted.current = new Set([fromHost]);
    setDraft(fromHost);
    host.save({ draft: fromHost });
  }, [fromHost]);
  const change = useCallback<SetDraft>((text, how = 'typed') => {
    setDraft(text);
    host.save({ draft: text });
    clearTimeout(timer.current);
    const tell = () => {
      posted.current.add(text);
      host.post({ type: 'draft', text });
    };
    if (how === 'typed') timer.current = setTimeout(tell, pauseMs);
    // A prompt that is sent empties the host's draft too: the host does it itself.
    else posted.current.add(text);
  }, []);
  return [draft, change];
}
