// One turn in, the prompt, its steps in order and how it ended out.

import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Command } from '../shared/messages.ts';
import { isResearch } from '../shared/research.ts';
import type { Turn } from '../shared/transcript.ts';
import { ActivityLine } from './Activity.tsx';
import { ChangesCard } from './ChangesCard.tsx';
import { FailureCard } from './Failure.tsx';
import { start } from './format.ts';
import { visible } from './markdown/visible.ts';
import { memo } from './memo.ts';
import { ProblemsLines } from './ProblemsLine.tsx';
import { Answer } from './turn/Answer.tsx';
import type { ActionProps } from './turn/action.ts';
import { actions } from './turn/actions.ts';
import { useNear } from './turn/near.ts';
import { PromptView } from './turn/PromptView.tsx';
import { Research } from './turn/Research.tsx';
import { Used } from './turn/Used.tsx';
import { word } from './words.ts';

interface Props {
  readonly turn: Turn;
  readonly newest: boolean;
  readonly heard: number;
  readonly keyless: boolean;
  readonly post: (command: Command) => void;
}

/** A turn far from the screen is its heading and its height: a screen reader and the keys still find it, and it comes back when it nears. */
export const TurnView = memo(function TurnView(props: Props): JSX.Element {
  const { turn, newest } = props;
  const article = useRef<HTMLElement>(null);
  const far = useNear(article);
  const height = newest ? undefined : far;
  return (
    <article
      class={`turn ${newest ? 'newest' : ''}`}
      aria-labelledby={`turn-${turn.id}`}
      tabIndex={-1}
      ref={article}
      style={height === undefined ? undefined : { height: `${height}px` }}
    >
      <h2 class="hidden" id={`turn-${turn.id}`}>
        {visible(start(turn.prompt.text)) || word('prompt')}
      </h2>
      {height === undefined && <Body {...props} />}
    </article>
  );
});

function Body({ turn, newest, heard, keyless, post }: Props): JSX.Element {
  const { id, interactions, outcome, failure, question, rebuilt } = turn;
  const running = outcome === undefined;
  const full = question?.kind === 'window';
  return (
    <>
      <PromptView turn={turn} post={post} />
      <div class="answer">
        {rebuilt !== undefined && <p class="note">{word('rebuilt', visible(rebuilt))}</p>}
        <Answer turn={turn} newest={newest} post={post} />
        {isResearch(turn) ? (
          <Research turn={turn} newest={newest} post={post} />
        ) : (
          running && <ActivityLine turn={turn} heard={heard} />
        )}
        {running && !isResearch(turn) && interactions.at(-1)?.background && (
          <p class="note">{word('backgroundNote')}</p>
        )}
        {question && (
          <fieldset class="question" aria-label={word('question')}>
            <p>{visible(question.text)}</p>
            {newest && (
              <div class="buttons">
                {full && (
                  <button type="button" class="primary" onClick={() => post({ type: 'compact', turn: id })}>
                    {word('compactGoOn')}
                  </button>
                )}
                <button
                  type="button"
                  class={full ? 'secondary' : 'primary'}
                  onClick={() => post({ type: 'continue', turn: id })}
                >
                  {word(full ? 'compactNot' : 'continue')}
                </button>
                {question.kind === 'overdue' && isResearch(turn) && (
                  <button
                    type="button"
                    class="secondary"
                    onClick={() => post({ type: 'research', act: 'cancel', turn: id })}
                  >
                    {word('researchCancel')}
                  </button>
                )}
              </div>
            )}
          </fieldset>
        )}
        {turn.files && <ChangesCard turn={id} files={turn.files} post={post} />}
        {turn.problems && <ProblemsLines problems={turn.problems} />}
        {failure && <FailureCard failure={failure} turn={id} current={newest} keyless={keyless} post={post} />}
        {!running && <Footer turn={turn} newest={newest} post={post} />}
      </div>
    </>
  );
}

function Footer({ turn, newest, post }: ActionProps): JSX.Element {
  const end = turn.outcome === 'stopped' ? 'stopped' : turn.outcome === 'interrupted' ? 'interrupted' : undefined;
  return (
    <footer class="turn-end">
      {end && <span class="outcome">{word(end)}</span>}
      {end && newest && (
        <button type="button" class="link" onClick={() => post({ type: 'continue', turn: turn.id })}>
          {word('continue')}
        </button>
      )}
      <Used turn={turn} />
      <span class="turn-model" title={turn.model}>
        {turn.model}
      </span>
      {actions.map((Action) => (
        <Action key={Action.name} turn={turn} newest={newest} post={post} />
      ))}
    </footer>
  );
}
