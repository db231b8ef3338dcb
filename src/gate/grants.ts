// Answers "Allow for this session" in, whether one of them covers a later call out. In memory only: nothing on disk can grant anything.

import type { Judged } from './judge.ts';

/**
 * The grants of one session. "Allow for this session" on a change means: create and edit ordinary files of the same workspace folder. It
 * covers nothing else: nothing that asks always, no path through a link, no rename or delete, no read, no command, no web.
 * A call's places carry the strictest verdict of `judge` and `judgeContent`.
 */
export class Grants {
  readonly #folders = new Set<string>();

  /** Remembers the answer to one approval; without effect on places that may not be remembered. */
  add(places: readonly Judged[]): void {
    if (!isGrantable(places)) return;
    for (const { folder } of places) this.#folders.add(folder.root);
  }

  /** True if a call on these places needs no new answer. */
  covers(places: readonly Judged[]): boolean {
    return isGrantable(places) && places.every(({ folder }) => this.#folders.has(folder.root));
  }

  /** Forgets all of them, as when a tool that reaches outside is switched on. */
  clear(): void {
    this.#folders.clear();
  }
}

/** True if "Allow for this session" can be offered for a call on these places. */
export function isGrantable(places: readonly Judged[]): boolean {
  return places.length > 0 && places.every(isOrdinaryChange);
}

function isOrdinaryChange({ verdict, operation, via }: Judged): boolean {
  return verdict === 'ask' && (operation === 'create' || operation === 'edit') && via === undefined;
}
