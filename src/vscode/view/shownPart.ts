// The shown session in, the part of it that a page gets out: the newest turns, then those before as far as the reader goes back.

import { type Page, snapshot, snapshotBefore } from '../../shared/snapshot.ts';
import { allTurns, type Transcript } from '../../shared/transcript.ts';
import type { OutboxPorts } from './outbox.ts';

/** Turns of a long session that a page gets when it opens: what it builds at first. */
export const opening = 10;
/** … and when the reader goes back. */
export const portion = 30;

/** `shown`: the transcript of the session that is shown; undefined before it is read. */
export function shownPart(shown: () => Transcript | undefined): Pick<OutboxPorts, 'transcript' | 'before'> {
  /** The first turn that the page has. */
  let first: string | undefined;
  return {
    transcript(kept) {
      const transcript = shown();
      if (!transcript) return { session: '', events: [] };
      const turns = allTurns(transcript);
      const reached = kept ? turns.findIndex(({ id }) => id === first) : -1;
      const newest = Math.max(opening, reached < 0 ? 0 : turns.length - reached);
      const earlier = Math.max(0, turns.length - newest);
      first = turns[earlier]?.id;
      return { session: transcript.session, events: snapshot(transcript, newest), earlier };
    },
    before(turn): Page | undefined {
      const transcript = shown();
      const page = transcript && snapshotBefore(transcript, turn, portion);
      if (page) first = allTurns(transcript)[page.earlier]?.id;
      return page;
    },
  };
}
