// What the calls of one session share: the tools, the gate's context, the ways to ask and to tell.

import type { Grants } from '../../gate/grants.ts';
import type { JudgeContext } from '../../gate/judged.ts';
import type { SessionEvent } from '../../shared/events.ts';
import type { Review } from '../files/review.ts';
import type { TurnFiles } from '../files/turnFiles.ts';
import type { Approvals, Clock, Log, Questions } from '../ports.ts';
import type { RunSettings } from '../runSettings.ts';
import type { SecretFilter } from '../secrets.ts';
import type { Change, DiffLines, Workspace } from '../workspace.ts';
import type { Language } from './language.ts';
import type { Shell } from './shell.ts';
import type { Tool } from './tool.ts';
import type { TurnProblems } from './turnProblems.ts';

/** What calls of one session share. */
export interface CallContext {
  readonly tools: readonly Tool[];
  readonly workspace: Workspace;
  judgeContext(): JudgeContext;
  readonly grants: Grants;
  readonly settings: Pick<RunSettings, 'allowEdits' | 'reviewEdits' | 'plan' | 'mediaResults'>;
  readonly approvals: Approvals;
  readonly questions: Questions;
  readonly shell?: Shell;
  readonly language?: Language;
  readonly seen: Map<string, string>;
  /** Changes that wait for a decision, for the diff editor. */
  readonly changes: Map<string, readonly Change[]>;
  /** What the person makes of changes, before or after they are made. */
  readonly review: Review;
  readonly diffLines: DiffLines;
  /** Keeps what a change is about to touch. */
  readonly files: TurnFiles;
  /** Watches what becomes of a changed file's problems. */
  readonly problems: TurnProblems;
  /** Absent: nothing is kept from what is sent. */
  readonly secrets?: SecretFilter;
  readonly clock: Clock;
  readonly log: Log;
  emit(event: SessionEvent): void;
  /** Resolves once everything emitted so far is on disk; an effect waits for it. */
  committed(): Promise<void>;
}
