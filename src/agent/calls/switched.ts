// A call of a tool whose switch is its permission in, its result out: what needs a yes of its own is asked for, then it is on record, then it runs.

import type { FunctionCall, FunctionResult } from '../../shared/step.ts';
import { abortable } from '../abort.ts';
import { approvalOfCall } from './approval.ts';
import { approve } from './approve.ts';
import type { CallContext } from './callContext.ts';
import type { Tool, ToolContext, ToolResult } from './tool.ts';

/** Rejects when the turn ends, and with the `ToolError` of a call that is refused without asking. */
export async function runSwitched(
  context: CallContext,
  tool: Tool & Required<Pick<Tool, 'asks'>>,
  { call, title, args }: { readonly call: FunctionCall; readonly title: string; readonly args: unknown },
  toolContext: ToolContext,
): Promise<ToolResult | FunctionResult> {
  if (!tool.run) throw new Error(`The tool ${tool.name} has nothing to run.`);
  const { signal } = toolContext;
  const asking = tool.asks(args);
  if (asking) {
    const approval = approvalOfCall(tool, title, call, asking.reason);
    const refusal = await approve(context, call, approval, { effect: tool.effect, places: [] }, signal);
    if (refusal) return refusal;
    asking.allowed?.();
  }
  signal.throwIfAborted();
  context.emit({ type: 'call.started', call: call.id, at: context.clock.now() });
  await context.committed();
  const result = await abortable(tool.run(args, toolContext), signal);
  // What a page says may speak through the model from here on.
  context.grants.distrust();
  return result;
}
