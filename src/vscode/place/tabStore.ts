// The workspace's store and the session of a tab in, the store of that tab's prompt box out; and what its page kept in, that session out.

import type { Store } from '../prompt/pending.ts';

/** What is each tab's own; all else is the workspace's. */
const own = ['castor.draft', 'castor.attachments'];

export class TabStore implements Store {
  readonly #store: Store;
  #session: string;

  constructor(store: Store, session: string) {
    this.#store = store;
    this.#session = session;
  }

  get(key: string): unknown {
    return this.#store.get(this.#nameOf(key));
  }

  update(key: string, value: unknown): PromiseLike<void> {
    return this.#store.update(this.#nameOf(key), value);
  }

  /** Another session is shown: what is being written goes along. */
  enter(session: string): void {
    if (session === this.#session) return;
    const kept = own.map((key) => [key, this.get(key)] as const);
    this.forget();
    this.#session = session;
    for (const [key, value] of kept) if (value !== undefined) void this.update(key, value);
  }

  /** The tab is closed by the person. */
  forget(): void {
    for (const key of own) if (this.get(key) !== undefined) void this.update(key, undefined);
  }

  #nameOf(key: string): string {
    return own.includes(key) ? `${key}.${this.#session}` : key;
  }
}

/** What the page had the editor keep: the session it showed. Not trusted: the name of one that is stored, or of none; '' for what is no name. */
export function sessionIn(state: unknown): string {
  const { session } = (state ?? {}) as { readonly session?: unknown };
  return typeof session === 'string' && /^[A-Za-z0-9_-]{1,100}$/.test(session) ? session : '';
}
