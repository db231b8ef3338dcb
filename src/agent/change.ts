// A call that changes files in, its result out: planned by the tool, shown to the person, on record before it is made, made as it was shown.

import { judgeContent } from '../gate/content.ts';
import type { Asked } from '../gate/grants.ts';
import type { FunctionCall, FunctionResult } from '../shared/step.ts';
import { approvalOfPlan } from './approval.ts';
import { approve } from './approve.ts';
import type { CallContext } from './callContext.ts';
import type { Plan, Tool, ToolResult } from './tool.ts';

/** Rejects when the turn ends or the change cannot be made; then nothing of it was. */
export async function change(
  context: CallContext,
  tool: Tool,
  call: FunctionCall,
  title: string,
  plan: Plan,
  signal: AbortSignal,
): Promise<ToolResult | FunctionResult> {
  const { place, after, before } = plan.change;
  const content = judgeContent(place.path, after, before?.text);
  const asked: Asked = { effect: tool.effect, places: [place], content: content.verdict };
  context.changes.set(call.id, plan.change);
  const approval = await approvalOfPlan(tool, title, plan, asked, [place.reason, content.reason], context.diffLines);
  const refusal = await approve(context, call, approval, asked, signal);
  if (refusal) return refusal;
  signal.throwIfAborted();
  context.emit({ type: 'call.started', call: call.id, at: context.clock.now() });
  await context.committed();
  const file = await context.problems.around(place, () => context.workspace.apply(plan.change, signal));
  context.seen.set(place.path, file.hash);
  const touched =
    file.text === after
      ? ''
      : '\nThe editor changed the text further when it was saved (a formatter or similar). Read the file before you change it again.';
  return { content: plan.content + touched, summary: plan.summary };
}
