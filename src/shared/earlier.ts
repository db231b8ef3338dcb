// A transcript that begins in the middle of a branch and the events of the turns before it in, the longer transcript out.

import { everyTurn } from './branch.ts';
import type { SessionEvent } from './events.ts';
import { foldAll } from './fold.ts';
import { allTurns, type Transcript } from './transcript.ts';

/**
 * `events`: of `snapshotBefore`, for the first shown turn. Turns that are known already stay the same objects. Turns that do not end where
 * the transcript begins change nothing.
 */
export function withEarlier(transcript: Transcript, events: Iterable<SessionEvent>): Transcript {
  const older = foldAll(events);
  const first = allTurns(transcript)[0];
  if (!first || older.last?.id !== first.parent) return transcript;
  const known = new Set(everyTurn(transcript).map(({ id }) => id));
  const others = [...older.others.filter(({ id }) => !known.has(id)), ...transcript.others];
  return {
    ...transcript,
    turns: [...allTurns(older), ...transcript.turns],
    // Between two shown turns of one branch there may be prompts of any other.
    others: others.sort((one, two) => one.order - two.order),
  };
}
