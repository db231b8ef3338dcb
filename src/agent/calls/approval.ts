// Planned changes or a call in, the approval that a person sees out: exactly what would happen, hidden characters made visible.

import { hunksOf } from '../../edits/hunks.ts';
import { revealHidden } from '../../gate/hidden.ts';
import type { Judged } from '../../gate/judged.ts';
import type { Approval, ApprovalChange, DiffLine } from '../../shared/approval.ts';
import type { FunctionCall } from '../../shared/step.ts';
import type { Change, DiffLines } from '../workspace.ts';
import type { Plan, Tool } from './tool.ts';

/** Lines of unchanged text around a change. */
const context = 3;

export async function approvalOfPlan(
  tool: Tool,
  title: string,
  { changes }: Plan,
  always: boolean,
  reasons: readonly (string | undefined)[],
  diffLines: DiffLines,
): Promise<Approval> {
  return {
    tool: tool.name,
    title: reveal(title),
    reason: reasons.filter((reason) => reason !== undefined).join(' ') || undefined,
    always,
    changes: await Promise.all(changes.map((change) => shown(change, diffLines))),
  };
}

/** What a person is shown of one file's change. */
async function shown(change: Change, diffLines: DiffLines): Promise<ApprovalChange> {
  const { kind, place, before } = change;
  const after = textAfter(change);
  const lines = diffLines(before?.text ?? '', after ?? '', context).map(revealed);
  const count = (wanted: DiffLine['kind']) => lines.filter((line) => line.kind === wanted).length;
  return {
    path: reveal(place.path),
    kind,
    to: kind === 'rename' ? reveal(change.to.path) : undefined,
    via: place.via === undefined ? undefined : reveal(place.via),
    added: count('added'),
    removed: count('removed'),
    lines,
    hunks: hunksToDecide(change, lines),
    beforeHash: before?.hash,
    afterHash: after === undefined ? undefined : await sha256(after),
  };
}

/** The runs of lines that a person can decide one by one; none where the texts differ in what lines do not show (their endings). */
function hunksToDecide(change: Change, lines: readonly DiffLine[]): number | undefined {
  if (change.kind !== 'edit') return undefined;
  const isChange = ({ kind }: DiffLine) => kind === 'added' || kind === 'removed';
  const runs = lines.filter((line, at) => isChange(line) && !(at > 0 && isChange(lines[at - 1]!))).length;
  return hunksOf(change.before.text, change.after).length === runs ? runs : undefined;
}

/** The text the file has once the change is made; undefined where none is left or nobody read it. */
export function textAfter(change: Change): string | undefined {
  if (change.kind === 'delete') return undefined;
  return change.kind === 'rename' ? change.before?.text : change.after;
}

/** For a call that changes no file but may not run by itself: every parameter is shown. */
export function approvalOfCall(tool: Tool, title: string, call: FunctionCall, reason: string | undefined): Approval {
  return { tool: tool.name, title: reveal(title), reason, always: true, changes: [], parameters: revealedAll(call) };
}

/** For a call that runs something: every parameter as the model wrote it, and the folder as the gate judged it. */
export function approvalOfRun(
  tool: Tool,
  title: string,
  call: FunctionCall,
  places: readonly Judged[],
  repeatable: boolean,
): Approval {
  const [place] = places;
  const folder = place && (place.via === undefined ? place.path : `${place.path} → ${place.via}`);
  const reason = places.find(({ verdict }) => verdict !== 'allow')?.reason;
  const approval = approvalOfCall(tool, title, call, reason);
  return {
    ...approval,
    parameters: { ...approval.parameters, ...(folder === undefined ? {} : { cwd: reveal(folder) }) },
    ...(repeatable ? { session: tool.effect === 'run' ? 'call' : 'tool' } : {}),
  };
}

/** Names and texts at any depth; a control character is as invisible as a joiner. */
function revealedAll({ arguments: args }: FunctionCall): Readonly<Record<string, unknown>> {
  const every = (value: unknown): unknown => {
    if (typeof value === 'string') return reveal(value);
    if (Array.isArray(value)) return value.map(every);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [reveal(name), every(one)]));
  };
  return every(args) as Readonly<Record<string, unknown>>;
}

/** SHA-256 of the text in UTF-8, hex: the name of a content in approvals, reads and changes. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function revealed(line: DiffLine): DiffLine {
  const text = reveal(line.text);
  return text === line.text ? line : { ...line, text };
}

function reveal(text: string): string {
  return revealHidden(text).text;
}
