// Changes of one turn in, what became of the files' problems out: an event for the person, a note for the model.

import type { Judged } from '../../gate/judged.ts';
import type { SessionEvent } from '../../shared/events.ts';
import type { Clock } from '../ports.ts';
import type { Problem, ProblemsWatch, Workspace } from '../workspace.ts';
import { newProblems, problemsDelta } from './problemsDelta.ts';

/** Ms that the answer to a change waits for the checkers: most have spoken by then, and what comes later is told with the next change. */
const patience = 2_500;
/** New problems of one file that the model is told. */
const maxTold = 10;

export class TurnProblems {
  readonly #turn: string;
  readonly #workspace: Workspace;
  readonly #emit: (event: SessionEvent) => void;
  readonly #first = new Map<string, readonly Problem[]>();
  readonly #pending = new Map<Promise<void>, string>();
  /** Kinds of files, by the end of their names, that no checker said anything of in time: they are not waited for again. */
  readonly #silent = new Set<string>();
  #notes: string[] = [];

  constructor(turn: string, workspace: Workspace, emit: (event: SessionEvent) => void) {
    this.#turn = turn;
    this.#workspace = workspace;
    this.#emit = emit;
  }

  /** Makes the changes and gives what that gives; the checkers' word comes later: as events, and with `news`. */
  async around<T>(places: readonly Judged[], change: () => Promise<T>): Promise<T> {
    const watches = places.flatMap((place) => {
      const watch = this.#workspace.watchProblems?.(place);
      return watch ? [this.#began(place.path, watch)] : [];
    });
    try {
      const made = await change();
      for (const { path, first, watch } of watches) {
        this.#follow(path, first, watch);
      }
      return made;
    } catch (error) {
      for (const { watch } of watches) watch.cancel();
      throw error;
    }
  }

  /** What the checkers said of the changes since it was asked last, as lines for the model; waits a moment for them. Never rejects. */
  async news(clock: Clock, signal: AbortSignal): Promise<string> {
    if (this.#pending.size > 0) {
      const done = new AbortController();
      const limit = clock.sleep(patience, AbortSignal.any([signal, done.signal])).catch(() => {});
      await Promise.race([Promise.all(this.#pending.keys()), limit]);
      done.abort();
      for (const kind of this.#pending.values()) this.#silent.add(kind);
      this.#pending.clear();
    }
    const notes = this.#notes;
    this.#notes = [];
    return notes.map((note) => `\n${note}`).join('');
  }

  #follow(path: string, first: readonly Problem[], watch: ProblemsWatch): void {
    const kind = kindOf(path);
    const settled = watch.settled().then((after) => {
      this.#pending.delete(settled);
      if (!after) return void this.#silent.add(kind);
      this.#silent.delete(kind);
      this.#tell(path, first, after);
      this.#notes.push(noteOf(path, watch.before, after));
    });
    if (!this.#silent.has(kind)) this.#pending.set(settled, kind);
  }

  #began(path: string, watch: ProblemsWatch) {
    const first = this.#first.get(path) ?? watch.before;
    this.#first.set(path, first);
    return { path, first, watch };
  }

  #tell(path: string, before: readonly Problem[], after: readonly Problem[]): void {
    if (before.length === 0 && after.length === 0) return;
    this.#emit({ type: 'problems.changed', turn: this.#turn, path, ...problemsDelta(before, after) });
  }
}

function kindOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function noteOf(path: string, before: readonly Problem[], after: readonly Problem[]): string {
  const { fixed, added } = problemsDelta(before, after);
  if (added === 0) return `The checkers report no new problem in ${path}${fixed > 0 ? `; ${fixed} fixed` : ''}.`;
  const fresh = newProblems(before, after);
  const lines = fresh.slice(0, maxTold).map(({ line, column, severity, message, source }) => {
    const by = source ? ` (${source})` : '';
    return `  ${line}:${column} ${severity}: ${message.replace(/\s*\n\s*/g, ' ')}${by}`;
  });
  const left = fresh.length > maxTold ? [`  … and ${fresh.length - maxTold} more: call get_problems`] : [];
  return [`The checkers report new problems in ${path} (${fixed} fixed, ${added} new):`, ...lines, ...left].join('\n');
}
