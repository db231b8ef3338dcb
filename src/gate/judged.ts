// The words of the gate: what is asked about a path, the facts it is judged by, and what the judgement says.

/** What is done to the path. */
export type Operation = 'read' | 'list' | 'create' | 'edit' | 'rename' | 'delete';

/** A path as the model (or a link) wrote it: from the workspace root, or `folderName/…` when there are several folders. */
export interface Target {
  readonly operation: Operation;
  readonly path: string;
}

/** deny: refused without a prompt. ask_always: no mode and no remembered answer covers it. */
export type Verdict = 'allow' | 'ask' | 'ask_always' | 'deny';

export interface Folder {
  readonly name: string;
  /** Absolute path on disk, or the URI string of a folder that is not on disk. */
  readonly root: string;
  readonly onDisk: boolean;
}

/** Facts of the file system that the pure part cannot know. `realpath` and `lstat` reject with an error that has a `code` such as ENOENT. */
export interface FileFacts {
  realpath(path: string): Promise<string>;
  lstat(
    path: string,
  ): Promise<{ readonly kind: 'file' | 'directory' | 'link' | 'other'; readonly links: number; readonly id: string }>;
  /** '/' or '\\'. */
  readonly separator: string;
  /** Whether an ignore file of version control (`.gitignore`) leaves the path out, below the root of its folder; absent: none does. Never throws. */
  ignored?(root: string, path: string): boolean;
}

/** A judged path. `path` is canonical, workspace-relative, with '/'; what cards show and what grants and reads are keyed by. */
export interface Judged {
  readonly verdict: Verdict;
  /** For the person on `ask_always`, for the model on `deny`. */
  readonly reason?: string;
  readonly path: string;
  readonly operation: Operation;
  readonly folder: Folder;
  /** Absolute path (or URI path) inside the folder's root. */
  readonly absolute: string;
  /** Workspace-relative real path, when it differs from `path` (a link on the way). */
  readonly via?: string;
  /** Where the path really led and through which directory; absent off disk. Compare with `leadsTheSame` before a change is made. */
  readonly identity?: string;
}

export interface JudgeContext {
  readonly folders: readonly Folder[];
  readonly facts: FileFacts;
  /** True for a path below a folder's root that the folder keeps from models (`.aiexclude`); see `excluder`. */
  excludes?(path: string, folder: Folder): boolean;
}
