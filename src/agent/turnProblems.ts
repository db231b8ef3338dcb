// Changes of one turn in, an event for each that tells what became of the file's problems out: against how the file was before the turn.

import type { Judged } from '../gate/judged.ts';
import type { SessionEvent } from '../shared/events.ts';
import type { Problem, Workspace } from './ports.ts';
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

  /** Makes the change and gives what it gives; the checkers' word comes later, as an event, and nothing waits for it. */
  async around<T>(place: Judged, change: () => Promise<T>): Promise<T> {
    const watch = this.#workspace.watchProblems?.(place);
    if (!watch) return change();
    const { path } = place;
    const first = this.#first.get(path) ?? watch.before;
    this.#first.set(path, first);
    try {
      const made = await change();
      void watch.settled().then((after) => after && this.#tell(path, first, after));
      return made;
    } catch (error) {
      watch.cancel();
      throw error;
    }
  }

  #tell(path: string, before: readonly Problem[], after: readonly Problem[]): void {
    if (before.length === 0 && after.length === 0) return;
    this.#emit({ type: 'problems.changed', turn: this.#turn, path, ...problemsDelta(before, after) });
  }
}
