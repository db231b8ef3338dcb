// A planned change or a call in, the approval that a person sees out: exactly what would happen, hidden characters made visible.

import { type Asked, isGrantable } from '../gate/grants.ts';
import { revealHidden } from '../gate/hidden.ts';
import type { Approval, DiffLine } from '../shared/events.ts';
import type { FunctionCall } from '../shared/step.ts';
import type { DiffLines } from './ports.ts';
import type { Plan, Tool } from './tool.ts';

/** Lines of unchanged text around a change. */
const context = 3;

export async function approvalOfPlan(
  tool: Tool,
  title: string,
  { change }: Plan,
  asked: Asked,
  reasons: readonly (string | undefined)[],
  diffLines: DiffLines,
): Promise<Approval> {
  const { path, via } = change.place;
  const lines = diffLines(change.before?.text ?? '', change.after, context).map(revealed);
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return {
    tool: tool.name,
    title: reveal(title),
    reason: reasons.filter((reason) => reason !== undefined).join(' ') || undefined,
    always: !isGrantable(asked),
    changes: [
      {
        path: reveal(path),
        kind: change.kind,
        via: via === undefined ? undefined : reveal(via),
        added: count('added'),
        removed: count('removed'),
        lines,
        beforeHash: change.before?.hash,
        afterHash: await sha256(change.after),
      },
    ],
  };
}

/** For a call that changes no file but may not run by itself: every parameter is shown. */
export function approvalOfCall(tool: Tool, title: string, call: FunctionCall, reason: string | undefined): Approval {
  const parameters = JSON.parse(reveal(JSON.stringify(call.arguments)));
  return { tool: tool.name, title: reveal(title), reason, always: true, changes: [], parameters };
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
