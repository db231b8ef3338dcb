// What the agent needs of the outside, as interfaces: the API, the workspace, a person's decision, a log, a clock.

import type { Decision } from '../shared/approval.ts';
import type { SessionEvent, UserQuestion } from '../shared/events.ts';
import type { Failure } from '../shared/failure.ts';
import type { Delta, Status, Step, Usage } from '../shared/step.ts';
import type { StepState } from '../shared/transcript.ts';
import type { RemoteFiles } from './remoteFiles.ts';
import type { Stores } from './stores.ts';

/** JSON Schema of a function's parameters. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface FunctionDeclaration {
  readonly type: 'function';
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

/** A tool that the service runs itself, in the API's own words: `{type: 'google_search', …}` (contract section 5). */
export interface BuiltInTool {
  readonly type: string;
  readonly [field: string]: unknown;
}

export type ToolDeclaration = FunctionDeclaration | BuiltInTool;

/** One interaction to create. Nothing of it is inherited along the chain: all of it goes with every request. */
export interface InteractionRequest {
  /** With `agentConfig`: an agent's id. */
  readonly model: string;
  /** In the API's own words (contract section 3.5). Agents take neither tools of ours nor a generation config. */
  readonly agentConfig?: Readonly<Record<string, unknown>>;
  readonly input: readonly Step[];
  /** Id of the head of the chain; absent on the first interaction and when everything is in `input`. */
  readonly previousInteractionId?: string;
  readonly store: boolean;
  /**
   * Goes on with the long answer that ended with this token. `previousInteractionId` is then the interaction that gave it; where that is not
   * stored, `input` is what that interaction had been sent.
   */
  readonly continuationToken?: string;
  readonly background?: boolean;
  readonly systemInstruction?: string;
  readonly tools: readonly ToolDeclaration[];
  readonly generationConfig?: {
    readonly thinkingLevel?: string;
    readonly thinkingSummaries?: 'auto' | 'none';
    readonly maxOutputTokens?: number;
    readonly seed?: number;
    readonly stopSequences?: readonly string[];
    readonly toolChoice?: string;
    /** Of models that speak, in the API's own words (contract section 3.3). */
    readonly speechConfig?: { readonly speakers: readonly { readonly speaker?: string; readonly voice: string }[] };
  };
  readonly responseFormat?: JsonSchema;
  readonly serviceTier?: 'flex' | 'standard' | 'priority';
}

/** What a stream yields, in order. `index` never restarts: continuation hops are one interaction to the agent. */
export type StreamEvent =
  | { readonly type: 'created'; readonly id: string }
  /** `cursor`: of a background interaction; what comes after can be asked for with it. */
  | { readonly type: 'step.started'; readonly index: number; readonly step: Step; readonly cursor?: string }
  | { readonly type: 'step.delta'; readonly index: number; readonly delta: Delta; readonly cursor?: string }
  | { readonly type: 'step.stopped'; readonly index: number; readonly cursor?: string }
  /** Terminal: nothing follows. `id` is the one to chain to ('' when not stored). */
  | {
      readonly type: 'completed';
      readonly id: string;
      readonly status: Status;
      readonly usage?: Usage;
      readonly continuationToken?: string;
      /** Set when the ending is no plain success (failed, incomplete, budget_exceeded, an empty answer …): what the person is told. */
      readonly failure?: Failure;
    }
  /** Terminal. `contentSeen`: some of the answer had arrived. */
  | { readonly type: 'failed'; readonly failure: Failure; readonly contentSeen: boolean }
  /** Terminal: the signal was aborted. */
  | { readonly type: 'aborted' }
  /** Not terminal: nothing to show for a while, and why. `until`: Unix ms at which a retry starts. */
  | {
      readonly type: 'waiting';
      readonly reason: 'connecting' | 'queued' | 'retrying' | 'reconnecting';
      readonly until?: number;
      readonly failure?: Failure;
    }
  /** The wait is over. */
  | { readonly type: 'flowing' }
  /** What the interaction has used so far. */
  | { readonly type: 'used'; readonly usage: Usage }
  /** An event of a kind we do not know, as it came. */
  | { readonly type: 'unknown'; readonly raw: unknown };

export interface InteractionRecord {
  readonly id: string;
  readonly status: Status;
  readonly model?: string;
  readonly steps: readonly Step[];
  readonly input?: readonly Step[];
  readonly usage?: Usage;
  /** The record as the service sent it. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface Model {
  readonly id: string;
  readonly displayName: string;
  readonly inputTokenLimit?: number;
  readonly outputTokenLimit?: number;
}

/** What is there of an interaction already. Nothing: all of it comes. */
export interface Known {
  readonly cursor?: string;
  readonly steps: readonly StepState[];
  /** It is silent for minutes at times, which means nothing. */
  readonly slow?: boolean;
}

/** Unary calls reject with a `FailureError`. */
export interface Gemini {
  /** Never rejects: failures and aborts are its last event. Exactly one terminal event. */
  open(request: InteractionRequest, signal: AbortSignal): AsyncIterable<StreamEvent>;
  /**
   * A background interaction from where it was read to, to its end: by its stream, else by looking at it again and again, and confirmed by
   * one plain get. What `known` holds does not come again. Never rejects.
   */
  resume(id: string, known: Known, signal: AbortSignal): AsyncIterable<StreamEvent>;
  get(
    id: string,
    options: { readonly includeInput?: boolean; readonly signal: AbortSignal },
  ): Promise<InteractionRecord>;
  cancel(id: string, signal: AbortSignal): Promise<void>;
  /** `gone`: it was no more (404). `unsupported`: the service does not delete at the moment (501). */
  delete(id: string, signal: AbortSignal): Promise<'deleted' | 'gone' | 'unsupported'>;
  models(signal: AbortSignal): Promise<readonly Model[]>;
  readonly files: RemoteFiles;
  readonly stores: Stores;
  /** Opens the connection so that the first prompt does not pay for it. Never rejects. */
  warm(signal: AbortSignal): Promise<void>;
}

export class FailureError extends Error {
  /** Each bundle has a class of its own: by their name they are one. */
  static override [Symbol.hasInstance](error: unknown): boolean {
    return error instanceof Error && error.name === 'FailureError';
  }

  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.text);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** A person's answer to an approval. Rejects with the signal's reason when the turn is stopped. */
export interface Approvals {
  decision(call: string, signal: AbortSignal): Promise<{ readonly decision: Decision; readonly words?: string }>;
}

/** A person's answer to a question of the model. Rejects with the signal's reason when the turn is stopped. */
export interface Questions {
  answer(call: string, question: UserQuestion, signal: AbortSignal): Promise<string>;
}

export interface Log {
  error(message: string, ...details: unknown[]): void;
  warn(message: string, ...details: unknown[]): void;
  info(message: string, ...details: unknown[]): void;
  debug(message: string, ...details: unknown[]): void;
}

/** Time, so that tests own it. `now` in Unix ms. `sleep` rejects with the signal's reason when aborted. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Where a session's events are kept. `append` resolves once they are written; with `commit` once they are on disk for good. Rejects on a full or failing disk. */
export interface SessionLog {
  append(events: readonly SessionEvent[], commit: boolean): Promise<void>;
}
