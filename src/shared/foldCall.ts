// A call and an event about it in, the next state of the call out.

import type { EventOf } from './events.ts';
import type { Call } from './transcript.ts';

export type CallEvent = EventOf<
  | 'approval.requested'
  | 'hunks.decided'
  | 'approval.decided'
  | 'call.started'
  | 'call.output'
  | 'question.asked'
  | 'question.answered'
>;

/** Of a call's output, in characters: what fits a card. */
const keptOutput = 8000;

/** Part of the fold. */
export function foldCall(call: Call, event: CallEvent): Call {
  switch (event.type) {
    case 'approval.requested':
      return { ...call, state: 'approval', approval: event.approval };
    case 'hunks.decided':
      return { ...call, hunks: { ...call.hunks, [event.path]: event.verdicts } };
    case 'approval.decided':
      return {
        ...call,
        state: event.decision === 'deny' ? 'denied' : 'received',
        decision: event.decision,
        words: event.words,
      };
    case 'call.started':
      return { ...call, state: 'running', startedAt: event.at };
    case 'call.output':
      // One that goes on in the background prints where a person looks for it: in its terminal.
      return call.result ? call : { ...call, output: `${call.output ?? ''}${event.text}`.slice(-keptOutput) };
    case 'question.asked':
      return { ...call, state: 'question', question: event.question };
    case 'question.answered':
      return { ...call, state: 'running', answer: event.answer };
  }
}

/** Part of the fold. */
export function completeCall(
  { output: _, ...call }: Call,
  { result, summary, stopped, at }: EventOf<'call.completed'>,
): Call {
  const ended = result.is_error ? 'failed' : 'completed';
  const state = stopped ? 'stopped' : call.state === 'denied' ? 'denied' : ended;
  return { ...call, state, result, summary, completedAt: at };
}
