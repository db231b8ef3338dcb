// A change of a text and what a person said of each of its hunks in, the texts that follow from it out; pure.

import { type Hunk, hunksOf, withHunks } from './hunks.ts';
import { merge3 } from './merge3.ts';

export type Verdict = 'pending' | 'accepted' | 'rejected';

/** `verdicts`: one for each hunk between the two texts, in order. */
export interface PendingText {
  readonly before: string;
  readonly after: string;
  readonly verdicts: readonly Verdict[];
}

export function pendingText(before: string, after: string): PendingText {
  return { before, after, verdicts: hunksOf(before, after).map(() => 'pending') };
}

export function hunksIn({ before, after }: PendingText): readonly Hunk[] {
  return hunksOf(before, after);
}

export function count({ verdicts }: PendingText, wanted: Verdict): number {
  return verdicts.filter((verdict) => verdict === wanted).length;
}

/** One hunk decided, or every pending one. */
export function decided(text: PendingText, verdict: Verdict, hunk?: number): PendingText {
  const isMeant = (was: Verdict, at: number) => (hunk === undefined ? was === 'pending' : at === hunk);
  return { ...text, verdicts: text.verdicts.map((was, at) => (isMeant(was, at) ? verdict : was)) };
}

/** What there is when a hunk that is not rejected is made. */
export function withoutRejected({ before, after, verdicts }: PendingText): string {
  return withHunks(before, after, (at) => verdicts[at] !== 'rejected');
}

/** What there is when only accepted hunks are made. */
export function withAccepted({ before, after, verdicts }: PendingText): string {
  return withHunks(before, after, (at) => verdicts[at] === 'accepted');
}

/** A change that is to be made on what the file holds by now: the accepted and pending hunks, and everything the person typed. */
export function madeOn(text: PendingText, current: string): { readonly text: string; readonly conflicts: number } {
  return merge3(text.before, current, withoutRejected(text));
}

/**
 * A change that was made already, one hunk (or all pending ones) taken back in what the file holds by now. `kept`: nothing was, because the
 * person changed those lines since: their text is theirs.
 */
export function takenBack(
  text: PendingText,
  current: string,
  hunk?: number,
): { readonly next: PendingText; readonly text: string; readonly kept: boolean } {
  const next = decided(text, 'rejected', hunk);
  const merged = merge3(withoutRejected(text), current, withoutRejected(next));
  if (merged.conflicts === 0) return { next, text: merged.text, kept: false };
  return { next: decided(text, 'accepted', hunk), text: current, kept: true };
}

/**
 * The file gets another change, from `current` to `after`, while hunks of the first are pending: what the person typed and what they accepted
 * is part of what was before, the rest is pending again together with what is new.
 */
export function changedAgain(text: PendingText, current: string, after: string): PendingText {
  const before = merge3(withoutRejected(text), current, withAccepted(text)).text;
  return pendingText(before, after);
}
