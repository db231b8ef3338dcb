// A call that may not run by itself in, the person's answer out: nothing when it is allowed, the result that tells the model when it is not.

import type { Asked } from '../../gate/grants.ts';
import type { Approval } from '../../shared/approval.ts';
import type { FunctionCall, FunctionResult } from '../../shared/step.ts';
import { failedResult } from '../chain.ts';
import type { CallContext } from './callContext.ts';

/** True if the call may run without asking: a remembered answer or the mode covers it. */
export function isCovered({ grants, settings }: CallContext, asked: Asked): boolean {
  return grants.covers(asked) || (settings.allowEdits === true && grants.isGrantable(asked));
}

/** Undefined once allowed; the result that tells the model of the refusal otherwise. */
export async function approve(
  context: CallContext,
  call: FunctionCall,
  approval: Approval,
  asked: Asked,
  signal: AbortSignal,
): Promise<FunctionResult | undefined> {
  if (isCovered(context, asked)) return undefined;
  const answer = context.approvals.decision(call.id, signal);
  context.emit({ type: 'approval.requested', call: call.id, approval });
  const { decision, words } = await answer;
  context.emit({ type: 'approval.decided', call: call.id, decision, words });
  if (decision === 'deny') {
    return failedResult(
      call,
      words
        ? `The person refused this call. Their words: ${words}`
        : 'The person refused this call. Nothing was done. Ask them what they want instead, or go on without it.',
    );
  }
  if (decision === 'allow_session') context.grants.add(asked);
  return undefined;
}
