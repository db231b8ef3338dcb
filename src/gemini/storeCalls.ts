// A connection in, the calls about stores of file search out: plain REST, as the SDK's class for them would be a part of the bundle of its own.

import { type Connection, type Exchange, fetchFor } from './exchange.ts';

/** As the service says it, in camelCase and with counts as text (ai.google.dev/api/file-search). */
export interface ListedStore {
  readonly name?: string;
  readonly displayName?: string;
  readonly activeDocumentsCount?: string;
  readonly pendingDocumentsCount?: string;
  readonly failedDocumentsCount?: string;
  readonly sizeBytes?: string;
}

export interface ListedDocument {
  readonly name?: string;
  readonly displayName?: string;
  readonly state?: string;
  readonly sizeBytes?: string;
}

/** Each rejects where the service refuses; the exchange tells why. */
export interface StoreCalls {
  list(limit: number): Promise<readonly ListedStore[]>;
  create(displayName: string): Promise<ListedStore>;
  delete(name: string): Promise<void>;
  documents(store: string, limit: number): Promise<readonly ListedDocument[]>;
  deleteDocument(name: string): Promise<void>;
  /** The state of a long-running operation, by its name. */
  operation(name: string): Promise<Readonly<Record<string, unknown>>>;
}

/** The most that the service puts on a page. */
const pageSize = 20;

export function storeCalls({ baseUrl, apiVersion, ...rest }: Connection, exchange: Exchange): StoreCalls {
  const ask = fetchFor({ baseUrl, apiVersion, ...rest }, exchange, false);
  const call = async (path: string, method = 'GET', body?: object): Promise<Readonly<Record<string, unknown>>> => {
    const response = await ask(`${baseUrl}/${apiVersion}/${path}`, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new TypeError(`${method} ${path} was answered with ${response.status}`);
    return (await response.json()) as Readonly<Record<string, unknown>>;
  };
  const all = async <T>(path: string, field: string, limit: number): Promise<readonly T[]> => {
    const found: T[] = [];
    let token = '';
    do {
      const query = new URLSearchParams({ pageSize: String(pageSize), ...(token ? { pageToken: token } : {}) });
      const page = await call(`${path}?${query}`);
      found.push(...((page[field] ?? []) as readonly T[]));
      token = String(page.nextPageToken ?? '');
    } while (token && found.length < limit);
    return found.slice(0, limit);
  };
  // A store is deleted with what is in it, a document with its pieces.
  const remove = async (name: string) => void (await call(`${name}?force=true`, 'DELETE'));
  return {
    list: (limit) => all('fileSearchStores', 'fileSearchStores', limit),
    create: (displayName) => call('fileSearchStores', 'POST', { displayName }),
    delete: remove,
    documents: (store, limit) => all(`${store}/documents`, 'documents', limit),
    deleteDocument: remove,
    operation: (name) => call(name),
  };
}
