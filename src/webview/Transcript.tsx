// All turns in, a scrolling log out that follows its end while the reader is there.

import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
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
import { useEarlier } from './turn/earlier.ts';
import { Later } from './turn/Later.tsx';
import { besides, TreeContext, useTreeOf } from './turn/tree.ts';
import { jumpTurn } from './turns.ts';
import { word } from './words.ts';

interface Props {
  readonly transcript: Transcript;
  /** How many turns come before those of the transcript. */
  readonly earlier: number;
  /** Unix ms at which the last fact arrived. */
  readonly heard: number;
  readonly keyless: boolean;
  /** Something runs: no other branch can be shown, nothing be sent. */
  readonly busy: boolean;
  readonly welcome: JSX.Element | null;
  readonly post: (command: Command) => void;
}

export function TranscriptView({ transcript, earlier, heard, keyless, busy, welcome, post }: Props): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { last } = transcript;
  const turns = allTurns(transcript);
  const [comparing, compare] = useState<string>();
  const tree = useTreeOf(transcript, busy, compare);
  const compared = turns.find(({ id }) => id === comparing);
  const answers = compared ? besides(tree, compared) : [];
  const { atEnd, fresh, jump } = useFollow(scroller, content, `${transcript.session} ${useNewest(transcript)}`);
  const { built, more } = useEarlier({ scroller, turns, earlier, atEnd, post });
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
            {built.length < turns.length + earlier && <Earlier key={built[0]?.id} onShow={more} />}
            {built.map((turn) => (
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
  const { url, path, source, page } = found.dataset;
  if (url) post({ type: 'open_link', url });
  else if (path) post({ type: 'open_file', ...pathAndLine(path) });
  else if (source) post({ type: 'open_source', name: source, ...(page ? { page: Number(page) } : {}) });
  return Boolean(url ?? path ?? source);
}
