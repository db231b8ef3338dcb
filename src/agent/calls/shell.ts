// What running commands needs of the outside: a shell, and commands that go on after the call that started them.

import type { Judged } from '../../gate/judged.ts';

export interface CommandRequest {
  readonly line: string;
  /** Id of the call that asked for it. */
  readonly call: string;
  /** The judged folder it runs in. */
  readonly folder: Judged;
  /** Ends the command with everything it started, also after the call that started it was answered. */
  readonly signal: AbortSignal;
  /** Plain text as it comes, at most ten times a second and bounded: the newest of it. */
  onOutput(text: string): void;
}

/** A command that runs or has run. */
export interface Running {
  /** Short, unique in the window: what the model names it by. */
  readonly id: string;
  readonly line: string;
  readonly running: boolean;
  /** Of one that ended; null when it was killed. */
  readonly code?: number | null;
  /** From the start to the end, or until this moment. */
  readonly ms: number;
  /** What it printed as plain text, escape sequences out: its length, and a part of it. A part that is no longer kept says so. */
  readonly length: number;
  text(from?: number, to?: number): string;
  /** Resolves when it ended, when it printed nothing for a while, or when it took long. Never rejects. */
  settled(): Promise<'ended' | 'silent' | 'long'>;
  /** Resolves when it printed something or ended, at the latest after so many ms. */
  news(ms: number): Promise<void>;
  kill(): void;
}

export interface Shell {
  /** Which language the line is in: `bash`, `sh`, `PowerShell`. */
  readonly name: string;
  /** Throws a `ToolError` where the folder is not on disk or nothing can be started. */
  start(request: CommandRequest): Promise<Running>;
  find(id: string): Running | undefined;
  /** Those that can be asked about, oldest first. */
  readonly all: readonly Running[];
}
