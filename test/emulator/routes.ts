// A call in, what serves it out: the paths of the API under any prefix, in both versions, behind the key.

import type { Call } from './http.ts';
import { reply } from './http.ts';
import { cancel, create, get, type House, rehearse, remove } from './interactions.ts';
import { findModel, modelResource, models } from './models.ts';
import { badKey, gateway, missingKey } from './refusal.ts';

type Serve = (house: House, call: Call, id: string) => Promise<void>;

const table: readonly (readonly [method: string, path: RegExp, serve: Serve])[] = [
  ['POST', /^interactions$/, create],
  ['GET', /^interactions\/([^/]+)$/, get],
  ['DELETE', /^interactions\/([^/]+)$/, remove],
  ['POST', /^interactions\/([^/]+)\/cancel$/, cancel],
  ['GET', /^models$/, listModels],
  ['GET', /^models\/([^/]+)$/, getModel],
  ['POST', /^upload\/files$/, after('upload', ({ files }, call) => files.upload(call))],
  ['GET', /^files$/, after('files', ({ files }, call) => files.list(call))],
  ['GET', /^files\/([^/]+)$/, after('files', ({ files }, call, id) => files.get(`files/${id}`, call))],
  ['DELETE', /^files\/([^/]+)$/, after('files', ({ files }, call, id) => files.delete(`files/${id}`, call))],
  ['POST', /^fileSearchStores$/, after('stores', ({ stores }, call) => stores.create(call))],
  ['GET', /^fileSearchStores$/, after('stores', ({ stores }, call) => stores.list(call))],
  ['GET', /^fileSearchStores\/([^/]+)$/, after('stores', ({ stores }, call, id) => stores.get(id, call))],
  ['DELETE', /^fileSearchStores\/([^/]+)$/, after('stores', ({ stores }, call, id) => stores.delete(id, call))],
  [
    'GET',
    /^fileSearchStores\/([^/]+)\/documents$/,
    after('stores', ({ stores }, call, id) => stores.listDocuments(id, call)),
  ],
  [
    'DELETE',
    /^fileSearchStores\/([^/]+\/documents\/[^/]+)$/,
    after('stores', ({ stores }, call, path) => stores.deleteDocument(path, call)),
  ],
  [
    'POST',
    /^upload\/fileSearchStores\/([^/]+):uploadToFileSearchStore$/,
    after('upload', ({ stores }, call, id) => stores.upload(id, call)),
  ],
  [
    'GET',
    /^fileSearchStores\/([^/]+\/upload\/operations\/[^/]+)$/,
    after('stores', ({ stores }, call, path) => stores.operation(path, call)),
  ],
];

/** `/any/prefix/upload/v1/files` → `upload/files`. */
const versioned = /^(?:\/[^/]+)*?\/(upload\/)?v1(?:beta)?\/(.+)$/;

/** `accepts` tells a good key. Throws a Refusal. */
export async function route(house: House, call: Call, accepts: (key: string) => boolean): Promise<void> {
  const [, upload = '', rest = ''] = versioned.exec(call.url.pathname) ?? [];
  const path = upload + rest;
  const key = String(call.headers['x-goog-api-key'] ?? '');
  if (key === '') throw missingKey();
  if (!accepts(key)) throw badKey(path.startsWith('interactions'));
  for (const [method, pattern, serve] of table) {
    const found = method === call.method ? pattern.exec(path) : null;
    if (found) return serve(house, call, decodeURIComponent(found[1] ?? ''));
  }
  throw gateway(404, 'NOT_FOUND', `${call.method} ${call.url.pathname} was not found on this server.`);
}

/** A scenario may refuse or delay it first. */
function after(operation: 'files' | 'upload' | 'stores', serve: Serve): Serve {
  return async (house, call, id) => {
    await rehearse(house, operation, call);
    await serve(house, call, id);
  };
}

async function listModels(house: House, call: Call): Promise<void> {
  await rehearse(house, 'models', call);
  const size = Number(call.url.searchParams.get('pageSize')) || 50;
  const from = Number(call.url.searchParams.get('pageToken')) || 0;
  const more = from + size < models.length;
  await reply(call.response, {
    models: models.slice(from, from + size).map(modelResource),
    ...(more && { nextPageToken: String(from + size) }),
  });
}

async function getModel(house: House, call: Call, id: string): Promise<void> {
  await rehearse(house, 'models', call);
  const facts = findModel(id);
  if (!facts) {
    throw gateway(
      404,
      'NOT_FOUND',
      `models/${id} is not found for API version v1beta, or is not supported for generateContent.`,
    );
  }
  await reply(call.response, modelResource(facts));
}
