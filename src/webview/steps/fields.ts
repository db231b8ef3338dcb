// Anything the service sent in, its fields to look at out: what is no object has none, what is no list is empty.

import type { Step } from '../../shared/step.ts';
import type { StreamText } from '../../shared/text.ts';
import type { StepState } from '../../shared/transcript.ts';

/** Of a step's state: the fields of the step. */
export function fields(value: StepState | Step<StreamText> | unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return ('startedAt' in value && 'step' in value ? value.step : value) as Readonly<Record<string, unknown>>;
}

export function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Of a content list or a plain text; anything else as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return value === undefined ? '' : JSON.stringify(value, null, 2);
  return value.flatMap((part) => (fields(part).type === 'text' ? [String(fields(part).text ?? '')] : [])).join('\n');
}

/** The pictures of a content list that came as bytes. */
export function picturesOf(value: unknown): readonly { readonly mimeType: string; readonly data: string }[] {
  return listed(value).flatMap((part) => {
    const { type, data, mime_type } = fields(part);
    return type === 'image' && typeof data === 'string' && data
      ? [{ mimeType: typeof mime_type === 'string' ? mime_type : 'image/png', data }]
      : [];
  });
}
