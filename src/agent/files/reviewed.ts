// The words of a review: a file under review, what is kept of it, what became of a decision, and what a review needs.

import type { PendingText } from '../../edits/pendingText.ts';
import type { FileFacts, Folder, Judged } from '../../gate/judged.ts';
import type { Decision } from '../../shared/approval.ts';
import type { SessionEvent } from '../../shared/events.ts';
import type { Transcript } from '../../shared/transcript.ts';
import type { Log } from '../ports.ts';
import type { DiffLines, Workspace } from '../workspace.ts';

/** A file with hunks to decide. */
export interface ReviewedFile extends PendingText {
  readonly path: string;
  readonly place: Judged;
  readonly turn: string;
  readonly kind: 'create' | 'edit';
  /** The call that waits for the decision; absent: the change is made, and what is rejected is taken back. */
  readonly call?: string;
  /** Another one whenever the hunks are other ones: a decision names the one it was made on. */
  readonly version: number;
}

/** What is kept of a file under review beyond the window. */
export type SavedReview = Omit<ReviewedFile, 'place' | 'call' | 'version'>;

export interface ReviewPorts {
  readonly workspace: Workspace;
  readonly diffLines: DiffLines;
  readonly log: Log;
  folders(): readonly Folder[];
  readonly facts: FileFacts;
}

/** The session that it is of. */
export interface ReviewSession {
  transcript(): Pick<Transcript, 'last'>;
  emit(event: SessionEvent): void;
  /** Every hunk of a waiting call is decided. */
  decide(call: string, decision: Decision): void;
  /** The model knows this content of the file. */
  known(path: string, hash: string): void;
}

/** What became of a decision: `kept` when the person's own typing stands where something was to be taken back. */
export type Decided = 'done' | 'kept' | 'gone' | { readonly failed: string };
