// A session: its events in order, the transcript they fold to, and the one turn that may run in it.

import { Grants } from '../gate/grants.ts';
import type { FileFacts, Folder, JudgeContext } from '../gate/judged.ts';
import type { Attachment, Decision, SessionEvent } from '../shared/events.ts';
import { fold, foldAll } from '../shared/fold.ts';
import type { SessionOptions } from '../shared/options.ts';
import { emptyTranscript, isRunning, type Transcript } from '../shared/transcript.ts';
import { abortable } from './abort.ts';
import { internal, runTurn, type Start, type TurnContext } from './agent.ts';
import { chainOf, userInput } from './chain.ts';
import type { Surroundings } from './instructions.ts';
import { Journal } from './journal.ts';
import { withOptions } from './options.ts';
import type {
  Approvals,
  BuiltInTool,
  Change,
  Clock,
  DiffLines,
  Gemini,
  Log,
  RunSettings,
  SessionLog,
  Workspace,
} from './ports.ts';
import { promptStep } from './prompt.ts';
import type { Tool } from './tool.ts';
import { TurnProblems } from './turnProblems.ts';

/** Everything a session needs of the outside. The two loaders are called when first needed. */
export interface SessionPorts {
  /** Rejects with a `FailureError` when there is no key. */
  gemini(): Promise<Gemini>;
  /** Empty where tools must not be offered (an untrusted workspace, no folder). */
  tools(): Promise<readonly Tool[]>;
  readonly workspace: Workspace;
  folders(): readonly Folder[];
  readonly facts: FileFacts;
  /** Which paths the folders keep from models. Asked once a turn; the answer follows later changes. Absent: none. Never rejects. */
  excludes?(): Promise<NonNullable<JudgeContext['excludes']>>;
  /** Tools of Google that the session has switched on, as the request says them. Asked once a turn. Absent: none. */
  builtIns?(options: SessionOptions): Promise<readonly BuiltInTool[]>;
  settings(): RunSettings;
  /** Asked once a turn. */
  surroundings(): Surroundings | Promise<Surroundings>;
  readonly diffLines: DiffLines;
  readonly store: SessionLog;
  readonly clock: Clock;
  readonly log: Log;
  /** Translates a sentence for the person. */
  t(text: string, ...args: readonly (string | number)[]): string;
}

interface Answer {
  readonly decision: Decision;
  readonly words?: string;
}

export class Session {
  readonly id: string;
  readonly #ports: SessionPorts;
  readonly #journal: Journal;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  readonly #grants = new Grants();
  readonly #seen = new Map<string, string>();
  readonly #changes = new Map<string, readonly Change[]>();
  #transcript: Transcript;
  /** Of the running turn, or of the one that ended last. */
  #turn = new AbortController();

