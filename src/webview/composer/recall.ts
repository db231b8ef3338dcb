// The prompts of a session and where the person is among them in, the one the box should show next out; pure.

/** A prompt that the box shows because the person asked for it. */
export interface Recalled {
  /** 0 is the newest. */
  readonly at: number;
  readonly text: string;
}

/** True where an arrow key walks the earlier prompts: an empty box, or one that shows a recalled prompt as it was, the caret at its end. */
export function recalls(draft: string, caret: number, now: Recalled | undefined): boolean {
  return draft === '' || (draft === now?.text && caret === draft.length);
}

/**
 * `prompts`: newest first; equal neighbours count once. Down from the newest gives the empty box back. Undefined: there is nothing further,
 * the box stays as it is.
 */
export function recall(
  prompts: readonly string[],
  now: Recalled | undefined,
  direction: 'earlier' | 'later',
): Recalled | undefined {
  const known = prompts.filter((text, i) => text.trim() !== '' && text !== prompts[i - 1]);
  const at = (now?.at ?? -1) + (direction === 'earlier' ? 1 : -1);
  if (at === -1 && now && now.at >= 0) return { at, text: '' };
  const text = known[at];
  return text === undefined ? undefined : { at, text };
}
