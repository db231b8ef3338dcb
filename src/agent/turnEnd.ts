// How the newest interaction ended in, how its turn ends out: the outcome, and what the person is told or asked.

import type { Outcome, Question } from '../shared/events.ts';
import type { Failure } from '../shared/failure.ts';
import type { Output } from '../shared/output.ts';
import type { Transcript, Turn } from '../shared/transcript.ts';
import { nextHop } from './generation.ts';
import type { Ending } from './interaction.ts';
import { FailureError } from './ports.ts';
import type { RunSettings } from './runSettings.ts';

interface Words {
  t(text: string, ...args: readonly (string | number)[]): string;
}

export interface TurnEnd {
  readonly outcome: Outcome;
  readonly failure?: Failure;
  readonly question?: Question;
}

/** What the service works on for longer than this may never end (seen in 2026): the person is asked. In ms. */
export const longestAway = 70 * 60_000;

/** Unix ms at which the newest interaction was asked for, as nearly as the turn tells. */
export function askedAt({ prompt, interactions }: Turn): number {
  const before = interactions.slice(0, -1).flatMap(({ steps }) => steps.map(({ stoppedAt = 0 }) => stoppedAt));
  return Math.max(prompt.at, ...before);
}

/** Research is kept by the service until it is fetched: it cannot be private. Throws a `FailureError`. */
export function mustBeStorable(output: Output | undefined, { store }: RunSettings, { t }: Words): void {
  if (output?.type !== 'research' || store) return;
  throw new FailureError({
    kind: 'not_supported',
    text: t(
      'This session is private, and research needs Google to store it while it runs. Start a new session for it.',
    ),
    remedies: [{ do: 'new_session' }],
  });
}

export function asking(how: 'repeating' | 'overdue', { t }: Words): TurnEnd {
  const question: Question =
    how === 'repeating'
      ? { kind: 'repetition', text: t('Gemini repeats itself, so the answer was cut here. Go on?') }
      : {
          kind: 'overdue',
          text: t(
            'Google has worked on this for more than {0} minutes. It may never end. Wait on?',
            longestAway / 60_000,
          ),
        };
  return { outcome: 'asking', question };
}

export function ended(
  { status, failure }: Extract<Ending, { how: 'completed' }>,
  context: Words & { transcript(): Transcript },
): TurnEnd {
  if (status === 'requires_continuation') {
    return {
      outcome: 'asking',
      question: {
        kind: 'continuation',
        text: nextHop(context.transcript(), context.t),
      },
    };
  }
  if (status === 'cancelled') return { outcome: 'stopped' };
  return failure ? { outcome: 'failed', failure } : { outcome: 'completed' };
}

/** A mistake of ours, in words that help a person on. */
export function internal({ t }: Words, error: unknown): Failure {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    kind: 'internal',
    text: t('Something went wrong inside Castor. What was shown is kept.'),
    detail,
    remedies: [{ do: 'retry' }, { do: 'show_log' }],
  };
}

/** Asked before the request that may be the last one that fits. */
export function windowQuestion({ t }: Words): Question {
  return {
    kind: 'window',
    text: t(
      'The conversation comes near what the model takes. A summary can stand for what was said so far: you see it, can change it and take it back. Sum it up?',
    ),
  };
}
