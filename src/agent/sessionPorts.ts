// What a session needs of the outside: ports, each as small as what is used of it.

import type { FileFacts, Folder, JudgeContext } from '../gate/judged.ts';
import type { Placeholders } from '../gate/placeholders.ts';
import type { SessionOptions } from '../shared/options.ts';
import type { Language } from './calls/language.ts';
import type { Shell } from './calls/shell.ts';
import type { Tool } from './calls/tool.ts';
import type { Checkpoints, RawFiles } from './files/checkpointPorts.ts';
import type { Surroundings } from './instructions.ts';
import type { BuiltInTool, Clock, Gemini, Log, SessionLog } from './ports.ts';
import type { RunSettings } from './runSettings.ts';
import type { DiffLines, Workspace } from './workspace.ts';

/** Everything a session needs of the outside. The two loaders are called when first needed. */
export interface SessionPorts {
  /** Rejects with a `FailureError` when there is no key. */
  gemini(): Promise<Gemini>;
  /** Empty where tools must not be offered (an untrusted workspace, no folder). */
  tools(session: string, options: SessionOptions): Promise<readonly Tool[]>;
  /** Absent where no command can run. */
  readonly shell?: Shell;
  /** Absent where nothing knows symbols. */
  readonly language?: Language;
  readonly workspace: Workspace;
  folders(): readonly Folder[];
  readonly facts: FileFacts;
  /** Which paths the folders keep from models. Asked once a turn; the answer follows later changes. Absent: none. Never rejects. */
  excludes?(): Promise<NonNullable<JudgeContext['excludes']>>;
  /** Tools of Google that the session has switched on, as the request says them. Asked once a turn. Absent: none. */
  builtIns?(options: SessionOptions): Promise<readonly BuiltInTool[]>;
  settings(): RunSettings;
  /** What stands for secrets in what is sent. Absent: nothing does. */
  readonly placeholders?: Placeholders;
  /** Asked once a turn. */
  surroundings(): Surroundings | Promise<Surroundings>;
  readonly diffLines: DiffLines;
  readonly store: SessionLog;
  readonly checkpoints: Checkpoints;
  readonly rawFiles: RawFiles;
  readonly clock: Clock;
  readonly log: Log;
  /** Translates a sentence for the person. */
  t(text: string, ...args: readonly (string | number)[]): string;
}
