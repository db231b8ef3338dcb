// How a stream ended in, the terminal event out, with what the person is told when the ending is no plain success.

import type { StreamEvent } from '../agent/ports.ts';
import type { Failure } from '../shared/failure.ts';
import { eventTrouble } from './classify.ts';
import * as failures from './failure.ts';
import type { Situation } from './situation.ts';
import type { StreamEnd, Translator } from './stream.ts';

export type Completed = Extract<StreamEnd, { type: 'completed' }>;

export function completed(end: Completed, translator: Translator, situation: Situation): StreamEvent {
  const { errors: _, ...event } = end;
  const failure = failureOf(end, translator, situation);
  return failure ? { ...event, failure } : event;
}

export function failed(failure: Failure, translator: Translator): StreamEvent {
  return { type: 'failed', failure, contentSeen: translator.steps.size > 0 };
}

function failureOf({ status, errors }: Completed, translator: Translator, situation: Situation): Failure | undefined {
  const { t } = situation;
  if (status === 'cancelled' || status === 'requires_continuation') return undefined;
  if (errors.length > 0) return eventTrouble(errors[0], situation).failure;
  const types = new Set([...translator.steps.values()].map(({ step }) => step.type));
  switch (status) {
    case 'completed':
      return [...types].some((type) => type !== 'thought') ? undefined : failures.emptyAnswer(t, {});
    case 'requires_action':
      return types.has('function_call') ? undefined : failures.emptyAnswer(t, {});
    case 'incomplete':
      return failures.incomplete(t, {});
    case 'budget_exceeded':
      return failures.budget(t, {});
    case 'failed':
      return failures.failedAnswer(t, {});
    default:
      return failures.unknownStatus(t, status, {});
  }
}
