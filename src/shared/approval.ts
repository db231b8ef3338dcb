// What a person is asked to allow and what they say, as a session keeps it.

/** A line of a diff as an approval shows it. Numbers are 1-based lines; one of them is absent on an added or removed line. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
  readonly before?: number;
  readonly after?: number;
}

/** One file an approval is about. `path` is canonical and workspace-relative. */
export interface ApprovalChange {
  readonly path: string;
  readonly kind: 'create' | 'edit' | 'delete' | 'rename';
  /** Of a rename: the new path. */
  readonly to?: string;
  /** Where the path really leads, when that is another name (a link). */
  readonly via?: string;
  readonly added: number;
  readonly removed: number;
  readonly lines: readonly DiffLine[];
  /** Runs of added and removed lines that can be decided one by one; absent where there is only all or nothing. */
  readonly hunks?: number;
  /** SHA-256 (hex) of the content before and after: what is allowed is exactly these bytes. */
  readonly beforeHash?: string;
  readonly afterHash?: string;
}

export interface Approval {
  readonly tool: string;
  readonly title: string;
  /** Why it asks, when that is more than "it changes a file". */
  readonly reason?: string;
  /** True when no remembered answer may cover it. */
  readonly always: boolean;
  readonly changes: readonly ApprovalChange[];
  /** What "Allow for this session" covers where it is offered although `always`: exactly this call, or any call of this tool. */
  readonly session?: 'call' | 'tool';
  /** Every parameter of the call, for tools that change no file. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export type Decision = 'allow' | 'allow_session' | 'deny';
