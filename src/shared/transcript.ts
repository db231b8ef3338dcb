// What a session looks like: the shape that host, page and tests read, and small questions asked of it.

import type { AnswerForm } from './answerForm.ts';
import type { Approval, Decision } from './approval.ts';
import type { Attachment } from './attachment.ts';
import type { Compaction } from './compaction.ts';
import type { Activity, Effect, Outcome, Question, UserQuestion } from './events.ts';
import type { Failure } from './failure.ts';
import type { FileLeft } from './files.ts';
import type { SessionOptions } from './options.ts';
import type { Output } from './output.ts';
import type { FileReview, HunkVerdict } from './reviews.ts';
import type { FunctionCall, FunctionResult, Status, Step, Usage } from './step.ts';
import type { StreamText } from './text.ts';

/** A step as far as it has arrived. `JSON.stringify(step)` is the API's own shape. */
export interface StepState {
  readonly index: number;
  readonly step: Step<StreamText>;
  readonly open: boolean;
  /** Unix ms. */
  readonly startedAt: number;
  readonly stoppedAt?: number;
  /** Of a function_call: the JSON text of the arguments so far; gone once parsed. */
  readonly argumentsText?: StreamText;
  /** The arguments did not parse; the call must not run. */
  readonly argumentsInvalid?: true;
}

export type CallState =
  | 'received'
  | 'approval'
  | 'question'
  | 'running'
  | 'completed'
  | 'failed'
  | 'denied'
  | 'stopped';

export interface Call {
  readonly call: FunctionCall;
  readonly title: string;
  readonly effect: Effect;
  readonly state: CallState;
  readonly approval?: Approval;
  /** While it waits: what was said of hunks, by path. */
  readonly hunks?: Readonly<Record<string, readonly HunkVerdict[]>>;
  readonly decision?: Decision;
  readonly words?: string;
  /** What it asks the person, and what they said. */
  readonly question?: UserQuestion;
  readonly answer?: string;
  /** The newest of what it prints while it runs. */
  readonly output?: string;
  readonly result?: FunctionResult;
  readonly summary?: string;
  readonly startedAt?: number;
  readonly completedAt?: number;
}

export interface Interaction {
  /** Our key, unique in the session. */
  readonly key: string;
  /** The server's id; '' while unknown and always for interactions that are not stored. */
  readonly id: string;
  readonly model: string;
  readonly stored: boolean;
  /** The service works on it whether or not anybody listens. */
  readonly background?: true;
  /** Of a background interaction: where its stream was read to; undefined when the newest text has no such name. */
  readonly cursor?: string;
  readonly input: readonly Step[];
  readonly tier?: string;
  /** How many secrets of `input` went out as placeholders. */
  readonly secrets?: number;
  /** The summary it stands on; absent: none. */
  readonly basis?: string;
  /** Undefined until a terminal `interaction.completed`. */
  readonly status?: Status;
  readonly usage?: Usage;
  readonly continuationToken?: string;
  readonly steps: readonly StepState[];
  readonly calls: readonly Call[];
  /** Events of kinds we do not know, as they came. */
  readonly unknown: readonly unknown[];
}

export interface Turn {
  readonly id: string;
  /** The turn it follows; '': none, it begins the conversation. */
  readonly parent: string;
  /** Its place among all prompts of the session, in the order in which they were sent, from 0. */
  readonly order: number;
  /** A side question: what is asked next follows the turn before it. */
  readonly side?: true;
  readonly prompt: { readonly text: string; readonly attachments: readonly Attachment[]; readonly at: number };
  readonly model: string;
  /** What was asked for; absent: a text. */
  readonly output?: Output;
  /** Absent: prose. */
  readonly form?: AnswerForm;
  readonly interactions: readonly Interaction[];
  readonly activity?: Activity;
  /** Undefined while the turn runs. */
  readonly outcome?: Outcome;
  readonly failure?: Failure;
  readonly question?: Question;
  /** Why the chain was built anew from the local steps, when it was. */
  readonly rebuilt?: string;
  readonly completedAt?: number;
  /** Summaries that stand for the conversation up to a point of the turn, oldest first; the undone among them. */
  readonly compactions?: readonly Compaction[];
  /** What became of the problems of each file that the turn changed, by path; absent: nothing is known. */
  readonly problems?: readonly ProblemsChange[];
  /** Files that the turn changed, in the order of their first change. */
  readonly files?: readonly FileReview[];
  /** Paths, below the roots of their folders, of files that calls of the turn changed; each once. */
  readonly touched?: readonly string[];
  /** Somebody went back to before this turn. */
  readonly restored?: Restored;
}

