// A session's stored facts, the bulky ones still unread, in; a transcript out that reads of each turn what somebody looks at.

import type { SessionEvent } from './events.ts';
import { fold, foldAll } from './fold.ts';
import { emptyTranscript, type Interaction, type Transcript, type Turn } from './transcript.ts';

/** A fact that was not read from the disk yet. */
export interface Unread {
  /** As much of it as is known without reading, where that says anything by itself. */
  readonly light?: SessionEvent;
  /** The fact itself; none where it is damaged. Never throws. */
  read(): readonly SessionEvent[];
}

export type Stored = SessionEvent | Unread;

export function isUnread(stored: Stored): stored is Unread {
  return 'read' in stored;
}

/** Everything, read. */
export function readAll(stored: readonly Stored[]): readonly SessionEvent[] {
  return stored.flatMap((one) => (isUnread(one) ? one.read() : one));
}

/** What can be said without reading: for who hears of each fact in order. */
export function* lightOf(stored: readonly Stored[]): Generator<SessionEvent> {
  for (const one of stored) {
    const light = isUnread(one) ? one.light : one;
    if (light) yield light;
  }
}

/**
 * Equals `foldAll(readAll(stored))` to everyone who reads it. The bulk of a turn (input, steps, calls) is folded when it is first looked at: an event
 * of a turn only ever changes the turn that is last while it happens, so that its own facts are enough.
 */
export function foldStored(stored: readonly Stored[]): Transcript {
  const parts = new Map<string, Stored[]>();
  const unread = new Set<string>();
  let transcript = emptyTranscript;
  for (const one of stored) {
    const light = isUnread(one) ? one.light : one;
    if (light) transcript = fold(transcript, light);
    const turn = transcript.last?.id;
    if (turn === undefined) continue;
    const known = parts.get(turn);
    if (known) known.push(one);
    else parts.set(turn, [one]);
    if (isUnread(one)) unread.add(turn);
  }
  const lazy = (turn: Turn) => (unread.has(turn.id) ? lazyTurn(turn, parts.get(turn.id) ?? []) : turn);
  const { turns, last, others } = transcript;
  return { ...transcript, turns: turns.map(lazy), others: others.map(lazy), ...(last ? { last: lazy(last) } : {}) };
}

function lazyTurn(turn: Turn, parts: readonly Stored[]): Turn {
  let whole: ReadonlyMap<string, Interaction> | undefined;
  const load = () => {
    const { last } = foldAll(readAll(parts));
    whole = new Map(last?.interactions.map((one) => [one.key, one]));
    return whole;
  };
  return { ...turn, interactions: turn.interactions.map((one) => lazyInteraction(one, () => whole ?? load())) };
}

const bulky = ['input', 'steps', 'calls', 'unknown'] as const;

/** A copy of it has everything read. */
function lazyInteraction(light: Interaction, whole: () => ReadonlyMap<string, Interaction>): Interaction {
  const interaction = { ...light };
  for (const field of bulky) {
    const get = () => (whole().get(light.key) ?? light)[field];
    Object.defineProperty(interaction, field, { get, enumerable: true, configurable: true });
  }
  const get = () => whole().get(light.key)?.cursor;
  if (light.background) Object.defineProperty(interaction, 'cursor', { get, enumerable: true, configurable: true });
  return interaction;
}
