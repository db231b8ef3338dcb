// The ledger and the sessions in, what is stored by session out, and which of it belongs to a branch.

import type { Ledger, StoredInteraction } from '../../node/ledger.ts';
import { everyTurn } from '../../shared/branch.ts';
import type { Transcript } from '../../shared/transcript.ts';
import type { StoredSession } from './tree.ts';

/** Newest session first, its interactions newest first. `titleOf`: by the session's id; '' where it is not known here. */
export async function storedSessions(
  ledger: Pick<Ledger, 'list'>,
  titleOf: (session: string) => string,
): Promise<readonly StoredSession[]> {
  const all = await ledger.list();
  const bySession = new Map<string, StoredInteraction[]>();
  for (const one of all) bySession.set(one.session, [one, ...(bySession.get(one.session) ?? [])]);
  return [...bySession]
    .map(([session, interactions]) => ({ session, title: titleOf(session), interactions }))
    .sort((one, two) => two.interactions[0]!.at - one.interactions[0]!.at);
}

/** Ids of an interaction and of all that was said after it, on every branch that goes through it. */
export function idsFrom(transcript: Transcript, id: string): ReadonlySet<string> {
  const turns = everyTurn(transcript);
  const start = turns.find(({ interactions }) => interactions.some((one) => one.id === id));
  if (!start) return new Set([id]);
  const behind = new Set([start.id]);
  const at = start.interactions.findIndex((one) => one.id === id);
  const ids = new Set(start.interactions.slice(at).map((one) => one.id));
  for (const turn of turns) {
    if (!behind.has(turn.parent) || behind.has(turn.id)) continue;
    behind.add(turn.id);
    for (const one of turn.interactions) ids.add(one.id);
  }
  ids.delete('');
  return ids;
}
