// A text and several edits in, the text with all of them made out, or the reason why none was.

import { type Edit, isSpan, type Refusal, type Span } from './edit.ts';
import { lineNumber } from './lines.ts';
import { findEdit } from './match.ts';

/** A span with the edit it came from. */
export interface AppliedSpan extends Span {
  /** Index of the edit in the call. */
  readonly edit: number;
}

/** Why nothing was changed, and by which edit. */
export interface EditFailure extends Refusal {
  readonly edit: number;
}

export type Applied =
  | { readonly text: string; readonly spans: readonly AppliedSpan[]; readonly failure?: undefined }
  | { readonly failure: EditFailure };

/**
 * Makes all edits or none. Each is looked for in the original text, so their order does not matter; two that touch the same text are
 * refused. Every byte outside the spans stays as it is. `spans` are in the order of the text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): Applied {
  const spans: AppliedSpan[] = [];
  for (const [index, edit] of edits.entries()) {
    const found = findEdit(text, edit);
    if (!isSpan(found)) return { failure: { ...found, edit: index } };
    spans.push({ ...found, edit: index });
  }
  spans.sort((one, two) => one.start - two.start || one.end - two.end);
  const failure = overlap(spans, text) ?? unchanged(spans, text);
  return failure ? { failure } : { text: join(text, spans), spans };
}

function overlap(spans: readonly AppliedSpan[], text: string): EditFailure | undefined {
  for (const [index, span] of spans.entries()) {
    const before = spans[index - 1];
    if (!before || (before.end <= span.start && before.start < span.start)) continue;
    const [first, second] = [before.edit, span.edit].sort((one, two) => one - two);
    const message = `it touches the same text as edit ${first! + 1} (line ${lineNumber(text, span.start)}). Put both changes into one edit.`;
    return { edit: second!, reason: 'overlap', message };
  }
  return undefined;
}

/** Line endings are the file's: an edit that would change nothing else is no edit. */
function unchanged(spans: readonly AppliedSpan[], text: string): EditFailure | undefined {
  const idle = spans.find(({ start, end, text: written }) => text.slice(start, end) === written);
  const message = 'it would change nothing: the file keeps its own line endings.';
  return idle && { edit: idle.edit, reason: 'no_change', message };
}

function join(text: string, spans: readonly AppliedSpan[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, text: written } of spans) {
    out += text.slice(at, start) + written;
    at = end;
  }
  return out + text.slice(at);
}
