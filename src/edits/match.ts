// A text and one edit in, the span it becomes out, or why it was refused: from the letter to ever more forgiving readings.

import { findBlocks } from './block.ts';
import { type Edit, isSpan, type Reading, type Refusal, type Span } from './edit.ts';
import { findExact } from './exact.ts';
import { lineNumber } from './lines.ts';
import { findNear, isDone } from './near.ts';
import { already, placeAt } from './place.ts';
import { readings } from './readings.ts';
import { severalPlaces } from './several.ts';

/**
 * One place or a refusal; the text is never guessed at. The first reading that fits anywhere decides: fits it several places, the edit is
 * refused, even if a looser reading would choose one.
 */
export function findEdit(text: string, edit: Edit): Span | Refusal {
  if (edit.old_text === edit.new_text)
    return {
      reason: 'no_change',
      message: 'old_text and new_text are equal. Send what should stand there as new_text.',
    };
  if (edit.old_text === '') return intoEmpty(text, edit);
  const exact = findExact(text, edit);
  if (exact) return exact;
  for (const reading of readings(edit)) {
    const found = findReading(text, reading);
    if (found) return found;
  }
  return findNear(text, edit);
}

function intoEmpty(text: string, { new_text: replacement }: Edit): Span | Refusal {
  if (text === '' || text === '\ufeff')
    return { start: text.length, end: text.length, text: replacement, tolerance: 'exact' };
  return {
    reason: 'empty_old_text',
    message:
      'old_text is empty and the file is not. To insert, put a line next to the place into old_text and repeat it in new_text.',
  };
}

function findReading(text: string, reading: Reading): Span | Refusal | undefined {
  const blocks = findBlocks(text, reading.old);
  if (blocks.length === 0) return undefined;
  const spans = blocks.map((region) => placeAt(text, { region, reading, at: reading.old.map((_, index) => index) }));
  if (blocks.length === 1) return isDone(text, reading, blocks[0]!) ? already() : spans[0];
  // Of several places that differ in blanks only, one may have just the blanks that were written.
  const close = spans.filter((span) => isSpan(span) && span.tolerance === 'whitespace');
  if (close.length === 1) return close[0];
  const lines = blocks.map(([line]) => lineNumber(text, line!.start));
  return severalPlaces(lines, false, reading.old.length);
}
