// A text and an edit that stands nowhere in it in, the span on the one region that is near enough out, or a refusal that shows the nearest.

import type { Edit, Refusal, Span } from './edit.ts';

export function findNear(_text: string, _edit: Edit): Span | Refusal {
  return { reason: 'missing', message: 'old_text is not in the file.' };
}
