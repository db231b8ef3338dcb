// A turn in, its steps out, with a mark wherever the conversation up to there was summed up.

import type { JSX } from 'preact';
import type { Command } from '../../shared/messages.ts';
import type { Turn } from '../../shared/transcript.ts';
import { Steps } from '../steps/Steps.tsx';
import { Compacted } from './Compacted.tsx';

interface Props {
  readonly turn: Turn;
  readonly newest: boolean;
  readonly post: (command: Command) => void;
}

export function Answer({ turn, newest, post }: Props): JSX.Element {
  const { interactions, compactions, outcome } = turn;
  const running = outcome === undefined;
  if (!compactions) return <Steps interactions={interactions} running={running} newest={newest} post={post} />;
  const places = [...new Set(compactions.map(({ through }) => through))].sort((one, two) => one - two);
  return (
    <>
      {places.map((through, at) => (
        <div class="answer-part" key={through}>
          <Steps interactions={interactions.slice(places[at - 1] ?? 0, through)} running={false} post={post} />
          {compactions
            .filter((one) => one.through === through)
            .map((one) => (
              <Compacted key={one.id} compaction={one} post={post} />
            ))}
        </div>
      ))}
      <Steps interactions={interactions.slice(places.at(-1))} running={running} newest={newest} post={post} />
    </>
  );
}
