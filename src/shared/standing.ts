// The transcript in, which summary counts in it and what stands for itself out; and the fold of summaries.

import { everyTurn } from './branch.ts';
import type { Compaction } from './compaction.ts';
import type { EventOf } from './events.ts';
import type { Metered } from './meter.ts';
import { allTurns, type Interaction, type Transcript, type Turn } from './transcript.ts';

/** Part of the fold: one of the same id takes the place of the one before. Rare, so that looking for the turn may cost its length. */
export function foldCompaction(transcript: Transcript, event: EventOf<'conversation.compacted'>): Transcript {
  const { last, turns, others } = transcript;
  const put = (turn: Turn): Turn => {
    const rest = (turn.compactions ?? []).filter(({ id }) => id !== event.compaction.id);
    return { ...turn, compactions: [...rest, event.compaction].sort((one, two) => one.at - two.at) };
  };
  if (last?.id === event.turn) return { ...transcript, last: put(last) };
  const within = (list: readonly Turn[]) => list.map((turn) => (turn.id === event.turn ? put(turn) : turn));
  return { ...transcript, turns: within(turns), others: within(others) };
}

interface InEffect {
  readonly turn: Turn;
  readonly compaction: Compaction;
}

/** The summary that the next request of the shown branch stands on: the newest that is not undone. */
export function inEffect({ turns, last }: Transcript): InEffect | undefined {
  for (let at = turns.length; at >= 0; at--) {
    const turn = at === turns.length ? last : turns[at];
    const compaction = turn?.compactions?.findLast(({ undone }) => !undone);
    if (turn && compaction) return { turn, compaction };
  }
  return undefined;
}

/** Names a summary and its wording: what an interaction stands on, and with it the chain it belongs to. '': on no summary. */
export function basisOf(transcript: Transcript): string {
  const compaction = inEffect(transcript)?.compaction;
  return compaction ? `${compaction.id}.${compaction.edited}` : '';
}

/** The interactions of the shown branch that no summary stands for, by turn, oldest first. */
export function standing(transcript: Transcript): readonly (readonly Interaction[])[] {
  const found = inEffect(transcript);
  const shown = allTurns(transcript);
  const from = found ? shown.indexOf(found.turn) : 0;
  return shown
    .slice(from)
    .map(({ interactions }, at) => (found && at === 0 ? interactions.slice(found.compaction.through) : interactions));
}

/** All of the session, with the turns they are of. */
export function compactionsOf(transcript: Transcript): readonly InEffect[] {
  return everyTurn(transcript).flatMap((turn) => (turn.compactions ?? []).map((compaction) => ({ turn, compaction })));
}

/** What asking for the summaries of a turn used. */
export function meteredOf({ compactions = [] }: Turn): readonly Metered[] {
  return compactions.map(({ model, usage }) => ({ model, usage, status: 'completed' }));
}
