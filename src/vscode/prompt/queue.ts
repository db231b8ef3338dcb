// Prompts sent while a turn runs in, the same prompts one after the other out: each when the turn before it ended well.

import { randomUUID } from 'node:crypto';
import type { Prompt as SessionPrompt } from '../../agent/prompt.ts';
import type { Outcome } from '../../shared/events.ts';
import type { QueuedPrompt } from '../../shared/messages.ts';

/** Nothing of it but text and attachments need be there: the rest is for prompts that are no plain ones. */
export type Prompt = Pick<SessionPrompt, 'text' | 'attachments' | 'model' | 'output' | 'side'>;

export interface QueuePorts {
  /** Where a session's queue outlives the window. */
  readonly memento: { get<T>(key: string, fallback: T): T; update(key: string, value: unknown): unknown };
  /** A turn runs in the session. */
  busy(): boolean;
  /** Starts a turn; called while none runs. */
  send(prompt: Prompt): void;
  changed(): void;
}

interface Item extends Prompt {
  readonly id: string;
}

/**
 * The queue of one session at a time. It flows by itself only after a turn that completed: after a stop, a failure, a question or a reload
 * it waits for the person, who did not see what their next prompt would build on. A prompt that is being edited is not sent, nor is any after it.
 */
export class PromptQueue {
  readonly #ports: QueuePorts;
  #session = '';
  #items: readonly Item[] = [];
  #editing: string | undefined;
  /** The turn before the first prompt did not end well, or was not seen to end. */
  #held = false;

  constructor(ports: QueuePorts) {
    this.#ports = ports;
  }

  /** What waits, in the order it will be sent; attachments by their labels. */
  get prompts(): readonly QueuedPrompt[] {
    return this.#items.map(({ id, text, attachments }) => ({
      id,
      text,
      attachments: attachments.map(({ label }) => label),
    }));
  }

  /** It does not go on by itself. */
  get held(): boolean {
    return this.#held && this.#items.length > 0;
  }

  /** Another session is shown: its own queue comes back, waiting for the person; the one before keeps its own. */
  enter(session: string): void {
    this.#session = session;
    const stored = this.#ports.memento.get<unknown>(keyOf(session), []);
    this.#items = Array.isArray(stored) ? stored.filter(isItem) : [];
    this.#held = true;
    this.#editing = undefined;
    this.#ports.changed();
  }

  /** Sends at once where no turn runs, else at the end of the queue. */
  send(prompt: Prompt): void {
    if (this.#ports.busy()) this.#set([...this.#items, { id: randomUUID(), ...prompt }]);
    else this.#start(prompt);
  }

  /** Without `text`: the person begins to edit it, which holds it back. With: what it says from here on; nothing at all removes it. */
  edit(id: string, text?: string): void {
    this.#editing = text === undefined && this.#items.some((item) => item.id === id) ? id : undefined;
    if (text?.trim() === '') this.#set(this.#items.filter((item) => item.id !== id));
    else if (text !== undefined) this.#set(this.#items.map((item) => (item.id === id ? { ...item, text } : item)));
    this.#flow();
  }

  remove(id: string): void {
    if (this.#editing === id) this.#editing = undefined;
    this.#set(this.#items.filter((item) => item.id !== id));
    this.#flow();
  }

  /** This one next: at once where no turn runs, else first in line. */
  sendNow(id: string): void {
    const item = this.#items.find((one) => one.id === id);
    if (!item) return;
    if (this.#editing === id) this.#editing = undefined;
    const rest = this.#items.filter((one) => one !== item);
    this.#set(this.#ports.busy() ? [item, ...rest] : rest);
    if (!this.#ports.busy()) this.#start(item);
  }

  /** Called once the session is no longer busy. */
  turnEnded(outcome: Outcome): void {
    this.#held = outcome !== 'completed';
    this.#flow();
    this.#ports.changed();
  }

  /** The page that was editing is gone; what it did not hand in is not known. */
  pageGone(): void {
    this.#editing = undefined;
    this.#flow();
  }

  #flow(): void {
    const [first, ...rest] = this.#items;
    if (!first || this.#held || this.#editing === first.id || this.#ports.busy()) return;
    this.#set(rest);
    this.#start(first);
  }

  #start({ text, attachments, model, output, side }: Prompt): void {
    this.#held = false;
    this.#ports.send({
      text,
      attachments,
      ...(model ? { model } : {}),
      ...(output ? { output } : {}),
      ...(side ? { side } : {}),
    });
  }

  #set(items: readonly Item[]): void {
    this.#items = items;
    void this.#ports.memento.update(keyOf(this.#session), items.length ? items : undefined);
    this.#ports.changed();
  }
}

function keyOf(session: string): string {
  return `castor.queue.${session}`;
}

/** The store is shared with other versions of this extension. */
function isItem(value: unknown): value is Item {
  const { id, text, attachments } = (value ?? {}) as Partial<Record<keyof Item, unknown>>;
  return typeof id === 'string' && typeof text === 'string' && Array.isArray(attachments);
}
