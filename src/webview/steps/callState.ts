// A call in, how it stands in one line out.

import type { Call, CallState } from '../../shared/transcript.ts';
import { visible } from '../markdown/visible.ts';
import { type Word, word } from '../words.ts';

const stateWords: Record<CallState, Word> = {
  received: 'callReceived',
  approval: 'callApproval',
  question: 'callApproval',
  running: 'callRunning',
  completed: 'callCompleted',
  failed: 'callFailed',
  denied: 'callDenied',
  stopped: 'callStopped',
};

/** '' for a call that is not there yet. A turn that runs no more has no call that does. */
export function stateLine(call: Call | undefined, running: boolean): string {
  const ended = !running && call?.result === undefined;
  if (ended) return word('callStopped');
  if (call?.state === 'denied') return call.words ? word('decidedWords', visible(call.words)) : word('decidedDeny');
  if (call?.state === 'completed' && call.summary) return visible(call.summary);
  return call ? word(stateWords[call.state]) : '';
}
