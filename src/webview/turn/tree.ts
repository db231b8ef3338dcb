// The transcript in, what its turns must know of the branches that are not shown out: a context, so that a turn renders again only for its own sake.

import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { inEffect } from '../../shared/standing.ts';
import type { Transcript, Turn } from '../../shared/transcript.ts';

export interface Tree {
  /** Turns that are not shown and follow the turn ('': begin the conversation), in the order of their prompts. */
  readonly hidden: ReadonlyMap<string, readonly Turn[]>;
  /** A turn runs, or the conversation is being summed up: no other branch can be shown. */
  readonly busy: boolean;
  /** When the summary was made that counts: Unix ms; 0: there is none. */
  readonly summedUp: number;
  /** Opens the comparison of a turn's answer with the ones beside it. */
  compare(turn: string): void;
}

export const TreeContext = createContext<Tree>({ hidden: new Map(), busy: false, summedUp: 0, compare: () => {} });

export const useTree = (): Tree => useContext(TreeContext);

export function useTreeOf(transcript: Transcript, hostBusy: boolean, compare: (turn: string) => void): Tree {
  const { others, last } = transcript;
  const hidden = useMemo(() => Map.groupBy(others, ({ parent }) => parent), [others]);
  const busy = hostBusy || (last !== undefined && last.outcome === undefined);
  const summedUp = inEffect(transcript)?.compaction.at ?? 0;
  return useMemo(() => ({ hidden, busy, summedUp, compare }), [hidden, busy, summedUp, compare]);
}

/** All answers at a turn's place, itself among them, in the order of their prompts. */
export function besides({ hidden }: Tree, turn: Turn): readonly Turn[] {
  const beside = (hidden.get(turn.parent) ?? []).filter(({ side }) => side === turn.side);
  return beside.length === 0 || turn.side ? [turn] : [...beside, turn].sort((one, two) => one.order - two.order);
}
