// A session: its events in order, the transcript they fold to, and the one turn that may run in it.

import type { FileFacts, Folder } from '../gate/judge.ts';
import type { Attachment, Decision, SessionEvent } from '../shared/events.ts';
import { foldAll } from '../shared/fold.ts';
import type { Transcript } from '../shared/transcript.ts';
import type { Change, Clock, DiffLines, Gemini, Log, RunSettings, SessionLog, Workspace } from './ports.ts';
import type { Tool } from './tool.ts';

/** Everything a session needs of the outside. The two loaders are called when first needed. */
export interface SessionPorts {
  gemini(): Promise<Gemini>;
  /** Empty where tools must not be offered (an untrusted workspace, no folder). */
  tools(): Promise<readonly Tool[]>;
  readonly workspace: Workspace;
  folders(): readonly Folder[];
  readonly facts: FileFacts;
  settings(): RunSettings;
  /** Workspace facts for the system instruction: folder names, platform, language of the UI. */
  surroundings(): { readonly folders: readonly string[]; readonly platform: string; readonly language: string };
  readonly diffLines: DiffLines;
  readonly store: SessionLog;
  readonly clock: Clock;
  readonly log: Log;
  /** Translates a sentence for the person. */
  t(text: string, ...args: readonly (string | number)[]): string;
}

export class Session {
  readonly id: string;
  #transcript: Transcript;

  /** `events`: a stored session's; empty for a new one. */
  constructor(id: string, events: readonly SessionEvent[], ports: SessionPorts) {
    this.id = id;
    this.#transcript = foldAll(events);
    void ports;
  }

  get transcript(): Transcript {
    return this.#transcript;
  }

  /** True while a turn runs. */
  get busy(): boolean {
    return false;
  }

  /** Called with each event as it happens, transient ones included. Returns the way to stop. */
  onEvent(_listener: (event: SessionEvent) => void): () => void {
    return () => {};
  }

  /** Runs a turn to its end. Never rejects. Ignored while busy. */
  async send(_prompt: { readonly text: string; readonly attachments: readonly Attachment[] }): Promise<void> {}

  /** Runs the newest turn on from where it stopped: a guard's question, a stop, a failure, an interruption. Never rejects. */
  async resume(_turn: string): Promise<void> {}

  /** Ends the running turn within 200 ms, whatever it waits for. */
  stop(): void {}

  decide(_call: string, _decision: Decision, _words?: string): void {}

  /** The change a call waits with, for the diff editor. */
  changeOf(_call: string): Change | undefined {
    return undefined;
  }
}
