// The words of the edit engine: what is asked for, where it lands, and why it may not.

/** One replacement as a model writes it. `old_text` must name one place of the text. */
export interface Edit {
  readonly old_text: string;
  readonly new_text: string;
}

/** How far the text was from `old_text`: the strictest reading that found one place wins. */
export type Tolerance = 'exact' | 'whitespace' | 'indentation' | 'line_numbers' | 'escapes' | 'quotes' | 'context';

/** A place of the original text and what stands there in the end. Offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly tolerance: Tolerance;
}

export type FailureReason =
  /** No place is near enough. */
  | 'missing'
  /** Several places fit equally. */
  | 'ambiguous'
  /** The place is known but the file differs from `old_text` just where the edit changes it. */
  | 'conflict'
  | 'already_applied'
  | 'empty_old_text'
  | 'no_change'
  | 'overlap';

/** Why nothing was changed. `message` tells the model what is in the file and what to do; it begins in mid-sentence after the edit's name. */
export interface Refusal {
  readonly reason: FailureReason;
  readonly message: string;
}

/** One line of a text: content `[start, end)`, the next line begins at `next` (so `[end, next)` is the line ending). */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** One way to read an edit, as lines without endings. `tolerance` names what had to be forgiven so far. */
export interface Reading {
  readonly old: readonly string[];
  readonly new: readonly string[];
  readonly tolerance: Tolerance;
  /** Blank lines at the edges of `old` are a habit of writing, not lines of the file. */
  readonly isFramed: boolean;
}

export function isSpan(result: Span | Refusal): result is Span {
  return 'start' in result;
}
