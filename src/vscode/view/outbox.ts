// Session events and state changes in, numbered messages for the page out: the first at once, then one a frame, none to a page that is not there.

import { coalesce } from '../../shared/coalesce.ts';
import type { SessionEvent } from '../../shared/events.ts';
import { type Growth, goesOn, growthOf } from '../../shared/growth.ts';
import type { HostState, Update } from '../../shared/messages.ts';
import type { Page } from '../../shared/snapshot.ts';
import { light } from './light.ts';

/** Shortest time between two messages, in ms: a frame at 60 Hz. */
export const frame = 16;

export interface OutboxPorts {
  post(update: Update): void;
  state(): HostState;
  /** The session shown, as the shortest list of events that folds to it. `kept`: with all turns that the page has of it. */
  transcript(kept: boolean): Partial<Page> & Pick<Page, 'events'> & { readonly session: string };
  /** Turns before the first that the page has; undefined: that turn is not shown. */
  before(turn: string): Page | undefined;
  /** Monotonic, in ms. */
  now(): number;
  /** Returns the way to cancel. */
  later(run: () => void, ms: number): () => void;
}

/**
 * What waits for a page. A page is there between `open` (it said `ready`) and `close` (it was hidden or thrown away); events that happen
 * while none is there are not kept, because the next page starts from the whole transcript.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  #isOpen = false;
  #seq = 0;
  #events: SessionEvent[] = [];
  /** What the page goes on with at the next `more`. */
  #growth: Growth | undefined;
  #stateChanged = false;
  #focusPrompt = false;
  #completions: Completions | undefined;
  #lastPost = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /** The page is ready, lost count, or another session is to be shown: it gets everything anew, numbered from 0. */
  open(kept = false): void {
    this.#isOpen = true;
    this.#seq = 0;
    this.#forget();
    this.#post({ type: 'transcript', ...this.#ports.transcript(kept), state: this.#ports.state() });
    if (this.#focusPrompt) this.#schedule();
  }

  /** The reader came to the first turn that the page has. What waits goes first, as the turns before may be what it is about. */
  earlier(turn: string): void {
    if (!this.#isOpen) return;
    if (this.#events.length) {
      this.#cancel?.();
      this.#flush();
    }
    const page = this.#ports.before(turn);
    if (page) this.#post({ type: 'earlier', turn, ...page });
  }

  close(): void {
    this.#isOpen = false;
    this.#forget();
  }

  /** Another session is to be shown, if a page is there to show it. */
  restart(): void {
    if (this.#isOpen) this.open();
  }

  event(event: SessionEvent): void {
    if (!this.#isOpen) return;
    // The turns of another branch may be none the page ever got.
    if (event.type === 'branch.chosen' || (event.type === 'prompt.sent' && event.parent !== undefined)) {
      this.open(true);
      return;
    }
    this.#events.push(event);
    this.#schedule();
  }

  stateChanged(): void {
    if (!this.#isOpen) return;
    this.#stateChanged = true;
    this.#schedule();
  }

  /** Only the newest list is worth a message. */
  completions(request: number, items: Completions['items']): void {
    if (!this.#isOpen) return;
    this.#completions = { request, items };
    this.#schedule();
  }

  /** Kept for the next page when none is there: the command that asks for the prompt box is what opens the view. */
  focusPrompt(): void {
    this.#focusPrompt = true;
    if (this.#isOpen) this.#schedule();
  }

  /** What is read aloud, to the page that asked for it. */
  sound(sound: Sound): void {
    if (this.#isOpen) this.#post({ type: 'sound', ...sound });
  }

  #schedule(): void {
    if (this.#cancel) return;
    const wait = this.#lastPost + frame - this.#ports.now();
    if (wait <= 0) this.#flush();
    else this.#cancel = this.#ports.later(() => this.#flush(), wait);
  }

  /** Sends one message; what is left waits for the next frame. Events go first: the state describes the time after them. */
  #flush(): void {
    this.#cancel = undefined;
    if (this.#events.length) {
      const events = coalesce(this.#events);
      this.#events = [];
      this.#postEvents(events);
    } else if (this.#stateChanged) {
      this.#stateChanged = false;
      this.#post({ type: 'state', state: this.#ports.state() });
    } else if (this.#completions) {
      const completions = this.#completions;
      this.#completions = undefined;
      this.#post({ type: 'completions', ...completions });
    } else if (this.#focusPrompt) {
      this.#focusPrompt = false;
      this.#post({ type: 'focus_prompt' });
    }
    if (this.#events.length || this.#stateChanged || this.#completions || this.#focusPrompt) this.#schedule();
  }

  /** Of growing text only what is new goes, in the fewest bytes. */
  #postEvents(events: readonly SessionEvent[]): void {
    const before = this.#growth;
    const growth = growthOf(events.at(-1));
    this.#growth = growth;
    if (growth && events.length === 1 && goesOn(before, growth)) this.#post({ type: 'more', text: growth.text });
    else this.#post({ type: 'events', events });
  }

  #post(update: WithoutSeq<Update>): void {
    this.#lastPost = this.#ports.now();
    const events = 'events' in update ? { events: light(update.events) } : {};
    this.#ports.post({ ...update, ...events, seq: this.#seq++ });
  }

  #forget(): void {
    this.#growth = undefined;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#events = [];
    this.#stateChanged = false;
    this.#completions = undefined;
  }
}

export type Sound = Omit<Extract<Update, { type: 'sound' }>, 'type' | 'seq'>;
type Completions = Pick<Extract<Update, { type: 'completions' }>, 'request' | 'items'>;
type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never;
