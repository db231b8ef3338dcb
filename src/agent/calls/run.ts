// A call that runs something in, its result out: shown whole, allowed, on record before it starts, its folder judged again in that moment.

import type { Asked } from '../../gate/grants.ts';
import { judge, leadsTheSame } from '../../gate/judge.ts';
import type { FunctionCall, FunctionResult } from '../../shared/step.ts';
import { abortable } from '../abort.ts';
import { ToolError } from '../workspace.ts';
import { approvalOfRun } from './approval.ts';
import { approve } from './approve.ts';
import type { CallContext } from './callContext.ts';
import type { Tool, ToolContext, ToolResult } from './tool.ts';

/** Rejects when the turn ends; what was started is then ended by the signal. */
export async function runAsked(
  context: CallContext,
  tool: Tool,
  { call, title, args }: { readonly call: FunctionCall; readonly title: string; readonly args: unknown },
  toolContext: ToolContext,
): Promise<ToolResult | FunctionResult> {
  if (!tool.run) throw new Error(`The tool ${tool.name} has effect ${tool.effect} and nothing to run.`);
  const { places, signal } = toolContext;
  const asked: Asked = { effect: tool.effect, places, exact: exactly(tool, call, toolContext) };
  const approval = approvalOfRun(tool, title, call, places, context.grants.isRepeatable(asked));
  const refusal = await approve(context, call, approval, asked, signal);
  if (refusal) return refusal;
  for (const place of places) {
    const now = await judge({ operation: place.operation, path: place.path }, context.judgeContext());
    if (!leadsTheSame(place, now)) {
      throw new ToolError(`${place.path} became another place while the person was asked. Nothing was run.`);
    }
  }
  signal.throwIfAborted();
  context.emit({ type: 'call.started', call: call.id, at: context.clock.now() });
  await context.committed();
  return abortable(tool.run(args, toolContext), signal);
}

/** A command is the same one only with the same arguments in the same place; a tool that others made is known by its name. */
function exactly(tool: Tool, call: FunctionCall, { places }: ToolContext): string {
  return tool.effect === 'run'
    ? JSON.stringify([tool.name, call.arguments, places.map(({ absolute, identity }) => [absolute, identity])])
    : JSON.stringify([tool.name]);
}
