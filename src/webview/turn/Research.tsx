// A turn of research in, how far it is while it runs, and what can be done with its plan or its report out.

import type { JSX } from 'preact';
import type { Command } from '../../shared/messages.ts';
import { costSoFar, isMax, isPlan, isReport, newestThought, researchState } from '../../shared/research.ts';
import type { Turn } from '../../shared/transcript.ts';
import { count, duration, money } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { visible } from '../markdown/visible.ts';
import { useNow } from '../now.ts';
import { prices } from '../prices.ts';
import { Markdown } from '../steps/Markdown.tsx';
import { counted, type Word, word } from '../words.ts';
import type { ActionProps } from './action.ts';

type Act = Extract<Command, { type: 'research' }>['act'];

export function Research(props: ActionProps): JSX.Element | null {
  const { turn, newest } = props;
  if (turn.outcome === undefined) return <Running {...props} />;
  if (isPlan(turn) && newest)
    return (
      <Deeds
        {...props}
        words="researchPlanReady"
        deeds={[
          ['run', 'researchRun'],
          ['edit', 'researchEdit'],
          ['change', 'researchChange'],
        ]}
      />
    );
  if (isReport(turn))
    return (
      <Deeds
        {...props}
        words={newest ? 'researchFollow' : undefined}
        deeds={[
          ['open', 'researchOpen'],
          ['save', 'researchSave'],
        ]}
      />
    );
  return null;
}

function Running({ turn, post }: ActionProps): JSX.Element {
  const now = useNow(true);
  const { phase, headline } = researchState(turn);
  const thought = phase === 'thinking' || phase === 'planning' ? newestThought(turn) : undefined;
  const text = word(`research_${phase}`);
  return (
    <section class="research" aria-label={word('research')}>
      <p class="research-line">
        <span class="dot" aria-hidden="true" />
        <strong>{text}</strong>
        <span class="clock">{duration(now - turn.prompt.at)}</span>
      </p>
      {headline && !thought && <p class="research-headline">{visible(headline)}</p>}
      {thought && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <div class="research-thought" tabIndex={0}>
          <Markdown text={thought} open />
        </div>
      )}
      <p class="research-facts">{facts(turn, now).join(' · ')}</p>
      <p class="note">{word('researchAway')}</p>
      <div class="card-buttons">
        <button
          type="button"
          class="secondary"
          onClick={() => post({ type: 'research', act: 'cancel', turn: turn.id })}
        >
          {word('researchCancel')}
        </button>
      </div>
      <span class="hidden" role="status">
        {text}
      </span>
    </section>
  );
}

function facts(turn: Turn, now: number): readonly string[] {
  const { searches, pages, usage } = researchState(turn);
  const cost = costSoFar(turn, prices(), now);
  return [
    searches ? counted('researchSearches', searches) : '',
    pages ? counted('researchPages', pages) : '',
    usage?.total_tokens ? word('researchUsed', count(usage.total_tokens)) : '',
    cost === undefined ? '' : money({ usd: cost, partial: false }),
    word(isMax(turn) ? 'researchMax' : 'researchFast'),
  ].filter(Boolean);
}

interface DeedsProps extends ActionProps {
  readonly words: Word | undefined;
  /** The first one is what most people want. */
  readonly deeds: readonly (readonly [Act, Word])[];
}

function Deeds({ turn, newest, post, words: said, deeds }: DeedsProps): JSX.Element {
  return (
    <section class="research" aria-label={word('research')}>
      {said && (
        <p class="research-line">
          <Icon name="search" />
          <span>{word(said)}</span>
        </p>
      )}
      <div class="card-buttons">
        {deeds.map(([act, name], at) => (
          <button
            key={act}
            type="button"
            class={at === 0 && newest ? 'primary' : 'secondary'}
            onClick={() => post({ type: 'research', act, turn: turn.id })}
          >
            {word(name)}
          </button>
        ))}
      </div>
    </section>
  );
}
