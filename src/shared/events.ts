// The spine: every fact of a session, in the order it happened. The agent emits them, the log keeps them, host and page fold them.

import type { AnswerForm } from './answerForm.ts';
import type { Approval, Decision } from './approval.ts';
import type { Attachment } from './attachment.ts';
import type { Compaction } from './compaction.ts';
import type { Failure } from './failure.ts';
import type { FileChange, FileLeft, KeptFile } from './files.ts';
import type { LabelEvent } from './labelEvent.ts';
import type { SessionOptions } from './options.ts';
import type { Output } from './output.ts';
import type { FileReview, HunkVerdict } from './reviews.ts';
import type { Delta, FunctionCall, FunctionResult, Status, Step, Usage } from './step.ts';

/** What a tool does, which is all the gate knows of it. */
export type Effect = 'read' | 'edit' | 'run' | 'web';

/** What the model wants to know of the person. */
export interface UserQuestion {
  readonly text: string;
  /** Empty: words alone are an answer. */
  readonly choices: readonly string[];
  /** Words of the person's own are an answer as well. */
  readonly freeText: boolean;
}

/** What the model is doing when nothing streams. Not stored. */
export interface Activity {
  readonly kind:
    | 'connecting'
    | 'queued'
    | 'thinking'
    | 'writing'
    | 'calling'
    | 'compacting'
    | 'reconnecting'
    | 'retrying'
    | 'approval';
  /** Unix ms. */
  readonly since: number;
  /** Unix ms at which a retry starts. */
  readonly until?: number;
  readonly detail?: string;
  /** What the running interaction has used so far, where the service says so. */
  readonly usage?: Usage;
}

/** Why a turn stopped by itself to ask the person. */
export interface Question {
  readonly kind:
    | 'same_call'
    | 'ping_pong'
    | 'no_progress'
    | 'repetition'
    | 'interactions'
    | 'continuation'
    | 'overdue'
    | 'turn_cap'
    | 'session_cap'
    | 'window';
  readonly text: string;
}

export type Outcome = 'completed' | 'stopped' | 'failed' | 'asking' | 'interrupted';

