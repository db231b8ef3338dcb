// A call that changes files in, its result out: planned by the tool, shown to the person, on record before it is made, made as it was shown.

import { judgeContent } from '../../gate/content.ts';
import type { Asked } from '../../gate/grants.ts';
import { combine } from '../../gate/judge.ts';
import type { Judged } from '../../gate/judged.ts';
import type { FunctionCall, FunctionResult } from '../../shared/step.ts';
import { failedResult } from '../chain.ts';
import type { Change, TextFile } from '../workspace.ts';
import { approvalOfPlan, textAfter } from './approval.ts';
import { approve, isCovered } from './approve.ts';
import type { CallContext } from './callContext.ts';
import type { Plan, Tool, ToolResult } from './tool.ts';

/** Rejects when the turn ends or the changes cannot be made; then nothing of them was. */
export async function change(
  context: CallContext,
  tool: Tool,
  call: FunctionCall,
  title: string,
  plan: Plan,
  signal: AbortSignal,
): Promise<ToolResult | FunctionResult> {
  const { changes } = plan;
  const places = changes.flatMap(placesOf);
  const denied = places.find(({ verdict }) => verdict === 'deny');
  if (denied) return failedResult(call, denied.reason ?? `The path ${denied.path} is not allowed. Nothing was done.`);
  const contents = changes.map(contentOf);
  const asked: Asked = { effect: tool.effect, places, content: combine(contents.map(({ verdict }) => verdict)) };
  const reasons = [
    ...places.map((place) => reasonOf(place, changes.length > 1)),
    ...contents.map(({ reason }) => reason),
  ];
  context.changes.set(call.id, changes);
  const covered = isCovered(context, asked);
  if (!covered) {
    const approval = await approvalOfPlan(
      tool,
      title,
      plan,
      !context.grants.isGrantable(asked),
      [...new Set(reasons)],
      context.diffLines,
    );
    context.review.offer(call.id, changes);
    const refusal = await approve(context, call, approval, asked, signal);
    if (refusal) return refusal;
  }
  const settled = covered ? { changes, note: '' } : await context.review.settle(call.id, changes, signal);
  signal.throwIfAborted();
  const kept = await context.files.keep(call.id, settled.changes);
  signal.throwIfAborted();
  context.emit({ type: 'call.started', call: call.id, at: context.clock.now() });
  await context.committed();
  const note = await make(context, settled.changes, covered && context.settings.reviewEdits === true, kept, signal);
  const content = settled.changes.length > 0 ? plan.content : 'Nothing was changed.';
  return { content: content + note + settled.note, summary: plan.summary };
}

/** A note for the model where a file holds another text than was allowed. `review`: the person looks at the changes afterwards. */
async function make(
  context: CallContext,
  changes: readonly Change[],
  review: boolean,
  kept: Awaited<ReturnType<CallContext['files']['keep']>>,
  signal: AbortSignal,
): Promise<string> {
  if (changes.length === 0) return '';
  const files = await kept(() =>
    context.problems.around(changed(changes), () => context.workspace.apply(changes, signal)),
  );
  context.review.made(changes, files, review);
  const touched = changes.filter((one, at) => isTouched(context.seen, one, files[at]));
  return touched.length
    ? `\nThe editor changed ${touched.length > 1 ? touched.map(({ place }) => place.path).join(', ') : 'the text'} further when it was saved (a formatter or similar). Read the file before you change it again.`
    : '';
}

function placesOf(change: Change): readonly Judged[] {
  return change.kind === 'rename' ? [change.place, change.to] : [change.place];
}

/** Among several changes it says which file it is about. */
function reasonOf({ path, reason }: Judged, among: boolean): string | undefined {
  return among && reason !== undefined && !reason.includes(path) ? `${path}: ${reason}` : reason;
}

/** Where files are read after the changes: what is deleted has no problems to tell of. */
function changed(changes: readonly Change[]): readonly Judged[] {
  return changes.flatMap((one) => (one.kind === 'delete' ? [] : one.kind === 'rename' ? [one.to] : [one.place]));
}

/** A name alone brings no content into a file. */
function contentOf(change: Change): ReturnType<typeof judgeContent> {
  const { kind, place, before } = change;
  if (kind === 'create' || kind === 'edit') return judgeContent(place.path, change.after, before?.text);
  return { verdict: 'allow' };
}

/** Records what the model knows of the file; true where the file holds another text than was allowed. */
function isTouched(seen: Map<string, string>, change: Change, file: TextFile | undefined): boolean {
  const { kind, place } = change;
  const path = kind === 'rename' ? change.to.path : place.path;
  if (kind === 'delete' || kind === 'rename') seen.delete(place.path);
  if (!file) return false;
  seen.set(path, file.hash);
  return file.text !== textAfter(change);
}
