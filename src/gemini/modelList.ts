// A connection in, the models that the service lists out: one GET a page, without the SDK, whose class for models is a fifth of all our code.

import { type Connection, type Exchange, fetchFor } from './exchange.ts';

/** One entry of `GET /models`, as far as it is read (ai.google.dev/api/models). */
export interface ListedModel {
  readonly name?: string;
  readonly displayName?: string;
  readonly inputTokenLimit?: number;
  readonly outputTokenLimit?: number;
  readonly supportedGenerationMethods?: readonly string[];
}

interface Page {
  readonly models?: readonly ListedModel[];
  readonly nextPageToken?: string;
}

/** The most that the service puts on a page. */
const pageSize = 100;

/** At most `limit` of them. Rejects where the answer is no list; `exchange` tells what came instead. */
export async function listModels(
  connection: Connection,
  limit: number,
  exchange: Exchange,
): Promise<readonly ListedModel[]> {
  const ask = fetchFor(connection, exchange, false);
  const found: ListedModel[] = [];
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ pageSize: String(Math.min(limit, pageSize)) });
    if (token) query.set('pageToken', token);
    const response = await ask(`${connection.baseUrl}/${connection.apiVersion}/models?${query}`, {
      headers: { accept: 'application/json' },
    });
    if (!response.ok) throw new TypeError(`The list of models was answered with ${response.status}`);
    const page = (await response.json()) as Page;
    found.push(...(page.models ?? []));
    token = page.nextPageToken;
  } while (token && found.length < limit);
  return found.slice(0, limit);
}
