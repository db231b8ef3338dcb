// A file under review in: the agent changes it, the person types, deletes, accepts and rejects in any order; every promise checked each time.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changedAgain,
  decided,
  madeOn,
  type PendingText,
  pendingText,
  takenBack,
  withoutRejected,
} from '../../src/edits/pendingText.ts';

type Step =
  /** `waits`: the change is shown first, and the person types (`at`) before it is allowed. */
  | { readonly do: 'agent'; readonly at: number; readonly remove: number; readonly waits: boolean }
  | { readonly do: 'person'; readonly at: number; readonly remove: number; readonly types: boolean }
  | { readonly do: 'accept' | 'reject'; readonly hunk: number }
  | { readonly do: 'accept all' | 'reject all' };

export interface Play {
  readonly ending: '\n' | '\r\n';
  /** Without a line break at the end of the file. */
  readonly open: boolean;
  readonly lines: number;
  readonly steps: readonly Step[];
}

export const plays: fc.Arbitrary<Play> = fc.record({
  ending: fc.constantFrom('\n', '\r\n'),
  open: fc.boolean(),
  lines: fc.nat(12),
  steps: fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant('agent' as const),
          at: fc.nat(20),
          remove: fc.nat(2),
          waits: fc.boolean(),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('person' as const),
          at: fc.nat(20),
          remove: fc.nat(2),
          types: fc.boolean(),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({ do: fc.constantFrom('accept' as const, 'reject' as const), hunk: fc.nat(2) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('accept all' as const, 'reject all' as const) }) },
    ),
    { maxLength: 20 },
  ),
});

/** What happened in one play. */
export interface ReviewTally {
  hunks: number;
  rejected: number;
  /** Rejections that left the person's own lines where something was to be taken back. */
  kept: number;
  typed: number;
  lost: number;
}

/** Throws at the first broken promise. */
export function playReview(play: Play): ReviewTally {
  const world = new World(play);
  for (const step of play.steps) world.take(step);
  return world.tally;
}

class World {
  readonly tally: ReviewTally = { hunks: 0, rejected: 0, kept: 0, typed: 0, lost: 0 };
  readonly #ending: string;
  readonly #base: string;
  /** Lines that the person typed and has not deleted since; lines that they deleted. */
  readonly #typed = new Set<string>();
  readonly #deleted = new Set<string>();
  #file: PendingText;
  #text: string;
  #touched = false;
  #decided = false;
  #count = 0;

  constructor({ ending, open, lines }: Play) {
    this.#ending = ending;
    const text = Array.from({ length: lines }, (_, at) => `line ${at}${ending}`).join('');
    this.#base = open ? text.slice(0, text.length - ending.length) : text;
    this.#text = this.#base;
    this.#file = pendingText(this.#base, this.#base);
  }

  take(step: Step): void {
    switch (step.do) {
      case 'agent':
        this.#agent(step.at, step.remove, step.waits);
        break;
      case 'person':
        this.#person(step.at, step.remove, step.types);
        break;
      case 'accept':
      case 'reject':
        if (this.#file.verdicts[step.hunk] === 'pending') this.#decide(step.do, step.hunk);
        break;
      default:
        this.#decide(step.do === 'accept all' ? 'accept' : 'reject');
    }
    this.#nothingLost(step.do);
    this.#foldsBack();
  }

  /** As a model might, it touches no line of the person's. */
  #agent(at: number, remove: number, waits: boolean): void {
    const { after, gone } = this.#edited(at, remove, `agent ${this.#count++}`);
    if (gone.some((line) => this.#typed.has(line))) return;
    const before = this.#text;
    if (waits) {
      const waiting = pendingText(before, after);
      this.#person(at + 1, 0, true);
      const made = madeOn(waiting, this.#text);
      this.#next(made.text);
    } else this.#next(after);
    this.tally.hunks += this.#file.verdicts.length;
  }

  #next(after: string): void {
    this.#file = changedAgain(this.#file, this.#text, after);
    this.#text = after;
  }

  #person(at: number, remove: number, types: boolean): void {
    const name = `person ${this.#count++}`;
    const { after, gone } = this.#edited(at, remove, types ? name : undefined);
    if (after === this.#text) return;
    this.#text = after;
    this.#touched = true;
    for (const line of gone) {
      this.#typed.delete(line);
      this.#deleted.add(line);
    }
    if (types) this.tally.typed += 1;
    if (types) this.#typed.add(name);
  }

  #decide(how: 'accept' | 'reject', hunk?: number): void {
    if (hunk === undefined && !this.#file.verdicts.includes('pending')) return;
    this.#decided = true;
    if (how === 'accept') {
      this.#file = decided(this.#file, 'accepted', hunk);
      return;
    }
    const { next, text, kept } = takenBack(this.#file, this.#text, hunk);
    this.tally.rejected += 1;
    if (kept) {
      this.tally.kept += 1;
      assert.ok(this.#touched, 'only what the person changed stands against a rejection');
      assert.equal(text, this.#text);
    }
    this.#file = next;
    this.#text = text;
  }

  #nothingLost(what: string): void {
    const lines = new Set(linesOf(this.#text));
    for (const line of this.#typed) {
      if (!lines.has(line)) this.tally.lost += line.length;
      assert.ok(lines.has(line), `after "${what}" ${line} is gone from ${JSON.stringify(this.#text)}`);
    }
    for (const line of this.#deleted)
      assert.ok(!lines.has(line), `after "${what}" ${line} is back, which they deleted`);
  }

  /** Where the person has neither typed nor decided, all of it taken back is the file as it was, and what is shown is what there is. */
  #foldsBack(): void {
    if (this.#touched || this.#decided) return;
    assert.equal(takenBack(this.#file, this.#text).text, this.#base);
    assert.equal(withoutRejected(this.#file), this.#text);
  }

  #edited(at: number, remove: number, name: string | undefined): { after: string; gone: readonly string[] } {
    const lines = this.#text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    const where = at % (lines.length + 1);
    const last = lines.at(-1);
    const isOpen = last !== undefined && !last.endsWith('\n');
    const gone = lines.splice(where, remove, ...(name === undefined ? [] : [name + this.#ending]));
    // A line put after one without a break needs that break before it.
    if (isOpen && name !== undefined && where === lines.length - 1 && gone.length === 0)
      lines[where - 1] += this.#ending;
    return { after: lines.join(''), gone: gone.map((line) => line.trimEnd()) };
  }
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}
