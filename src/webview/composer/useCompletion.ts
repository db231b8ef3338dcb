// What is typed and what the host offers in, an open list with one active line out: the combobox of the prompt box.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Command, Completion } from '../../shared/messages.ts';
import type { Completions } from '../state.ts';
import type { Act } from './keys.ts';
import { inserted, type Trigger, triggerAt } from './trigger.ts';

interface Ports {
  readonly box: { readonly current: HTMLTextAreaElement | null };
  readonly draft: string;
  readonly completions: Completions | undefined;
  setDraft(text: string): void;
  post(command: Command): void;
}

export interface Completing {
  /** Empty: no list is open. */
  readonly items: readonly Completion[];
  /** Index of the line that Enter takes. */
  readonly active: number;
  typed(text: string, caret: number): void;
  close(): void;
  take(index: number): void;
  /** True: the act was for the list. */
  act(act: Act): boolean;
}

interface Asked extends Trigger {
  readonly request: number;
  /** The first request for this word. */
  readonly since: number;
}

export function useCompletion({ box, draft, completions, setDraft, post }: Ports): Completing {
  const [asked, ask] = useState<Asked>();
  const [active, activate] = useState(0);
  const requests = useRef(0);
  /** The request whose first item was asked for before it was known: somebody types faster than the host lists. */
  const hurried = useRef<number>(undefined);
  const caret = useRef<number>(undefined);
  // The box gets its text first, the caret its place after it.
  useLayoutEffect(() => {
    if (caret.current === undefined || !box.current) return;
    box.current.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [draft]);
  const answered = completions?.request ?? 0;
  // What an earlier key of this word asked for stays until the answer to the newest is here: a list that flickers cannot be read.
  const items = asked && answered >= asked.since && answered <= asked.request ? (completions?.items ?? []) : [];
  const close = () => ask(undefined);
  const typed = (text: string, at: number) => {
    const found = triggerAt(text, at);
    if (!found) return close();
    const request = ++requests.current;
    const same = asked?.start === found.start && asked.trigger === found.trigger;
    ask({ ...found, request, since: same ? asked.since : request });
    activate(0);
    post({ type: 'complete', request, trigger: found.trigger, query: found.query });
  };
  const take = (index: number) => {
    if (asked && answered < asked.request) {
      hurried.current = asked.request;
      return;
    }
    const item = items[index];
    const at = box.current?.selectionEnd ?? draft.length;
    if (!item || !asked) return;
    const next = inserted(draft, at, asked, item.insert);
    caret.current = next.caret;
    setDraft(next.text);
    if (item.more) return typed(next.text, next.caret);
    close();
    post({ type: 'choose', item: item.id });
  };
  useEffect(() => {
    if (hurried.current !== answered || asked?.request !== answered) return;
    hurried.current = undefined;
    take(0);
  }, [answered]);
  const move = (by: number) => activate((active + by + items.length) % items.length);
  const act = (wanted: Act): boolean => {
    if (items.length === 0) return false;
    if (wanted === 'next_item') move(1);
    else if (wanted === 'previous_item') move(-1);
    else if (wanted === 'take_item') take(active);
    else if (wanted === 'close_list') close();
    else return false;
    return true;
  };
  return { items, active: Math.min(active, Math.max(items.length - 1, 0)), typed, close, take, act };
}
