// A session: its events in order, the transcript they fold to, and the one turn that may run in it.

import { Grants } from '../gate/grants.ts';
import type { Decision } from '../shared/approval.ts';
import { endOf, findTurn, freshTurn, mainEnd } from '../shared/branch.ts';
import type { EventOf, SessionEvent } from '../shared/events.ts';
import { fold } from '../shared/fold.ts';
import type { SessionOptions } from '../shared/options.ts';
import { foldStored, lightOf, type Stored } from '../shared/stored.ts';
import { isRunning, type Transcript, type Turn } from '../shared/transcript.ts';
import { leaving } from './abort.ts';
import { runTurn, type Start } from './agent.ts';
import { Waiting } from './calls/waiting.ts';
import { CapWatch } from './caps.ts';
import { continuation, isAway } from './chain.ts';
import { Compactions } from './compactions.ts';
import { Review } from './files/review.ts';
import { SessionFiles } from './files/sessionFiles.ts';
import { Journal } from './journal.ts';
import { withOptions } from './options.ts';
import { type Prompt, promptStep } from './prompt.ts';
import type { RunSettings } from './runSettings.ts';
import { SecretFilter } from './secrets.ts';
import type { SessionPorts } from './sessionPorts.ts';
import { type SessionParts, turnContext } from './turnContext.ts';
import { askedAt, internal } from './turnEnd.ts';
import type { Change } from './workspace.ts';

export class Session {
  readonly id: string;
  /** What its calls did to files, and the ways back. */
  readonly files: SessionFiles;
  /** What the person makes of changes. */
  readonly review: Review;
  readonly compactions: Compactions;
  readonly #ports: SessionPorts;
  readonly #journal: Journal;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #waiting = new Waiting();
  readonly #parts: SessionParts;
  readonly #seen = new Map<string, string>();
  readonly #changes = new Map<string, readonly Change[]>();
  #transcript: Transcript;
  /** Of the running turn, or of the one that ended last. */
  #turn = new AbortController();

