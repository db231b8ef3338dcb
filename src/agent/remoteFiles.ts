// Files that the service keeps for two days, for prompts to refer to, as a port (contract section 11).

import type { FileContent } from './fileContent.ts';

export interface RemoteFile {
  /** As in `files/abc`. */
  readonly name: string;
  /** What a prompt refers to it by. */
  readonly uri: string;
  readonly displayName: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** Unix ms; after it the service has deleted the file. */
  readonly expires: number;
  readonly state: 'processing' | 'active' | 'failed';
}

export interface NewFile {
  readonly displayName: string;
  readonly mimeType: string;
  readonly content: FileContent;
}

/** What is known of an upload: bytes that arrived, then that the service works on the file. */
export type UploadProgress = number | 'processing';

/** All reject with a `FailureError`, or with the signal's reason when aborted. */
export interface RemoteFiles {
  /** Newest first. */
  list(signal: AbortSignal): Promise<readonly RemoteFile[]>;
  /** Undefined: it is no more, or belongs to the project of another key. */
  get(name: string, signal: AbortSignal): Promise<RemoteFile | undefined>;
  /** Also resolves where it is no more. */
  delete(name: string, signal: AbortSignal): Promise<void>;
  /** Resolves once the file can be used. */
  upload(file: NewFile, progress: (progress: UploadProgress) => void, signal: AbortSignal): Promise<RemoteFile>;
}
