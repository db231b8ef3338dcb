// The transcript in, what its turns must know of the branches that are not shown out: a context, so that a turn renders again only for its own sake.

import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Transcript, Turn } from '../../shared/transcript.ts';

export interface Tree {
  /** Turns that are not shown and follow the turn ('': begin the conversation), in the order of their prompts. */
  readonly hidden: ReadonlyMap<string, readonly Turn[]>;
  /** A turn runs: no other branch can be shown. */
  readonly busy: boolean;
  /** Opens the comparison of a turn's answer with the ones beside it. */
  compare(turn: string): void;
}

export const TreeContext = createContext<Tree>({ hidden: new Map(), busy: false, compare: () => {} });

export const useTree = (): Tree => useContext(TreeContext);

export function useTreeOf({ others, last }: Transcript, compare: (turn: string) => void): Tree {
  const hidden = useMemo(() => Map.groupBy(others, ({ parent }) => parent), [others]);
  const busy = last !== undefined && last.outcome === undefined;
  return useMemo(() => ({ hidden, busy, compare }), [hidden, busy, compare]);
}

/** All answers at a turn's place, itself among them, in the order of their prompts. */
export function besides({ hidden }: Tree, turn: Turn): readonly Turn[] {
  const beside = (hidden.get(turn.parent) ?? []).filter(({ side }) => side === turn.side);
  return beside.length === 0 || turn.side ? [turn] : [...beside, turn].sort((one, two) => one.order - two.order);
}
