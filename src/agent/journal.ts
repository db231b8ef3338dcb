// Events in as they happen; to the session log in order, out of everyone's way. A failing disk is told, never a reason to stop a turn.

import { isTransient, type SessionEvent } from '../shared/events.ts';
import type { Log, SessionLog } from './ports.ts';

/** After these everything so far must survive a crash (security and reliability, 3.3). */
const commits: ReadonlySet<SessionEvent['type']> = new Set([
  'session.titled',
  'session.marked',
  'prompt.sent',
  'conversation.compacted',
  'interaction.created',
  'interaction.completed',
  'approval.decided',
  'call.started',
  'call.completed',
  'turn.completed',
  'restore.completed',
]);

/** What a restore is about to touch waits for no other event; what a call is about to touch is followed by `call.started`. */
function isCommit(event: SessionEvent): boolean {
  return commits.has(event.type) || (event.type === 'files.kept' && event.restore !== undefined);
}

export class Journal {
  readonly #store: SessionLog;
  readonly #log: Log;
  #tail: Promise<void> = Promise.resolve();

  constructor(store: SessionLog, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  add(event: SessionEvent): void {
    if (isTransient(event)) return;
    const written = this.#store.append([event], isCommit(event));
    // The log keeps the order of its own appends; the tail only has to know when the newest commit is done.
    this.#tail = Promise.all([this.#tail, written]).then(
      () => {},
      (error: unknown) => this.#log.error('The session could not be saved; it is kept in memory', error),
    );
  }

  /** Resolves once everything added so far is stored as well as it can be. */
  committed(): Promise<void> {
    return this.#tail;
  }
}
