// What happens to research in the sessions of this workspace in, the list of it out: running and ended, newest first; it outlives the window.

import type { Outcome } from '../../shared/events.ts';

export interface Run {
  readonly session: string;
  readonly turn: string;
  /** The first words of the question. */
  readonly title: string;
  readonly plan: boolean;
  /** Unix ms. */
  readonly at: number;
  /** Undefined: it goes on. */
  readonly outcome?: Outcome;
  readonly endedAt?: number;
}

interface Store {
  get(key: string): unknown;
  update(key: string, value: unknown): unknown;
}

/** What starts the chat looks there, too. */
export const runsKey = 'castor.research.runs';
const most = 50;

export class Runs {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get all(): readonly Run[] {
    return runsIn(this.#store.get(runsKey));
  }

  /** Goes on, or has ended. Takes the place of what was known of the turn. */
  note(run: Run): void {
    const others = this.all.filter((one) => one.session !== run.session || one.turn !== run.turn);
    void this.#store.update(runsKey, [run, ...others].slice(0, most));
  }

  /** Its session is gone; with `turn`: that one alone. */
  forget(session: string, turn?: string): void {
    const others = this.all.filter((one) => one.session !== session || (turn !== undefined && one.turn !== turn));
    void this.#store.update(runsKey, others);
  }
}

export function runsIn(kept: unknown): readonly Run[] {
  return Array.isArray(kept) ? kept.filter(isRun) : [];
}

function isRun(value: unknown): value is Run {
  const { session, turn, title, at } = (value ?? {}) as Partial<Record<keyof Run, unknown>>;
  return [session, turn, title].every((one) => typeof one === 'string') && typeof at === 'number';
}
