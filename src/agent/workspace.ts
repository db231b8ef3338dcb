// The workspace as the agent sees it, as interfaces: files, searches, problems, and the one way to change anything.

import type { Judged } from '../gate/judged.ts';
import type { DiffLine } from '../shared/approval.ts';

/** A text file as the editor sees it: the open buffer when there is one, else the decoded bytes. */
export interface TextFile {
  readonly text: string;
  /** SHA-256 (hex) of `text` in UTF-8: names this content in approvals and reads. */
  readonly hash: string;
  /** The buffer has changes that are not saved. */
  readonly dirty: boolean;
}

export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  readonly size?: number;
}

export interface SearchRequest {
  readonly pattern: string;
  readonly isRegex: boolean;
  /** Glob, relative to the folder. */
  readonly include?: string;
  readonly maxMatches: number;
}

export interface Match {
  /** Workspace-relative path. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

export interface Problem {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly source?: string;
  readonly code?: string;
}

/** Ends with `settled` or `cancel`, whichever is called. */
export interface ProblemsWatch {
  readonly before: readonly Problem[];
  /** The problems once the checkers have looked at the change; undefined when none said anything in bounded time. Never rejects. */
  settled(): Promise<readonly Problem[] | undefined>;
  cancel(): void;
}

/** A file that does not exist. */
export interface Creation {
  readonly kind: 'create';
  readonly place: Judged;
  readonly before?: undefined;
  readonly after: string;
}

/** A file that gets another text. */
export interface Edition {
  readonly kind: 'edit';
  readonly place: Judged;
  readonly before: TextFile;
  readonly after: string;
}

/** A file or folder that goes to the trash. `before`: its text, when it is a text file. */
export interface Removal {
  readonly kind: 'delete';
  readonly place: Judged;
  readonly before?: TextFile;
}

/** A file or folder that gets another name, folder, or both. `to`: judged for `create`. `before`: as of a removal. */
export interface Move {
  readonly kind: 'rename';
  readonly place: Judged;
  readonly to: Judged;
  readonly before?: TextFile;
}

/** One file's change, planned and not yet made. What a person allows is exactly this. */
export type Change = Creation | Edition | Removal | Move;

/**
 * The workspace folders through the editor. Paths that come in were judged; methods throw a `ToolError` whose text tells the model what to do
 * next, for a file that is missing, binary, too large or not decodable.
 */
export interface Workspace {
  readText(place: Judged, signal: AbortSignal): Promise<TextFile>;
  /** The bytes on disk; undefined when there are more than `limit`. Absent: only text is read here. */
  readBytes?(place: Judged, limit: number, signal: AbortSignal): Promise<Uint8Array | undefined>;
  exists(place: Judged): Promise<boolean>;
  list(place: Judged, signal: AbortSignal): Promise<readonly Entry[]>;
  /** Honours ignore files; stops at `maxMatches`. `truncated`: there was more. */
  search(
    request: SearchRequest,
    signal: AbortSignal,
  ): Promise<{ readonly matches: readonly Match[]; readonly truncated: boolean }>;
  /** Of one place, or of the whole workspace. */
  problems(place?: Judged): readonly Problem[];
  /** Begins to watch what checkers say of a file that is about to change. Absent: nothing checks files. */
  watchProblems?(place: Judged): ProblemsWatch;
  /**
   * Makes all changes as one undoable edit, focusing nothing, or none of them. Checks first that each file is still `before` (its hash; its
   * absence) and each path still leads where it did; otherwise throws a `ToolError` and touches nothing. No path may be in it twice. Returns
   * what each file is in the end (a formatter may run), in the order of the changes; undefined where no text file is left.
   */
  apply(changes: readonly Change[], signal: AbortSignal): Promise<readonly (TextFile | undefined)[]>;
}

/** An error for the model: its text says what to do next. */
export class ToolError extends Error {
  /** Each bundle has a class of its own: by their name they are one. */
  static override [Symbol.hasInstance](error: unknown): boolean {
    return error instanceof Error && error.name === 'ToolError';
  }

  constructor(message: string) {
    super(message);
    this.name = 'ToolError';
  }
}

/** Line diff of two texts with `context` lines around each change and `gap` lines between. */
export type DiffLines = (before: string, after: string, context: number) => readonly DiffLine[];
