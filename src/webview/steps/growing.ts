// The arguments of a call that still arrive in, the change they describe so far as lines of a diff out; only its end, so that a frame costs the same.

import type { DiffLine } from '../../shared/approval.ts';
import { type GrowingString, PartialArgs } from '../../shared/partialArgs.ts';
import type { StreamText } from '../../shared/text.ts';

export interface GrowingDiff {
  /** '' until it has arrived. */
  readonly path: string;
  readonly added: number;
  readonly removed: number;
  /** The newest lines of the diff. */
  readonly lines: readonly DiffLine[];
}

/** Tools whose arguments hold a change, and what their strings are in it. */
const meanings: Readonly<Record<string, (at: string) => 'added' | 'removed' | undefined>> = {
  create_file: (at) => (at === 'content' ? 'added' : undefined),
  apply_edit: (at) => (at.endsWith('.old_text') ? 'removed' : at.endsWith('.new_text') ? 'added' : undefined),
};

/** Lines that are shown: more would move past unread. */
const shown = 24;

export function growsDiff(tool: string): boolean {
  return Object.hasOwn(meanings, tool);
}

/** One call's arguments; each look reads on from where the last one ended. */
export class Growing {
  readonly #meaning: (at: string) => 'added' | 'removed' | undefined;
  readonly #args = new PartialArgs(shown);
  #read = 0;

  constructor(tool: string) {
    this.#meaning = meanings[tool] ?? (() => undefined);
  }

  look(text: StreamText): GrowingDiff {
    this.#args.push(text.since(this.#read));
    this.#read = text.length;
    const { values } = this.#args;
    const count = (wanted: 'added' | 'removed') =>
      values.reduce((sum, { at, lines }) => sum + (this.#meaning(at) === wanted ? lines : 0), 0);
    const path = values.find(({ at }) => at === 'path');
    return {
      path: path?.closed ? (path.tail[0] ?? '') : '',
      added: count('added'),
      removed: count('removed'),
      lines: this.#lines(values),
    };
  }

  /** From the end: the newest strings first, until the lines are enough. */
  #lines(values: readonly GrowingString[]): readonly DiffLine[] {
    const lines: DiffLine[] = [];
    for (let at = values.length - 1; at >= 0 && lines.length < shown; at--) {
      const value = values[at]!;
      const kind = this.#meaning(value.at);
      if (kind) lines.unshift(...value.tail.map((text) => ({ kind, text })));
    }
    return lines.slice(-shown);
  }
}