  /** `events`: a stored session's; empty for a new one. A turn that was running when they ended is interrupted, or goes on where the service does. */
  constructor(id: string, events: readonly Stored[], ports: SessionPorts) {
    this.id = id;
    this.#ports = ports;
    this.#journal = new Journal(ports.store, ports.log);
    const secrets = ports.placeholders && new SecretFilter(ports.placeholders, () => this.#transcript);
    this.#transcript = foldStored(events);
    const own = { transcript: () => this.#transcript, emit: (event: SessionEvent) => this.#emit(event) };
    const stored = { ...own, committed: () => this.#journal.committed() };
    this.files = new SessionFiles({ ...ports, ...stored });
    for (const event of lightOf(events)) this.files.heard(event);
    this.compactions = new Compactions({
      ...ports,
      ...own,
      settings: () => this.#settings(),
      secrets,
      forget: () => this.#seen.clear(),
    });
    this.review = new Review(ports, {
      ...own,
      decide: (call, decision) => this.decide(call, decision),
      known: (path, hash) => this.#seen.set(path, hash),
    });
    this.#parts = {
      ...stored,
      id,
      ports,
      secrets,
      files: this.files,
      review: this.review,
      compactions: this.compactions,
      waiting: this.#waiting,
      changes: this.#changes,
      seen: this.#seen,
      grants: new Grants(),
      caps: new CapWatch(),
    };
    if (this.#transcript.session === '') this.#emit({ type: 'session.created', id, at: ports.clock.now() });
    if (isRunning(this.#transcript)) this.#takeUp(this.#transcript.last!);
  }

  get transcript(): Transcript {
    return this.#transcript;
  }

  /** True while a turn runs or the conversation is being summed up. */
  get busy(): boolean {
    return isRunning(this.#transcript) || this.compactions.running !== undefined;
  }

  /** Calls that wait for the person's decision or answer. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Called with each event as it happens, transient ones included. Returns the way to stop. */
  onEvent(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs a turn to its end. Never rejects. Ignored while busy. */
  async send({ text, attachments, model, output, form, parent, side }: Prompt): Promise<void> {
    if (this.busy) return;
    const end = this.#transcript.last?.id ?? '';
    const follows = parent ?? (side ? end : mainEnd(this.#transcript));
    const turn = freshTurn(this.#transcript);
    const settings = { ...this.#settings(), ...(model === undefined ? {} : { model }) };
    this.#turn = new AbortController();
    if (follows !== end) this.#seen.clear();
    this.#emit({
      type: 'prompt.sent',
      turn,
      at: this.#ports.clock.now(),
      text,
      attachments,
      model: settings.model,
      ...(output ? { output } : {}),
      ...(follows === end ? {} : { parent: follows }),
      ...(side ? { side } : {}),
      ...(form ? { form } : {}),
    });
    await this.#run(turn, { added: [promptStep(text, attachments, this.files.news)], keepPartial: true }, settings);
  }

  /** Sends a prompt in the place of a turn's own: the same conversation before it, another answer beside it. As `send`; ignored for no such turn. */
  async fork(turn: string, prompt: Omit<Prompt, 'parent' | 'side'>): Promise<void> {
    const found = findTurn(this.#transcript, turn);
    if (found) await this.send({ ...prompt, parent: found.parent, side: found.side });
  }

  /** Asks a turn's prompt once more, beside the answer there is. `model`: another one than the person's choice. As `fork`. */
  async regenerate(turn: string, model?: string): Promise<void> {
    const found = findTurn(this.#transcript, turn);
    if (!found) return;
    const { text, attachments } = found.prompt;
    const output = model !== undefined && found.output?.type === 'research' ? undefined : found.output;
    const { form } = found;
    await this.fork(turn, { text, attachments, model: model ?? (found.output && found.model), output, form });
  }

  /** The conversation as it was before a turn's prompt; what came after is kept beside it. False: a turn runs, or there is none of that name. */
  rewind(turn: string): boolean {
    const found = findTurn(this.#transcript, turn);
    return found !== undefined && this.#show(found.parent);
  }

  /** Shows the branch a turn is on, up to its newest prompt; with `here` only up to the turn itself, so that the next prompt forks there. */
  choose(turn: string, upTo: 'end' | 'here' = 'end'): boolean {
    const found = findTurn(this.#transcript, turn);
    return found !== undefined && this.#show(upTo === 'here' ? turn : endOf(this.#transcript, found).id);
  }

  /**
   * Runs the last turn of the shown branch on from where it ended: a guard's question, a stop, a failure, an interruption. `retry` asks again for what failed and
   * forgets its half answer; `continue` keeps it. Never rejects; ignored while busy or for another turn.
   */
  async resume(turn: string, how: 'retry' | 'continue'): Promise<void> {
    const { last } = this.#transcript;
    if (this.busy || last?.id !== turn || last.outcome === undefined) return;
    const keepPartial = how === 'continue';
    const takeUp = isAway(last);
    const asked = last.interactions.length > 0;
    const added = asked
      ? continuation(this.#transcript, keepPartial)
      : [promptStep(last.prompt.text, last.prompt.attachments)];
    this.#turn = new AbortController();
    this.#emit({ type: 'turn.resumed', turn, at: this.#ports.clock.now() });
    // A picture comes from the model that was asked for it; a text from the person's choice of now.
    const settings = { ...this.#settings(), ...(last.output ? { model: last.model } : {}) };
    await this.#run(turn, { added: takeUp ? [] : added, keepPartial, takeUp }, settings);
  }

  /** Counts from the next turn on. */
  setOptions(options: SessionOptions): void {
    this.#emit({ type: 'options.changed', options });
  }

  /** A fact about the session as a whole. */
  note(event: EventOf<'session.titled' | 'session.marked' | 'session.used'>): void {
    this.#emit(event);
  }

  /** Ends the running turn within 200 ms, whatever it waits for. */
  stop(): void {
    this.compactions.stop();
    this.#turn.abort(new Error('The person stopped the turn.'));
  }

  /** Ends at the service what goes on there for a turn that waits for the person. Ignored while busy or for another turn; rejects as `cancel` does. */
  async abandon(turn: string): Promise<void> {
    const away = () => {
      const { last } = this.#transcript;
      return !this.busy && last?.id === turn && isAway(last) ? last.interactions.at(-1) : undefined;
    };
    const newest = away();
    if (!newest) return;
    await (await this.#ports.gemini()).cancel(newest.id, new AbortController().signal);
    // The person may have gone on meanwhile: then the turn that runs says how it ended.
    if (away()) this.#emit({ type: 'turn.completed', turn, at: this.#ports.clock.now(), outcome: 'stopped' });
  }

  /** Ends what runs here and leaves to the service what it works on in the background: the next window takes it up. */
  leave(): void {
    this.#turn.abort(leaving);
  }

  /** Ignored when no such call waits: an answer counts once, and only for what was asked. */
  decide(call: string, decision: Decision, words?: string): void {
    this.#waiting.decide(call, decision, words);
  }

  /** To a question of the model. Ignored when no such call asks, and when it is no answer to what was asked. */
  answer(call: string, text: string): void {
    this.#waiting.answer(call, text);
  }

  /** The changes a call waits with, for the diff editor. */
  changesOf(call: string): readonly Change[] {
    return this.#changes.get(call) ?? [];
  }

  /** Resolves once everything so far is stored as well as it can be. */
  flush(): Promise<void> {
    return this.#journal.committed();
  }

  #takeUp(last: Turn): void {
    if (isAway(last, true))
      void this.#run(last.id, { added: [], keepPartial: true, takeUp: true, since: askedAt(last) });
    else this.#emit({ type: 'turn.completed', turn: last.id, at: this.#ports.clock.now(), outcome: 'interrupted' });
  }

  #show(end: string): boolean {
    if (this.busy) return false;
    if ((this.#transcript.last?.id ?? '') === end) return true;
    // What the model read on another branch it does not know on this one.
    this.#seen.clear();
    this.#emit({ type: 'branch.chosen', turn: end });
    return true;
  }

  #settings(): RunSettings {
    return withOptions(this.#ports.settings(), this.#transcript.options);
  }

  async #run(turn: string, start: Start, settings = this.#settings()): Promise<void> {
    const { signal } = this.#turn;
    const end = await turnContext(this.#parts, { turn, settings, signal })
      .then((context) => runTurn(context, turn, start))
      .catch((error: unknown) => {
        if (signal.aborted) return { outcome: 'stopped' as const };
        this.#ports.log.error('The turn could not start', error);
        return { outcome: 'failed' as const, failure: internal(this.#ports, error) };
      });
    this.#waiting.clear();
    this.#changes.clear();
    this.#emit({ type: 'turn.completed', turn, at: this.#ports.clock.now(), ...end });
    await this.#journal.committed();
  }

  /** Shown first, stored second: nothing a person sees waits for the disk. */
  #emit(event: SessionEvent): void {
    this.#transcript = fold(this.#transcript, event);
    this.files.heard(event);
    for (const listener of this.#listeners) listener(event);
    this.#journal.add(event);
  }
}
