// Sessions that pages show in, what all pages of one session share out: its queue, and one ear on its events.

import type { Session } from '../../agent/session.ts';
import type { SessionEvent } from '../../shared/events.ts';
import { PromptQueue, type QueuePorts } from '../prompt/queue.ts';

export interface ShownPorts {
  readonly memento: QueuePorts['memento'];
  /** An event of a session that some page shows. Once, however many show it. */
  happened(session: Session, event: SessionEvent): void;
  /** The queue of a session is another. */
  changed(): void;
}

interface Shown {
  readonly queue: PromptQueue;
  pages: number;
  /** Stops listening. */
  leave(): void;
}

export class ShownSessions {
  readonly #ports: ShownPorts;
  readonly #all = new Map<Session, Shown>();
  /** Of a page whose session is still on its way from the disk. */
  readonly #none: PromptQueue;

  constructor(ports: ShownPorts) {
    this.#ports = ports;
    this.#none = this.#queueOf(undefined);
  }

  /** In the order they were first shown. */
  get all(): readonly Session[] {
    return [...this.#all.keys()];
  }

  queue(session: Session | undefined): PromptQueue {
    return (session && this.#all.get(session)?.queue) ?? this.#none;
  }

  /** One page more shows it. */
  enter(session: Session): void {
    const shown = this.#all.get(session);
    if (shown) {
      shown.pages++;
      return;
    }
    const queue = this.#queueOf(session);
    const leave = session.onEvent((event) => {
      this.#ports.happened(session, event);
      // Later, so that a queued prompt that this sends is stored after the event that ended the turn before it.
      if (event.type === 'turn.completed') queueMicrotask(() => queue.turnEnded(event.outcome));
    });
    this.#all.set(session, { queue, pages: 1, leave });
    queue.enter(session.id);
  }

  /** One page less. True: no page shows it any more. */
  leave(session: Session): boolean {
    const shown = this.#all.get(session);
    if (!shown || --shown.pages > 0) return false;
    shown.leave();
    this.#all.delete(session);
    return true;
  }

  dispose(): void {
    for (const { leave } of this.#all.values()) leave();
  }

  #queueOf(session: Session | undefined): PromptQueue {
    return new PromptQueue({
      memento: this.#ports.memento,
      busy: () => session?.busy ?? true,
      send: (prompt) => void session?.send(prompt),
      changed: () => this.#ports.changed(),
    });
  }
}
