// The events of a session in, what calls and restores did to files out, in the order it was done: what a restore goes back through.

import type { EventOf, SessionEvent } from '../shared/events.ts';
import type { FileChange, KeptFile } from '../shared/files.ts';

/** What was on record before something was done, and is not answered yet. */
export interface Intent {
  readonly turn: string;
  readonly call?: string;
  readonly restore?: string;
  readonly files: readonly KeptFile[];
}

interface Entry {
  readonly turn: string;
  readonly restore?: string;
  readonly changes: readonly FileChange[];
}

export interface Since {
  /** Oldest first. */
  readonly changes: readonly FileChange[];
  /** Titles of commands that ran: what they did to files is in no checkpoint. */
  readonly commands: readonly string[];
}

export class Ledger {
  readonly #entries: Entry[] = [];
  /** Where in the entries, and in the commands, each turn begins. */
  readonly #turns = new Map<string, { readonly entry: number; readonly command: number }>();
  readonly #intents = new Map<string, Intent>();
  readonly #commands: string[] = [];
  /** Titles of calls that may run something. */
  readonly #calls = new Map<string, string>();
  #newest: EventOf<'restore.completed'> | undefined;
  #restores = 0;
  #untold: EventOf<'restore.completed'>[] = [];

  add(event: SessionEvent): void {
    switch (event.type) {
      case 'prompt.sent':
        this.#turns.set(event.turn, { entry: this.#entries.length, command: this.#commands.length });
        break;
      case 'call.received':
        if (event.effect === 'run') this.#calls.set(event.call.id, event.title);
        break;
      case 'call.started':
        this.#started(event.call);
        break;
      case 'files.kept':
        this.#intents.set(event.call ?? event.restore ?? '', event);
        break;
      case 'files.changed':
        this.#entries.push({ turn: event.turn, restore: event.restore, changes: event.files });
        this.#answer(event);
        break;
      case 'call.completed':
        this.#intents.delete(event.call);
        break;
      case 'restore.completed':
        this.#intents.delete(event.restore);
        this.#newest = event;
        this.#restores++;
        this.#untold.push(event);
        break;
      case 'interaction.requested':
        this.#untold = [];
        break;
      default:
    }
  }

  /** Everything done to files since the prompt of that turn was sent; nothing for a turn that the session does not have. */
  since(turn: string): Since {
    const start = this.#turns.get(turn);
    if (!start) return { changes: [], commands: [] };
    return {
      changes: this.#entries.slice(start.entry).flatMap(({ changes }) => changes),
      commands: this.#commands.slice(start.command),
    };
  }

  /** What the calls of a turn did, oldest first. */
  ofTurn(turn: string): readonly FileChange[] {
    return this.#entries.flatMap((entry) => (entry.turn === turn && entry.restore === undefined ? entry.changes : []));
  }

  /** What one restore did. */
  by(restore: string): readonly FileChange[] {
    return this.#entries.flatMap((entry) => (entry.restore === restore ? entry.changes : []));
  }

  /** How many there were, undoings included. */
  get restores(): number {
    return this.#restores;
  }

  /** The newest restore, or the newest undoing of one. */
  get newest(): EventOf<'restore.completed'> | undefined {
    return this.#newest;
  }

  /** Restores that the model has not been told of. */
  get untold(): readonly EventOf<'restore.completed'>[] {
    return this.#untold;
  }

  /** In a stored session: what may have been done when the window ended. */
  get intents(): readonly Intent[] {
    return [...this.#intents.values()];
  }

  #started(call: string): void {
    const title = this.#calls.get(call);
    if (title !== undefined) this.#commands.push(title);
  }

  #answer({ call, restore, files }: EventOf<'files.changed'>): void {
    const by = call ?? restore ?? '';
    const intent = this.#intents.get(by);
    if (!intent) return;
    const isDone = (file: KeptFile) => files.some(({ root, path }) => root === file.root && path === file.path);
    const left = intent.files.filter((file) => !isDone(file));
    if (left.length === 0 || call) this.#intents.delete(by);
    else this.#intents.set(by, { ...intent, files: left });
  }
}
