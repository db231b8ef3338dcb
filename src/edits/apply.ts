// A text and several edits in, the text with all of them made out, or the reason why none was.

import { type Edit, isSpan, type Refusal, type Span } from './edit.ts';
import { lineNumber } from './lines.ts';
import { findEdit } from './match.ts';

/** A span with the edit it came from and its lines (1-based, inclusive) before and after. */
export interface AppliedSpan extends Span {
  /** Index of the edit in the call. */
  readonly edit: number;
  readonly linesBefore: readonly [first: number, last: number];
  /** `last` is `first - 1` when the edit left nothing. */
  readonly linesAfter: readonly [first: number, last: number];
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
  const spans: (Span & { readonly edit: number })[] = [];
  for (const [index, edit] of edits.entries()) {
    const found = findEdit(text, edit);
    if (!isSpan(found)) return { failure: { ...found, edit: index } };
    spans.push({ ...found, edit: index });
  }
  spans.sort((one, two) => one.start - two.start || one.end - two.end);
  const failure = overlap(spans, text) ?? unchanged(spans, text);
  return failure ? { failure } : join(text, spans);
}

function overlap(spans: readonly (Span & { readonly edit: number })[], text: string): EditFailure | undefined {
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
function unchanged(spans: readonly (Span & { readonly edit: number })[], text: string): EditFailure | undefined {
  const idle = spans.find(({ start, end, text: written }) => text.slice(start, end) === written);
  const message = 'it would change nothing: the file keeps its own line endings.';
  return idle && { edit: idle.edit, reason: 'no_change', message };
}

function join(text: string, spans: readonly (Span & { readonly edit: number })[]): Applied {
  const parts: string[] = [];
  const applied: AppliedSpan[] = [];
  let at = 0;
  let line = 1;
  let shift = 0;
  for (const span of spans) {
    parts.push(text.slice(at, span.start), span.text);
    line += feeds(text, at, span.start);
    const old = text.slice(span.start, span.end);
    const before = [line, line + height(old) - 1] as const;
    const after = [line + shift, line + shift + height(span.text) - 1] as const;
    applied.push({ ...span, linesBefore: before, linesAfter: after });
    line += feeds(old, 0, old.length);
    shift += feeds(span.text, 0, span.text.length) - feeds(old, 0, old.length);
    at = span.end;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), spans: applied };
}

function feeds(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) number++;
  return number;
}

function height(text: string): number {
  return text === '' ? 0 : feeds(text, 0, text.length) + Number(!text.endsWith('\n'));
}