  /** `events`: a stored session's; empty for a new one. A turn that was running when they ended is interrupted. */
  constructor(id: string, events: readonly SessionEvent[], ports: SessionPorts) {
    this.id = id;
    this.#ports = ports;
    this.#journal = new Journal(ports.store, ports.log);
    this.#transcript = foldAll(events, emptyTranscript);
    if (this.#transcript.session === '') this.#emit({ type: 'session.created', id, at: ports.clock.now() });
    if (isRunning(this.#transcript))
      this.#emit({
        type: 'turn.completed',
        turn: this.#transcript.last!.id,
        at: ports.clock.now(),
        outcome: 'interrupted',
      });
  }

  get transcript(): Transcript {
    return this.#transcript;
  }

  /** True while a turn runs. */
  get busy(): boolean {
    return isRunning(this.#transcript);
  }

  /** Calls that wait for the person's decision. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Called with each event as it happens, transient ones included. Returns the way to stop. */
  onEvent(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs a turn to its end. Never rejects. Ignored while busy. */
  async send({
    text,
    attachments,
  }: {
    readonly text: string;
    readonly attachments: readonly Attachment[];
  }): Promise<void> {
    if (this.busy) return;
    const { turns, last } = this.#transcript;
    const turn = `t${turns.length + (last ? 2 : 1)}`;
    const { model } = this.#ports.settings();
    this.#turn = new AbortController();
    this.#emit({ type: 'prompt.sent', turn, at: this.#ports.clock.now(), text, attachments, model });
    await this.#run(turn, { added: [promptStep(text, attachments)], keepPartial: true });
  }

  /**
   * Runs the newest turn on from where it ended: a guard's question, a stop, a failure, an interruption. `retry` asks again for what failed and
   * forgets its half answer; `continue` keeps it. Never rejects; ignored while busy or for another turn.
   */
  async resume(turn: string, how: 'retry' | 'continue'): Promise<void> {
    const { last } = this.#transcript;
    if (this.busy || last?.id !== turn || last.outcome === undefined) return;
    const keepPartial = how === 'continue';
    const added =
      last.interactions.length === 0
        ? [promptStep(last.prompt.text, last.prompt.attachments)]
        : continuation(this.#transcript, keepPartial);
    this.#turn = new AbortController();
    this.#emit({ type: 'turn.resumed', turn, at: this.#ports.clock.now() });
    await this.#run(turn, { added, keepPartial });
  }

  /** Counts from the next turn on. */
  setOptions(options: SessionOptions): void {
    this.#emit({ type: 'options.changed', options });
  }

  /** Ends the running turn within 200 ms, whatever it waits for. */
  stop(): void {
    this.#turn.abort(new Error('The person stopped the turn.'));
  }

  /** Ignored when no such call waits: an answer counts once, and only for what was asked. */
  decide(call: string, decision: Decision, words?: string): void {
    const answer = this.#waiting.get(call);
    this.#waiting.delete(call);
    answer?.({ decision, words });
  }

  /** The changes a call waits with, for the diff editor. */
  changesOf(call: string): readonly Change[] {
    return this.#changes.get(call) ?? [];
  }

  /** Resolves once everything so far is stored as well as it can be. */
  flush(): Promise<void> {
    return this.#journal.committed();
  }

  async #run(turn: string, start: Start): Promise<void> {
    const { signal } = this.#turn;
    const end = await this.#context(turn, signal)
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

  async #context(turn: string, signal: AbortSignal): Promise<TurnContext> {
    const { workspace, diffLines, clock, log, facts } = this.#ports;
    const excludes = await abortable(Promise.resolve(this.#ports.excludes?.()), signal);
    return {
      gemini: () => abortable(this.#ports.gemini(), signal),
      tools: await this.#ports.tools(),
      builtIns: (await abortable(Promise.resolve(this.#ports.builtIns?.(this.#transcript.options)), signal)) ?? [],
      settings: withOptions(this.#ports.settings(), this.#transcript.options),
      surroundings: await abortable(Promise.resolve(this.#ports.surroundings()), signal),
      judgeContext: () => ({ folders: this.#ports.folders(), facts, excludes }),
      transcript: () => this.#transcript,
      emit: (event) => this.#emit(event),
      problems: new TurnProblems(turn, workspace, (event) => this.#emit(event)),
      committed: () => this.#journal.committed(),
      t: (text, ...args) => this.#ports.t(text, ...args),
      approvals: this.#approvals(),
      grants: this.#grants,
      seen: this.#seen,
      changes: this.#changes,
      workspace,
      diffLines,
      clock,
      log,
      signal,
    };
  }

  #approvals(): Approvals {
    return {
      decision: (call, signal) => {
        const answer = new Promise<Answer>((resolve) => this.#waiting.set(call, resolve));
        return abortable(answer, signal).finally(() => this.#waiting.delete(call));
      },
    };
  }

  /** Shown first, stored second: nothing a person sees waits for the disk. */
  #emit(event: SessionEvent): void {
    this.#transcript = fold(this.#transcript, event);
    for (const listener of this.#listeners) listener(event);
    this.#journal.add(event);
  }
}

/** What makes the model go on when nothing waits to be sent: results do, a token does, half an answer does not. */
function continuation(transcript: Transcript, keepPartial: boolean): readonly ReturnType<typeof userInput>[] {
  const { pending, continuationToken } = chainOf(transcript, keepPartial);
  const newest = pending.at(-1);
  if (newest ? newest.type !== 'model_output' : continuationToken !== undefined) return [];
  return [userInput('Continue exactly where you stopped.')];
}
