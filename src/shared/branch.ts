// The tree of a session's turns in, another branch of it shown, or what there is to choose from, out.

import { allTurns, type Transcript, type Turn } from './transcript.ts';

/** The turns of all branches in the order of their prompts. */
export function everyTurn(transcript: Transcript): readonly Turn[] {
  const shown = allTurns(transcript);
  return transcript.others.length === 0 ? shown : [...transcript.others, ...shown].sort(byOrder);
}

/**
 * The transcript with the branch shown that ends with this turn ('': with nothing). Undefined: there is no such turn. Work grows with the
 * number of turns, and is done only when the shown branch is another one than before.
 */
export function showBranch(transcript: Transcript, end: string): Transcript | undefined {
  if ((transcript.last?.id ?? '') === end) return transcript;
  const path = pathTo(transcript, end);
  if (!path) return undefined;
  const shown = new Set(path);
  return {
    ...transcript,
    turns: path.slice(0, -1),
    last: path.at(-1),
    others: everyTurn(transcript).filter((turn) => !shown.has(turn)),
  };
}

/** The answers to choose from at a turn's place: all that follow the same turn, itself among them, side questions left out. */
export function alternatives(transcript: Transcript, { parent }: Pick<Turn, 'parent'>): readonly Turn[] {
  return followers(transcript, parent).filter(({ side }) => !side);
}

/** All turns that follow a turn ('': that begin the conversation), in the order of their prompts. */
export function followers(transcript: Transcript, parent: string): readonly Turn[] {
  return everyTurn(transcript).filter((turn) => turn.parent === parent);
}

/** Where the branch through a turn ends: the newest prompt that was sent behind it, side questions left out. */
export function endOf(transcript: Transcript, turn: Turn): Turn {
  const behind = new Set([turn.id]);
  let end = turn;
  for (const next of everyTurn(transcript)) {
    if (next.side || !behind.has(next.parent)) continue;
    behind.add(next.id);
    end = next;
  }
  return end;
}

export function findTurn(transcript: Transcript, id: string): Turn | undefined {
  const { last, turns, others } = transcript;
  if (last?.id === id) return last;
  return turns.findLast((turn) => turn.id === id) ?? others.find((turn) => turn.id === id);
}

/** What a prompt follows when nothing else is said: the end of the shown branch, before any side question there. '': nothing. */
export function mainEnd(transcript: Transcript): string {
  return allTurns(transcript).findLast(({ side }) => !side)?.id ?? '';
}

/** A name for the next turn. Numbers go on from the highest, so that a turn that a damaged log lost leaves no name to be used twice. */
export function freshTurn(transcript: Transcript): string {
  const numbers = everyTurn(transcript).map(({ id }) => Number(id.slice(1)) || 0);
  return `t${Math.max(numbers.length, ...numbers) + 1}`;
}

function byOrder(one: Turn, two: Turn): number {
  return one.order - two.order;
}

/** The turns from the first of its branch to this one; undefined when there is none of that name. Parents are older, so it ends. */
function pathTo(transcript: Transcript, end: string): readonly Turn[] | undefined {
  if (end === '') return [];
  const byId = new Map(everyTurn(transcript).map((turn) => [turn.id, turn]));
  const path: Turn[] = [];
  for (let turn = byId.get(end); turn; ) {
    path.push(turn);
    const before = byId.get(turn.parent);
    turn = before && before.order < turn.order ? before : undefined;
  }
  return path.length ? path.reverse() : undefined;
}
