// Stores for file search and their documents in memory: made, filled by resumable uploads, listed and deleted (contract section 11; camelCase here).

import type { Clock } from './clock.ts';
import { type Call, reply } from './http.ts';
import { ownPart } from './ids.ts';
import { gateway, invalid } from './refusal.ts';

interface Document {
  readonly name: string;
  readonly displayName?: string;
  readonly mimeType: string;
  readonly customMetadata?: unknown;
  readonly bytes: Buffer;
  readonly created: number;
}

interface Store {
  readonly name: string;
  readonly displayName?: string;
  readonly created: number;
  readonly documents: Map<string, Document>;
}

type Json = Readonly<Record<string, unknown>>;

/** A document is taken in for this long before it can be searched. */
const intake = 500;
const largestPage = 20;

export class Stores {
  readonly #clock: Clock;
  readonly #stores = new Map<string, Store>();
  readonly #uploads = new Map<string, { readonly store: Store; readonly start: Json; readonly chunks: Buffer[] }>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  clear(): void {
    this.#stores.clear();
    this.#uploads.clear();
  }

  /** Texts of all documents, for assertions. */
  documents(): readonly { readonly displayName?: string; readonly text: string; readonly customMetadata?: unknown }[] {
    return [...this.#stores.values()]
      .flatMap(({ documents }) => [...documents.values()])
      .map(({ bytes, ...document }) => ({ ...document, text: bytes.toString('utf8') }));
  }

  async create(call: Call): Promise<void> {
    const body = fieldsOf(call, ['displayName', 'embeddingModel']);
    if (String(body.displayName ?? '').length > 512) throw bad('Display name is longer than 512 characters.');
    const name = `fileSearchStores/${this.#id(String(body.displayName ?? 'store'))}`;
    const store: Store = {
      name,
      ...(body.displayName ? { displayName: String(body.displayName) } : {}),
      created: this.#clock.now(),
      documents: new Map(),
    };
    this.#stores.set(name, store);
    await reply(call.response, this.#shown(store));
  }

  async list(call: Call): Promise<void> {
    await page(
      call,
      'fileSearchStores',
      [...this.#stores.values()].map((store) => this.#shown(store)),
    );
  }

  async get(id: string, call: Call): Promise<void> {
    await reply(call.response, this.#shown(this.#store(id)));
  }

  async delete(id: string, call: Call): Promise<void> {
    const store = this.#store(id);
    if (store.documents.size > 0 && call.url.searchParams.get('force') !== 'true') {
      throw gateway(400, 'FAILED_PRECONDITION', 'Cannot delete non-empty FileSearchStore.');
    }
    this.#stores.delete(store.name);
    await reply(call.response, {});
  }

  async listDocuments(id: string, call: Call): Promise<void> {
    await page(
      call,
      'documents',
      [...this.#store(id).documents.values()].map((document) => this.#document(document)),
    );
  }

  /** `path`: `store/documents/document`. */
  async deleteDocument(path: string, call: Call): Promise<void> {
    const store = this.#store(path.split('/')[0]!);
    if (!store.documents.delete(`fileSearchStores/${path}`)) throw gateway(404, 'NOT_FOUND', 'Document not found.');
    await reply(call.response, {});
  }

  async upload(id: string, call: Call): Promise<void> {
    const commands = String(call.headers['x-goog-upload-command'] ?? '').split(/,\s*/);
    if (commands.includes('start')) return this.#start(this.#store(id), call);
    const upload = this.#uploads.get(call.url.searchParams.get('upload_id') ?? '');
    if (!upload) throw gateway(404, 'NOT_FOUND', 'Upload was not found.');
    const stands = upload.chunks.reduce((sum, { length }) => sum + length, 0);
    if (Number(call.headers['x-goog-upload-offset']) !== stands) throw bad(`The upload stands at ${stands}.`);
    upload.chunks.push(call.bytes);
    call.response.setHeader('x-goog-upload-status', commands.includes('finalize') ? 'final' : 'active');
    if (!commands.includes('finalize')) return reply(call.response, {});
    const { store, start } = upload;
    const name = `${store.name}/documents/${this.#id(String(start.displayName ?? 'document'))}`;
    store.documents.set(name, {
      name,
      ...(start.displayName ? { displayName: String(start.displayName) } : {}),
      ...(start.customMetadata ? { customMetadata: start.customMetadata } : {}),
      mimeType: String(start.mimeType ?? 'text/plain'),
      bytes: Buffer.concat(upload.chunks),
      created: this.#clock.now(),
    });
    await reply(call.response, { name: `${store.name}/upload/operations/${name.replace(/^.*\//, '')}` });
  }

  /** `path`: `store/upload/operations/document`. */
  async operation(path: string, call: Call): Promise<void> {
    const [id = '', , , key = ''] = path.split('/');
    const document = this.#store(id).documents.get(`fileSearchStores/${id}/documents/${key}`);
    if (!document) throw gateway(404, 'NOT_FOUND', 'Operation not found.');
    const done = this.#isTakenIn(document);
    const response = { parent: `fileSearchStores/${id}`, documentName: document.name };
    await reply(call.response, { name: `fileSearchStores/${path}`, ...(done && { done, response }) });
  }

  /** Throws when a request searches in stores that do not exist. */
  checkUses(tools: readonly Json[]): void {
    for (const { type, file_search_store_names: names } of tools) {
      if (type !== 'file_search') continue;
      for (const name of names as readonly string[]) {
        if (!this.#stores.has(name)) throw invalid(`FileSearchStore '${name}' was not found or cannot be accessed.`);
      }
    }
  }

  async #start(store: Store, call: Call): Promise<void> {
    if (call.headers['x-goog-upload-protocol'] !== 'resumable') throw bad('Only resumable uploads are supported.');
    const start = fieldsOf(call, ['displayName', 'mimeType', 'customMetadata', 'chunkingConfig']);
    const metadata = (start.customMetadata ?? []) as readonly Json[];
    if (metadata.length > 20 || metadata.some(({ key }) => typeof key !== 'string'))
      throw bad('Invalid custom metadata.');
    const key = this.#id('upload');
    this.#uploads.set(key, { store, start, chunks: [] });
    const { origin, pathname } = call.url;
    call.response.setHeader('x-goog-upload-url', `${origin}${pathname}?upload_id=${key}&upload_protocol=resumable`);
    call.response.setHeader('x-goog-upload-status', 'active');
    await reply(call.response, {});
  }

  #store(id: string): Store {
    const store = this.#stores.get(`fileSearchStores/${id}`);
    if (!store)
      throw gateway(
        403,
        'PERMISSION_DENIED',
        'You do not have permission to access the FileSearchStore or it may not exist.',
      );
    return store;
  }

  #id(name: string): string {
    const part = ownPart(`${name} ${++this.#count}`);
    const own = part
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '')
      .slice(0, 12);
    return `${name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '')
      .slice(0, 20)}-${own}`;
  }

  #isTakenIn({ created }: Document): boolean {
    return this.#clock.now() >= created + intake;
  }

  #document(document: Document): object {
    const { bytes, created, ...fields } = document;
    return {
      ...fields,
      sizeBytes: String(bytes.length),
      createTime: new Date(created).toISOString(),
      state: this.#isTakenIn(document) ? 'STATE_ACTIVE' : 'STATE_PENDING',
    };
  }

  #shown({ name, displayName, created, documents }: Store): object {
    const all = [...documents.values()];
    const active = all.filter((document) => this.#isTakenIn(document)).length;
    return {
      name,
      ...(displayName && { displayName }),
      createTime: new Date(created).toISOString(),
      activeDocumentsCount: String(active),
      pendingDocumentsCount: String(all.length - active),
      sizeBytes: String(all.reduce((sum, { bytes }) => sum + bytes.length, 0)),
    };
  }
}

function bad(message: string): Error {
  return gateway(400, 'INVALID_ARGUMENT', message);
}

/** The body's fields; one that does not exist is refused. */
function fieldsOf({ body }: Call, known: readonly string[]): Json {
  const fields = (body ?? {}) as Json;
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) throw bad(`Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`);
  return fields;
}

async function page(call: Call, field: string, all: readonly object[]): Promise<void> {
  const size = Number(call.url.searchParams.get('pageSize')) || 10;
  if (size > largestPage) throw bad(`Page size must be at most ${largestPage}.`);
  const from = Number(call.url.searchParams.get('pageToken')) || 0;
  const shown = all.slice(from, from + size);
  const next = from + size < all.length ? { nextPageToken: String(from + size) } : {};
  await reply(call.response, { ...(shown.length > 0 && { [field]: shown }), ...next });
}