export type SessionEvent =
  | { readonly type: 'session.created'; readonly id: string; readonly at: number }
  /** What it names counts from here on; what it does not name stays. */
  | { readonly type: 'options.changed'; readonly options: SessionOptions }
  | LabelEvent
  | {
      readonly type: 'prompt.sent';
      readonly turn: string;
      readonly at: number;
      readonly text: string;
      readonly attachments: readonly Attachment[];
      readonly model: string;
      /** Absent: a text. */
      readonly output?: Output;
      /** The turn it follows; '': none. Absent: the end of the shown branch. The branch it is on is shown from here on. */
      readonly parent?: string;
      /** A side question: the next prompt does not follow it. */
      readonly side?: true;
      /** Its place among all prompts of the session, where not all of them are told. Absent: after all that were. */
      readonly order?: number;
      /** The shape its answer is asked in. Absent: prose. */
      readonly form?: AnswerForm;
    }
  | {
      /** The shown branch ends with this turn from here on ('': before the first prompt); every other turn is kept. */
      readonly type: 'branch.chosen';
      readonly turn: string;
    }
  | {
      /** A request goes out. `interaction` is our own key; the server's id comes with `interaction.created`. */
      readonly type: 'interaction.requested';
      readonly turn: string;
      readonly interaction: string;
      readonly at: number;
      readonly model: string;
      readonly stored: boolean;
      /**
       * Exactly the input steps this interaction adds to the chain, so that it can be rebuilt without the server. A request without
       * `previous` carries the steps of the interactions before it as well; they are not repeated here.
       */
      readonly input: readonly Step[];
      readonly previous?: string;
      /** The service works on it whether or not anybody listens. */
      readonly background?: true;
      /** The service tier it was asked for with; absent: the service's own default. */
      readonly tier?: string;
      /** How many secrets of `input` went out as placeholders; `input` itself holds them. */
      readonly secrets?: number;
      /** The summary it stands on (`basisOf`); absent: none, or none that was told of. */
      readonly basis?: string;
    }
  | { readonly type: 'interaction.created'; readonly interaction: string; readonly id: string }
  | {
      readonly type: 'step.started';
      readonly interaction: string;
      readonly index: number;
      readonly step: Step;
      readonly at: number;
      readonly cursor?: string;
    }
  | {
      readonly type: 'step.delta';
      readonly interaction: string;
      readonly index: number;
      readonly delta: Delta;
      /** Of a background interaction: names this place in its stream; what comes after can be asked for with it. */
      readonly cursor?: string;
    }
  | {
      readonly type: 'step.stopped';
      readonly interaction: string;
      readonly index: number;
      readonly at: number;
      readonly cursor?: string;
    }
  /** All steps come once more, from the first: what had arrived is forgotten. */
  | { readonly type: 'interaction.replayed'; readonly interaction: string }
  | { readonly type: 'unknown.received'; readonly interaction: string; readonly raw: unknown }
  | {
      readonly type: 'interaction.completed';
      readonly interaction: string;
      readonly status: Status;
      readonly usage?: Usage;
      /** With status `requires_continuation`: what the next hop is asked for with. */
      readonly continuationToken?: string;
      readonly at: number;
    }
  /** A summary stands for the conversation up to a point of the turn; one of the same id takes its place: edited, undone, or back again. */
  | { readonly type: 'conversation.compacted'; readonly turn: string; readonly compaction: Compaction }
  | { readonly type: 'chain.rebuilt'; readonly turn: string; readonly reason: string }
  | {
      /** A call's arguments are complete. */
      readonly type: 'call.received';
      readonly interaction: string;
      readonly call: FunctionCall;
      readonly title: string;
      readonly effect: Effect;
    }
  | { readonly type: 'approval.requested'; readonly call: string; readonly approval: Approval }
  /** Hunks of a waiting change, in order; the call itself still waits. Not stored. */
  | {
      readonly type: 'hunks.decided';
      readonly call: string;
      readonly path: string;
      readonly verdicts: readonly HunkVerdict[];
    }
  | { readonly type: 'approval.decided'; readonly call: string; readonly decision: Decision; readonly words?: string }
  | {
      /** Written before the effect: after a crash it says that the effect may have happened. */ readonly type: 'call.started';
      readonly call: string;
      readonly at: number;
    }
  /** What a running call prints, bounded; not stored, the result tells of it. */
  | { readonly type: 'call.output'; readonly call: string; readonly text: string }
  /** The call waits for the person's answer. */
  | { readonly type: 'question.asked'; readonly call: string; readonly question: UserQuestion }
  | { readonly type: 'question.answered'; readonly call: string; readonly answer: string }
  | {
      readonly type: 'call.completed';
      readonly call: string;
      readonly result: FunctionResult;
      readonly at: number;
      /** One line for the person: "120 lines", "3 matches". */
      readonly summary?: string;
      /** It never ran: the turn ended before. */
      readonly stopped?: boolean;
    }
  | {
      /** Checkpoints of files are on disk; written before a call or a restore touches them. After a crash it says what may have happened. */
      readonly type: 'files.kept';
      readonly turn: string;
      readonly call?: string;
      readonly restore?: string;
      readonly at: number;
      readonly files: readonly KeptFile[];
    }
  | {
      /** What a call or a restore made of files; a restore tells of each by itself. `turn`: of a restore, the one that it goes back to. */
      readonly type: 'files.changed';
      readonly turn: string;
      readonly call?: string;
      readonly restore?: string;
      readonly at: number;
      readonly files: readonly FileChange[];
    }
  | {
      /** Files are as before the prompt of `turn`, but for those that were left alone. */
      readonly type: 'restore.completed';
      readonly turn: string;
      readonly restore: string;
      /** The restore that this one undid. */
      readonly undoes?: string;
      /** The files of the turn are as they were before anybody went back. */
      readonly undone: boolean;
      readonly at: number;
      readonly files: number;
      readonly left: readonly FileLeft[];
    }
  | {
      /** What became of a file's problems by the changes of the turn, once the editor's checkers had looked; a later one replaces it. */
      readonly type: 'problems.changed';
      readonly turn: string;
      readonly path: string;
      readonly fixed: number;
      readonly added: number;
    }
  /** A change was made or reviewed; a later one of the same file and turn replaces it. May come after the turn. */
  | { readonly type: 'file.reviewed'; readonly turn: string; readonly file: FileReview }
  | { readonly type: 'activity.updated'; readonly turn: string; readonly activity?: Activity }
  | {
      readonly type: 'turn.completed';
      readonly turn: string;
      readonly at: number;
      readonly outcome: Outcome;
      readonly failure?: Failure;
      readonly question?: Question;
    }
  | { readonly type: 'turn.resumed'; readonly turn: string; readonly at: number };

export type EventOf<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>;

/** Events that are shown but not kept: they say nothing about what happened, only about what is happening. */
export function isTransient(event: SessionEvent): boolean {
  return ['activity.updated', 'call.output', 'hunks.decided'].includes(event.type);
}
