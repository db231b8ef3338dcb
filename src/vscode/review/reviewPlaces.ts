// A file under review and what the editor holds of it in, where each undecided hunk stands there out; pure.

import type { ReviewedFile } from '../../agent/files/reviewed.ts';
import { hunksOf, movedLine, wholeLines } from '../../edits/hunks.ts';
import { hunksIn, withoutRejected } from '../../edits/pendingText.ts';

/** 0-based lines of the text that the editor holds, `end` exclusive; equal where the hunk has no line there. */
export interface Mark {
  readonly hunk: number;
  readonly start: number;
  readonly end: number;
  /** Lines without their endings. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Of undecided hunks, in order. A change that waits stands in the file as what would go, one that is made as what came. */
export function marksOf(file: ReviewedFile, current: string): readonly Mark[] {
  const waits = file.call !== undefined;
  const old = wholeLines(file.before);
  const fresh = wholeLines(file.after);
  const moves = hunksOf(waits ? file.before : withoutRejected(file), current);
  let shift = 0;
  return hunksIn(file).flatMap(({ start, end, afterStart, afterEnd }, hunk) => {
    const from = waits ? start : start + shift;
    const made = !waits && file.verdicts[hunk] !== 'rejected';
    const to = from + (made ? afterEnd - afterStart : end - start);
    if (made) shift += afterEnd - afterStart - (end - start);
    if (file.verdicts[hunk] !== 'pending') return [];
    return {
      hunk,
      start: movedLine(moves, from),
      end: from === to ? movedLine(moves, from) : Math.max(movedLine(moves, from), movedLine(moves, to)),
      removed: old.slice(start, end).map(bare),
      added: fresh.slice(afterStart, afterEnd).map(bare),
    };
  });
}

/** The mark at a line, else the first below it, else the first of all. */
export function markAt(marks: readonly Mark[], line: number): Mark | undefined {
  return marks.find(({ start, end }) => line < Math.max(end, start + 1)) ?? marks[0];
}

/** The first mark that begins below a line. */
export function markBelow(marks: readonly Mark[], line: number): Mark | undefined {
  return marks.find(({ start }) => start > line);
}

function bare(line: string): string {
  return line.replace(/\r?\n$/, '');
}
