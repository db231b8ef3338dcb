// One function call in, one function result out: parsed, judged, approved where it must be, made, and told as events. Never rejects.

import type { Asked } from '../../gate/grants.ts';
import { judge } from '../../gate/judge.ts';
import type { Target } from '../../gate/judged.ts';
import type { FunctionCall, FunctionResult } from '../../shared/step.ts';
import { abortable } from '../abort.ts';
import { failedResult } from '../chain.ts';
import { ToolError } from '../workspace.ts';
import { approvalOfCall } from './approval.ts';
import { approve } from './approve.ts';
import type { CallContext } from './callContext.ts';
import { change } from './change.ts';
import { runAsked } from './run.ts';
import { runSwitched } from './switched.ts';
import type { Tool, ToolContext, ToolResult } from './tool.ts';
import { toolContextOf } from './toolContext.ts';

export function toolOf({ tools }: CallContext, { name, arguments: args }: FunctionCall): Tool | undefined {
  return tools.find((tool) => tool.name === name && (tool.isMeant?.(args) ?? true));
}

export interface Incoming {
  /** Our key of the interaction the call came with. */
  readonly interaction: string;
  readonly call: FunctionCall;
  /** The arguments did not arrive as JSON. */
  readonly invalid: boolean;
  /** Resolves when the calls before it that it must wait for are done. */
  readonly ready: Promise<unknown>;
}

export async function runCall(
  context: CallContext,
  { interaction, call, invalid, ready }: Incoming,
  signal: AbortSignal,
): Promise<FunctionResult> {
  const tool = toolOf(context, call);
  const title = tool ? titleOf(tool, call) : call.name;
  context.emit({ type: 'call.received', interaction, call, title, effect: tool?.effect ?? 'read' });
  let started = false;
  const own: CallContext = {
    ...context,
    emit(event) {
      started ||= event.type === 'call.started';
      context.emit(event);
    },
  };
  const outcome = await abortable(ready, signal)
    .then(() => perform(own, tool, call, invalid, title, signal))
    .catch((error: unknown) => failed(context, call, error, signal.aborted && (started ? 'running' : 'waiting')));
  const stopped = (signal.aborted && !started) || undefined;
  const result =
    'type' in outcome
      ? outcome
      : { type: 'function_result' as const, call_id: call.id, name: call.name, result: outcome.content };
  const summary = 'type' in outcome ? undefined : outcome.summary;
  context.changes.delete(call.id);
  context.review.withdraw(call.id);
  context.emit({ type: 'call.completed', call: call.id, result, at: context.clock.now(), summary, stopped });
  return result;
}

async function perform(
  context: CallContext,
  tool: Tool | undefined,
  call: FunctionCall,
  invalid: boolean,
  title: string,
  signal: AbortSignal,
): Promise<ToolResult | FunctionResult> {
  if (!tool)
    return failedResult(
      call,
      `There is no tool "${call.name}". The tools are: ${context.tools.map(({ name }) => name).join(', ')}.`,
    );
  if (invalid)
    return failedResult(
      call,
      'The arguments are not a JSON object. Nothing was done. Send the call again with valid JSON.',
    );
  // Secrets go back only into files: never into what is run, searched for or asked of others.
  const args = tool.plan ? (context.secrets?.restore(call.arguments) ?? call.arguments) : call.arguments;
  const parsed = tool.parse(args);
  if ('error' in parsed) return failedResult(call, parsed.error);
  const judged = (target: Target) => judge(target, context.judgeContext());
  const places = await Promise.all(tool.targets(parsed.args).map(judged));
  const denied = places.find(({ verdict }) => verdict === 'deny');
  if (denied) return failedResult(call, denied.reason ?? `The path ${denied.path} is not allowed. Nothing was done.`);
  const toolContext = toolContextOf(context, call, places, signal);
  if (tool.plan) {
    const plan = await abortable(tool.plan(parsed.args, toolContext), signal);
    return withProblems(context, await change(context, tool, call, title, plan, signal), signal);
  }
  const { asks } = tool;
  if (asks) return runSwitched(context, { ...tool, asks }, { call, title, args: parsed.args }, toolContext);
  return tool.effect === 'read'
    ? read(context, tool, call, title, parsed.args, toolContext)
    : runAsked(context, tool, { call, title, args: parsed.args }, toolContext);
}

/** The checkers' word on the change, so that the model need not ask whether it broke something. */
async function withProblems(
  { problems, clock }: CallContext,
  outcome: ToolResult | FunctionResult,
  signal: AbortSignal,
): Promise<ToolResult | FunctionResult> {
  if ('type' in outcome || typeof outcome.content !== 'string') return outcome;
  return { ...outcome, content: outcome.content + (await problems.news(clock, signal)) };
}

async function read(
  context: CallContext,
  tool: Tool,
  call: FunctionCall,
  title: string,
  args: unknown,
  toolContext: ToolContext,
): Promise<ToolResult | FunctionResult> {
  if (!tool.run) throw new Error(`The tool ${tool.name} can neither run nor plan.`);
  const { places, signal } = toolContext;
  const strictest =
    places.find(({ verdict }) => verdict === 'ask_always') ?? places.find(({ verdict }) => verdict === 'ask');
  if (strictest) {
    const asked: Asked = { effect: tool.effect, places };
    const refusal = await approve(context, call, approvalOfCall(tool, title, call, strictest.reason), asked, signal);
    if (refusal) return refusal;
  }
  context.emit({ type: 'call.started', call: call.id, at: context.clock.now() });
  return abortable(tool.run(args, toolContext), signal);
}

function failed(
  { log }: CallContext,
  call: FunctionCall,
  error: unknown,
  ended: false | 'running' | 'waiting',
): FunctionResult {
  if (ended === 'waiting') return failedResult(call, 'The turn ended before this call ran. Nothing was done.');
  if (ended === 'running')
    return failedResult(
      call,
      'The turn ended while this call was running. Whether it had an effect is not certain; look before you repeat it.',
    );
  if (!(error instanceof ToolError)) log.error(`${call.name} failed`, error);
  return failedResult(call, error instanceof Error ? error.message : String(error));
}

/** A title must never stop a call: arguments may be incomplete or of the wrong type. */
function titleOf(tool: Tool, call: FunctionCall): string {
  try {
    return tool.title(call.arguments);
  } catch {
    return call.name;
  }
}
