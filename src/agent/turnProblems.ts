// Changes of one turn in, an event for each that tells what became of the file's problems out: against how the file was before the turn.

import type { Judged } from '../gate/judged.ts';
import type { SessionEvent } from '../shared/events.ts';
import type { Problem, ProblemsWatch, Workspace } from './ports.ts';
import { problemsDelta } from './problemsDelta.ts';

export class TurnProblems {
  readonly #turn: string;
  readonly #workspace: Workspace;
  readonly #emit: (event: SessionEvent) => void;
  readonly #first = new Map<string, readonly Problem[]>();

  constructor(turn: string, workspace: Workspace, emit: (event: SessionEvent) => void) {
    this.#turn = turn;
    this.#workspace = workspace;
    this.#emit = emit;
  }

  /** Makes the changes and gives what that gives; the checkers' word comes later, as events, and nothing waits for it. */
  async around<T>(places: readonly Judged[], change: () => Promise<T>): Promise<T> {
    const watches = places.flatMap((place) => {
      const watch = this.#workspace.watchProblems?.(place);
      return watch ? [this.#began(place.path, watch)] : [];
    });
    try {
      const made = await change();
      for (const { path, first, watch } of watches) {
        void watch.settled().then((after) => after && this.#tell(path, first, after));
      }
      return made;
    } catch (error) {
      for (const { watch } of watches) watch.cancel();
      throw error;
    }
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
