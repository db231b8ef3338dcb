// What file search works with: stores of documents at Google, as a port.

import type { FileContent } from './fileContent.ts';

/** A store; `name` as in `fileSearchStores/…`. Counts are of documents. */
export interface Store {
  readonly name: string;
  readonly displayName: string;
  readonly documents: number;
  readonly pending: number;
  readonly failed: number;
  readonly bytes: number;
}

/** `name` as in `fileSearchStores/…/documents/…`. */
export interface StoredDocument {
  readonly name: string;
  readonly displayName: string;
  readonly state: 'pending' | 'active' | 'failed';
  readonly bytes: number;
}

/** A file to add. `displayName` is what citations name it by. */
export interface StoreFile {
  readonly displayName: string;
  readonly mimeType: string;
  readonly content: FileContent;
  /** What a metadata filter can ask for. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** All reject with a `FailureError`, or with the signal's reason when aborted. */
export interface Stores {
  list(signal: AbortSignal): Promise<readonly Store[]>;
  create(displayName: string, signal: AbortSignal): Promise<Store>;
  /** With all its documents. */
  delete(store: string, signal: AbortSignal): Promise<void>;
  documents(store: string, signal: AbortSignal): Promise<readonly StoredDocument[]>;
  deleteDocument(document: string, signal: AbortSignal): Promise<void>;
  /** Resolves once the service has taken the document in. `sent`: bytes so far. */
  add(store: string, file: StoreFile, sent: (bytes: number) => void, signal: AbortSignal): Promise<void>;
}
