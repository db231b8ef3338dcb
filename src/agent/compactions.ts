// A session's conversation in; the beginning of it as a summary out, when the model's window nears its end or the person asks; edited and undone by them.

import type { Compaction, Summary } from '../shared/compaction.ts';
import { contextTokens } from '../shared/context.ts';
import type { EventOf } from '../shared/events.ts';
import { compactionsOf, standing } from '../shared/standing.ts';
import { allTurns, isRunning, type Transcript } from '../shared/transcript.ts';
import type { Clock, Gemini, InteractionRequest } from './ports.ts';
import type { RunSettings } from './runSettings.ts';
import type { SecretFilter } from './secrets.ts';
import { askSummary } from './summary.ts';

export interface CompactionPorts {
  transcript(): Transcript;
  emit(event: EventOf<'conversation.compacted'>): void;
  /** Rejects with a `FailureError` when there is no key. */
  gemini(): Promise<Gemini>;
  settings(): RunSettings;
  readonly secrets?: SecretFilter;
  readonly clock: Clock;
  t(text: string): string;
  /** What the model read of files it does not know any more. */
  forget(): void;
}

/** How full the window is when something is done about it, and how much fuller before it is said again. */
const near = 0.9;
const step = 0.03;

/** Of one session. Nothing of the conversation is lost: what the model gets is another, what a person sees is not. */
export class Compactions {
  readonly #ports: CompactionPorts;
  /** How full the window was when it was said last. */
  #said = 0;
  #made = 0;
  #running: { readonly id: string; readonly abort: AbortController } | undefined;

  constructor(ports: CompactionPorts) {
    this.#ports = ports;
  }

  /** Id of the one that is being made. */
  get running(): string | undefined {
    return this.#running?.id;
  }

  /** The next request comes near what the model takes. Said once, and again when it is fuller yet; never where its window is not known. */
  nearsEnd(): boolean {
    const { window, compaction = 'ask' } = this.#ports.settings();
    if (window === undefined || compaction === 'off') return false;
    const full = contextTokens(this.#ports.transcript(), window) / window;
    if (full < near) this.#said = 0;
    if (full < near || full < this.#said + step) return false;
    this.#said = full;
    return true;
  }

  /** Whether there is anything that no summary stands for. */
  get possible(): boolean {
    return standing(this.#ports.transcript()).flat().length > 0;
  }

  /** Asks for a summary of all so far. False: there is nothing to sum up. Rejects with a `FailureError`, or with the signal's reason. */
  async make(signal?: AbortSignal): Promise<boolean> {
    const { transcript, settings, secrets, clock, t } = this.#ports;
    const whole = transcript();
    const turn = allTurns(whole).findLast(({ interactions }) => interactions.length > 0);
    if (!turn || !this.possible || this.#running) return false;
    const running = { id: `c${this.#next()}`, abort: new AbortController() };
    this.#running = running;
    try {
      const { model, store, sendSecrets } = settings();
      const hide = (request: InteractionRequest) =>
        sendSecrets || !secrets ? request : secrets.hide(request, []).request;
      const both = AbortSignal.any([running.abort.signal, ...(signal ? [signal] : [])]);
      const gemini = await this.#ports.gemini();
      const { summary, usage } = await askSummary(whole, { gemini, model, store, hide, t, signal: both });
      both.throwIfAborted();
      const through = turn.interactions.length;
      const made = { id: running.id, at: clock.now(), through, summary, edited: 0, model, ...(usage ? { usage } : {}) };
      this.#running = undefined;
      this.#put(turn.id, made);
      return true;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  /** Ends the one that is being made; the conversation stays as it is. */
  stop(): void {
    this.#running?.abort.abort(new Error('The person stopped it.'));
    this.#running = undefined;
  }

  /** The summary in the person's words counts from the next request on. Ignored while a turn runs, and for none of that name. */
  edit(id: string, summary: Summary): void {
    this.#change(id, (one) => ({ ...one, summary, edited: one.edited + 1 }));
  }

  /** The conversation goes out as it was said again; undone once more, as the summary. Ignored as `edit`. */
  undo(id: string, undone: boolean): void {
    this.#change(id, ({ undone: _, ...one }) => ({ ...one, ...(undone ? { undone } : {}) }));
  }

  #change(id: string, change: (one: Compaction) => Compaction): void {
    const transcript = this.#ports.transcript();
    const found = compactionsOf(transcript).find(({ compaction }) => compaction.id === id);
    if (found && !isRunning(transcript) && !this.#running) this.#put(found.turn.id, change(found.compaction));
  }

  #put(turn: string, compaction: Compaction): void {
    this.#ports.forget();
    this.#ports.emit({ type: 'conversation.compacted', turn, compaction });
  }

  /** A number that no other summary of the session has, not even one that was given up. */
  #next(): number {
    const known = compactionsOf(this.#ports.transcript()).map(({ compaction }) => Number(compaction.id.slice(1)) || 0);
    this.#made = Math.max(this.#made, ...known) + 1;
    return this.#made;
  }
}
