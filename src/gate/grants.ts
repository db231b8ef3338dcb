// Answers "Allow for this session" in, whether one of them covers a later call out. In memory only: nothing on disk can grant anything.

import type { Effect } from '../shared/events.ts';
import { combine } from './judge.ts';
import type { Judged, Verdict } from './judged.ts';

/** What a call asks for, as the gate judged it. */
export interface Asked {
  readonly effect: Effect;
  readonly places: readonly Judged[];
  /** Of `judgeContent` on the planned text, where there is one. */
  readonly content?: Verdict;
  /** Of a call that runs something: what an answer for the session covers, and nothing else. A command with its folder; a tool by its name. */
  readonly exact?: string;
}

/**
 * The grants of one session. "Allow for this session" on a change means: create and edit ordinary files of the same workspace folder. It
 * covers nothing else: no protected file, no content that asks always, no path through a link, no rename or delete, no command, no web.
 * On a call that runs something it means exactly that again: no part of a command line is ever matched.
 */
export class Grants {
  readonly #folders = new Set<string>();
  readonly #exact = new Set<string>();
  #reachedOutside = false;
  #distrusts = false;

  /** Remembers the answer to one approval; without effect on a call that may not be remembered. */
  add(asked: Asked): void {
    if (this.isRepeatable(asked)) this.#exact.add(asked.exact!);
    if (!this.isGrantable(asked)) return;
    for (const { folder } of asked.places) this.#folders.add(folder.root);
  }

  /** True if the call needs no new answer. */
  covers(asked: Asked): boolean {
    if (this.isRepeatable(asked)) return this.#exact.has(asked.exact!);
    return this.isGrantable(asked) && asked.places.every(({ folder }) => this.#folders.has(folder.root));
  }

  /** True if "Allow for this session" can be offered for a call that runs something: it then covers its `exact` alone. */
  isRepeatable({ effect, places, exact }: Asked): boolean {
    if (exact === undefined || (effect !== 'run' && effect !== 'web')) return false;
    if (this.#distrusts) return false;
    return places.every(({ verdict }) => verdict === 'allow') && !(effect === 'run' && this.#reachedOutside);
  }

  /** A tool that reaches outside is on: what it brings in may speak through the model, so every command is asked for from here on. */
  reachOutside(): void {
    if (this.#reachedOutside) return;
    this.#reachedOutside = true;
    this.clear();
  }

  /** True if "Allow for this session", or a mode that allows, can cover a call that changes files. */
  isGrantable(asked: Asked): boolean {
    return !this.#distrusts && isGrantable(asked);
  }

  /** The text of web pages is part of the conversation: every effect is asked for from here on, whatever was allowed and whatever the mode. */
  distrust(): void {
    this.#distrusts = true;
    this.clear();
  }

  /** Forgets all of them, as when a tool that reaches outside is switched on. */
  clear(): void {
    this.#folders.clear();
    this.#exact.clear();
  }
}

/** True if "Allow for this session" can be offered for a call. */
export function isGrantable({ effect, places, content = 'allow' }: Asked): boolean {
  return (
    effect === 'edit' &&
    places.length > 0 &&
    places.every(({ verdict }) => verdict === 'ask') &&
    combine(['ask', content]) === 'ask' &&
    places.every(({ operation, via }) => (operation === 'create' || operation === 'edit') && via === undefined)
  );
}
