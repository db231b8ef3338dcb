// Stores of documents for file search: the calls for them, and uploads that are followed until the service has taken them in.

import { FailureError } from '../agent/ports.ts';
import type { Store, StoredDocument, Stores } from '../agent/stores.ts';
import * as failures from './failure.ts';
import type { Setup } from './setup.ts';
import { type ListedDocument, type ListedStore, type StoreCalls, storeCalls } from './storeCalls.ts';
import { callUnary } from './unary.ts';
import { upload } from './upload.ts';

/** Stores and documents of one list that are read. */
const limit = 1000;
const pollMs = 1000;
/** Longest the service may take a document in. */
const intakeMs = 10 * 60_000;

export function storesOf(setup: Setup): Stores {
  const call = <T>(name: string, run: (calls: StoreCalls) => Promise<T>, signal: AbortSignal) =>
    callUnary(
      setup,
      { name, run: (exchange) => run(storeCalls(setup.connection, exchange)), situation: {}, budgetMs: 30_000 },
      signal,
    );
  return {
    list: async (signal) => (await call('stores', (calls) => calls.list(limit), signal)).map(toStore),
    create: async (displayName, signal) =>
      toStore(await call('create store', (calls) => calls.create(displayName), signal)),
    delete: (store, signal) => call('delete store', (calls) => calls.delete(store), signal),
    documents: async (store, signal) =>
      (await call('documents', (calls) => calls.documents(store, limit), signal)).map(toDocument),
    deleteDocument: (document, signal) => call('delete document', (calls) => calls.deleteDocument(document), signal),
    async add(store, { displayName, mimeType, content, metadata }, sent, signal) {
      const customMetadata = Object.entries(metadata).map(([key, stringValue]) => ({ key, stringValue }));
      const start = { displayName, mimeType, ...(customMetadata.length ? { customMetadata } : {}) };
      const path = `${store}:uploadToFileSearchStore`;
      const begun = await upload(setup, { path, start, mimeType, content }, sent, signal);
      await takenIn(setup, begun, (name) => call('operation', (calls) => calls.operation(name), signal), signal);
    },
  };
}

/** Follows the operation that takes a document in to its end. */
async function takenIn(
  { clock, t }: Setup,
  begun: Readonly<Record<string, unknown>>,
  look: (name: string) => Promise<Readonly<Record<string, unknown>>>,
  signal: AbortSignal,
): Promise<void> {
  const end = clock.now() + intakeMs;
  for (let state = begun; ; ) {
    if (state.error) {
      const { message } = state.error as { message?: unknown };
      throw new FailureError(failures.invalidRequest(t, { detail: String(message ?? '') }));
    }
    // An answer without a name is no operation: the document is there.
    if (state.done === true || typeof state.name !== 'string') return;
    if (clock.now() > end) throw new FailureError(failures.timeout(t, {}));
    await clock.sleep(pollMs, signal);
    state = await look(state.name);
  }
}

function toStore(store: ListedStore): Store {
  const {
    name = '',
    displayName,
    activeDocumentsCount,
    pendingDocumentsCount,
    failedDocumentsCount,
    sizeBytes,
  } = store;
  return {
    name,
    displayName: displayName || name.replace(/^fileSearchStores\//, ''),
    documents: Number(activeDocumentsCount ?? 0),
    pending: Number(pendingDocumentsCount ?? 0),
    failed: Number(failedDocumentsCount ?? 0),
    bytes: Number(sizeBytes ?? 0),
  };
}

function toDocument({ name = '', displayName, state, sizeBytes }: ListedDocument): StoredDocument {
  return {
    name,
    displayName: displayName || name.replace(/^.*\//, ''),
    state: /ACTIVE/.test(String(state)) ? 'active' : /FAILED/.test(String(state)) ? 'failed' : 'pending',
    bytes: Number(sizeBytes ?? 0),
  };
}