export interface Restored {
  readonly restore: string;
  /** And took that back. */
  readonly undone: boolean;
  /** How many were changed. */
  readonly files: number;
  readonly left: readonly FileLeft[];
}

export interface ProblemsChange {
  readonly path: string;
  readonly fixed: number;
  readonly added: number;
}

/** What a session is called, and where it stands in lists. */
export interface Label {
  readonly title?: string;
  readonly titledBy?: 'person' | 'model';
  /** What asking for the title used. */
  readonly usage?: Usage;
  readonly model?: string;
  /** Of requests that are no part of a turn. */
  readonly used?: readonly { readonly model: string; readonly usage: Usage }[];
  readonly pinned?: boolean;
  readonly archived?: boolean;
}

/** A session is a tree of turns. `turns` and `last` are the branch that is shown; everything that happens, happens at its end. */
export interface Transcript {
  readonly session: string;
  readonly createdAt: number;
  readonly options: SessionOptions;
  readonly label: Label;
  /** Turns of the shown branch before its last one, each the parent of the next. */
  readonly turns: readonly Turn[];
  /** The end of the shown branch, running or ended: apart, so that an event never copies the list of all turns. */
  readonly last?: Turn;
  /** Turns that only other branches have, in the order of their prompts. */
  readonly others: readonly Turn[];
}

export const emptyTranscript: Transcript = {
  session: '',
  createdAt: 0,
  label: {},
  options: {},
  turns: [],
  others: [],
};

/** Nothing was ever asked in it. */
export function isEmpty({ last, others }: Transcript): boolean {
  return last === undefined && others.length === 0;
}

/** The shown branch, oldest first. */
export function allTurns({ turns, last }: Transcript): readonly Turn[] {
  return last ? [...turns, last] : turns;
}

export function isRunning({ last }: Transcript): boolean {
  return last !== undefined && last.outcome === undefined;
}

/** A step in the API's own shape, texts as strings; a deep copy. */
export function plainStep(step: Step<StreamText>): Step {
  return JSON.parse(JSON.stringify(step));
}

/** The text of all `model_output` steps of an interaction or a turn's interactions, joined. */
export function outputText(interactions: readonly Interaction[]): string {
  return interactions
    .flatMap(({ steps }) => steps)
    .flatMap(({ step }) =>
      step.type === 'model_output'
        ? ((step as { content?: readonly { type: string; text?: StreamText }[] }).content ?? [])
        : [],
    )
    .map((content) => (content.type === 'text' ? String(content.text) : ''))
    .join('');
}

/** Sum of the token counts of a turn; a count no interaction reported stays undefined. */
export function turnUsage({ interactions }: Turn): Usage | undefined {
  const usages = interactions.map(({ usage }) => usage).filter((usage) => usage !== undefined);
  if (usages.length === 0) return undefined;
  const names = [
    'total_tokens',
    'total_input_tokens',
    'total_output_tokens',
    'total_thought_tokens',
    'total_tool_use_tokens',
    'total_cached_tokens',
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const counts = usages.map((usage) => usage[name]).filter((count) => typeof count === 'number');
      return counts.length ? [[name, counts.reduce((sum, count) => sum + count, 0)]] : [];
    }),
  );
}
