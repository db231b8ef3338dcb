// All turns in, a scrolling log out that follows its end while the reader is there.

import type { JSX, RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Command } from '../shared/messages.ts';
import { allTurns, type Transcript } from '../shared/transcript.ts';
import { Earlier } from './Earlier.tsx';
import { useFollow } from './follow.ts';
import { Icon } from './Icon.tsx';
import { codeAct } from './markdown/code.ts';
import { pathAndLine } from './markdown/links.ts';
import { waitingApprovals } from './state.ts';
import { TurnView } from './Turn.tsx';
import { Compare } from './turn/Compare.tsx';
import { Later } from './turn/Later.tsx';
import { besides, TreeContext, useTreeOf } from './turn/tree.ts';
import { jumpTurn } from './turns.ts';
import { word } from './words.ts';

/** So many turns are built at first, and so many more each time the reader comes to the top: opening costs the same for any length. */
const portion = 30;

interface Props {
  readonly transcript: Transcript;
  /** Unix ms at which the last fact arrived. */
  readonly heard: number;
  readonly keyless: boolean;
  readonly welcome: JSX.Element | null;
  readonly post: (command: Command) => void;
}

export function TranscriptView({ transcript, heard, keyless, welcome, post }: Props): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { last } = transcript;
  const turns = allTurns(transcript);
  const [shown, showMore] = useEarlier(scroller);
  const [comparing, compare] = useState<string>();
  const tree = useTreeOf(transcript, compare);
  const compared = turns.find(({ id }) => id === comparing);
  const answers = compared ? besides(tree, compared) : [];
  const { atEnd, fresh, jump } = useFollow(scroller, content, `${transcript.session} ${useNewest(transcript)}`);
  const label = pillLabel(waitingApprovals(transcript).length, fresh);
  return (
    <TreeContext.Provider value={tree}>
      <div class="transcript-frame">
        {/* Streaming text is not read out: the page announces whole sentences elsewhere. */}
        <div
          class="transcript"
          ref={scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
          tabIndex={0}
          role="log"
          aria-live="off"
          aria-label={word('transcript')}
          onClick={(event) => activate(event.target, post)}
          onKeyDown={(event) => {
            if (jumpTurn(event, event.currentTarget)) event.preventDefault();
            else if (event.key === 'Enter' && activate(event.target, post, 'a')) event.preventDefault();
          }}
        >
          {welcome}
          <div class="turns" ref={content}>
            {turns.length > shown && <Earlier key={shown} onShow={showMore} />}
            {turns.slice(-shown).map((turn) => (
              <TurnView
                key={turn.id}
                turn={turn}
                newest={turn === last}
                heard={turn === last ? heard : 0}
                keyless={keyless}
                post={post}
              />
            ))}
            <Later end={last?.id ?? ''} post={post} />
          </div>
          {compared && answers.length > 1 && (
            <Compare all={answers} shown={compared.id} close={() => compare(undefined)} post={post} />
          )}
        </div>
        {!atEnd && last && (
          <button
            type="button"
            class={`pill ${label ? '' : 'bare'}`}
            aria-label={label ?? word('toEnd')}
            onClick={jump}
          >
            <Icon name="down" />
            {label && <span>{label}</span>}
          </button>
        )}
      </div>
    </TreeContext.Provider>
  );
}

/** Id of the newest prompt, as far as it was shown: whoever only looks at another branch stays where they are. */
function useNewest({ last, others }: Transcript): string {
  const newest = useRef('');
  if (last && last.order > (others.at(-1)?.order ?? -1)) newest.current = last.id;
  return newest.current;
}

/** What waits below the screen; undefined: nothing but the end. */
function pillLabel(waiting: number, fresh: boolean): string | undefined {
  if (waiting > 1) return word('approvalsWaitingMany', waiting);
  if (waiting === 1) return word('approvalsWaiting');
  return fresh ? word('newOutput') : undefined;
}

/** How many turns are built, and the way to build more without moving what is being read. */
function useEarlier(scroller: RefObject<HTMLElement | null>): readonly [number, () => void] {
  const [shown, show] = useState(portion);
  const first = useRef<{ readonly article: Element; readonly top: number }>(undefined);
  const more = useCallback(() => {
    const article = scroller.current?.querySelector('article');
    if (article) first.current = { article, top: article.getBoundingClientRect().top };
    show((count) => count + portion);
  }, []);
  useLayoutEffect(() => {
    const { article, top } = first.current ?? {};
    if (article && scroller.current) scroller.current.scrollTop += article.getBoundingClientRect().top - (top ?? 0);
    first.current = undefined;
  }, [shown]);
  return [shown, more];
}

/** A link or a button of rendered markdown was used; false: it was something else. */
function activate(
  target: EventTarget | null,
  post: (command: Command) => void,
  only = 'a, .code-head button',
): boolean {
  const found = target instanceof Element ? target.closest<HTMLElement>(only) : null;
  if (!found) return false;
  const act = codeAct(found);
  if (act) {
    const code = found.closest('.code')?.querySelector('code');
    const [text, language] = [code?.textContent ?? '', code?.dataset.language ?? ''];
    if (act === 'copy') post({ type: 'copy', text });
    else post({ type: `${act}_code`, text, language });
    found.classList.add('done');
    setTimeout(() => found.classList.remove('done'), 1500);
    return true;
  }
  const { url, path } = found.dataset;
  if (url) post({ type: 'open_link', url });
  else if (path) post({ type: 'open_file', ...pathAndLine(path) });
  return Boolean(url ?? path);
}
