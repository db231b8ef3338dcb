// Line numbers in, the refusal for a text that fits several places out.

import type { Refusal } from './edit.ts';

/** `lines` are the 1-based first lines; `more`: there are others. `height`: lines of old_text. */
export function severalPlaces(lines: readonly number[], more: boolean, height = 1): Refusal {
  const where = `${lines.join(', ')}${more ? ' and more' : ''}`;
  const begin = height > 1 ? 'beginning at lines' : 'at lines';
  return {
    reason: 'ambiguous',
    message: `old_text fits ${more ? 'more than ' : ''}${lines.length} places, ${begin} ${where}. Add lines before or after to old_text until only one fits.`,
  };
}
