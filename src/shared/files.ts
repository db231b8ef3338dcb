// How checkpoints speak of files: a name that survives a window, contents by hash, what a call or a restore made of them.

/** `root`: as a folder of the workspace is named (an absolute path on disk, a URI elsewhere). `path`: below it, names parted by '/'. */
export interface FileName {
  readonly root: string;
  readonly path: string;
}

/** Stands for what a folder holds, where a file has the hash of its content. */
export const aFolder = 'folder';

/**
 * Contents are the SHA-256 (hex) of the bytes the file has, or would have if its unsaved text were saved; `aFolder` for a folder; absent: there
 * is nothing of that name.
 */
export interface FileChange extends FileName {
  readonly before?: string;
  readonly after?: string;
  /** Of a file that went: its permission bits (0o777), where the disk has some. */
  readonly mode?: number;
  /** It had this name before, and there is nothing under that name afterwards. `before` is what it held there. */
  readonly from?: FileName;
  /** What it became was never seen: the window ended in that moment. */
  readonly unknown?: true;
}

/** A file that something is about to be done to, on record before it is done. */
export interface KeptFile extends FileName {
  readonly before?: string;
  /** As of a `FileChange`. */
  readonly mode?: number;
  /** It is to come from there. */
  readonly from?: FileName;
  /** What it is to be, where that is known to the byte; absent with no `text`: it is to go. */
  readonly after?: string;
  /** SHA-256 (hex) of the text in UTF-8 that it is to have. */
  readonly text?: string;
}

/** A file that a restore left alone, and why. */
export interface FileLeft extends FileName {
  readonly why: LeftBecause;
}

/**
 * changed: in the same lines, since. exists: something else has this name by now. deleted: by the person, since. unsaved: it would have to go,
 * and has unsaved text. lost: its checkpoint is gone. unknown: what became of it was never seen. denied: the gate does not allow it. failed:
 * the disk did not allow it.
 */
export type LeftBecause = 'changed' | 'exists' | 'deleted' | 'unsaved' | 'lost' | 'unknown' | 'denied' | 'failed';

/** One string for each file. */
export function keyOf({ root, path }: FileName): string {
  return `${root}\n${path}`;
}

export function isFolder({ before, after }: Pick<FileChange, 'before' | 'after'>): boolean {
  return before === aFolder || after === aFolder;
}

/** Without the folders that came and went along with files; where there are only folders, all of them. */
export function told<C extends Pick<FileChange, 'before' | 'after'>>(changes: readonly C[]): readonly C[] {
  const files = changes.filter((one) => !isFolder(one));
  return files.length > 0 ? files : changes;
}
