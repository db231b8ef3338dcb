// A body or an id in, the SDK's raw events or answer out: the calls of @google/genai, each with a client and a fetch of its own.

import { GoogleGenAI } from '@google/genai/web';
import { type Connection, type Exchange, fetchFor } from './exchange.ts';

/** What is asked of the SDK. Rejects with whatever the SDK throws; `Exchange` tells what happened. */
export interface Sdk {
  create(body: Readonly<Record<string, unknown>>, exchange: Exchange): Promise<AsyncIterator<unknown>>;
  follow(id: string, lastEventId: string | undefined, exchange: Exchange): Promise<AsyncIterator<unknown>>;
  get(id: string, includeInput: boolean, exchange: Exchange): Promise<void>;
  cancel(id: string, exchange: Exchange): Promise<void>;
  delete(id: string, exchange: Exchange): Promise<void>;
}

/** Our own retries know what was sent and can be aborted; the SDK's do not (contract section 10.3). */
const options = { maxRetries: 0 };

export function sdkFor(connection: Connection): Sdk {
  const client = (exchange: Exchange, wantsStream: boolean) =>
    new GoogleGenAI({
      // The real key is put on by the exchange's fetch: what the SDK does not have, it cannot print or misdirect.
      apiKey: 'set-by-castor',
      vertexai: false,
      apiVersion: connection.apiVersion,
      httpOptions: {
        baseUrl: connection.baseUrl,
        apiVersion: connection.apiVersion,
        fetch: fetchFor(connection, exchange, wantsStream),
      },
    });
  return {
    async create(body, exchange) {
      const { interactions } = client(exchange, true);
      const params = { ...body, automatic_continuation: body.background ? undefined : false };
      // The body is plain JSON made by wire.ts; the SDK's types name only what there was in its day.
      const stream = await unseen(() => interactions.create(params as never, options));
      return iteratorOf(stream);
    },
    async follow(id, lastEventId, exchange) {
      const { interactions } = client(exchange, true);
      const stream = await unseen(() => interactions.get(id, { stream: true, last_event_id: lastEventId }, options));
      return iteratorOf(stream);
    },
    async get(id, includeInput, exchange) {
      const { interactions } = client(exchange, false);
      await unseen(() => interactions.get(id, includeInput ? { include_input: true } : {}, options));
    },
    async cancel(id, exchange) {
      const { interactions } = client(exchange, false);
      await unseen(() => interactions.cancel(id, {}, options));
    },
    async delete(id, exchange) {
      const { interactions } = client(exchange, false);
      await unseen(() => interactions.delete(id, {}, options));
    },
  };
}

function iteratorOf(stream: unknown): AsyncIterator<unknown> {
  const iterable = stream as Partial<AsyncIterable<unknown>>;
  if (typeof iterable[Symbol.asyncIterator] !== 'function') throw new TypeError('The SDK returned no stream');
  return iterable[Symbol.asyncIterator]!();
}

/** Variables that change what the SDK does when its inner client is made, which is in the synchronous part of the first call. */
const variables = ['GOOGLE_GENAI_DEBUG', 'GOOGLE_GENAI_API_VERSION', 'GOOGLE_GENAI_USER_PROJECT'];

/** Starts a call with the SDK's variables out of sight. They are back before any other code runs; what it reads later is filtered by the fetch. */
function unseen<T>(start: () => T): T {
  const { env } = process;
  const hidden = variables.filter((name) => env[name] !== undefined).map((name) => [name, env[name]!] as const);
  for (const [name] of hidden) delete env[name];
  try {
    return start();
  } finally {
    for (const [name, value] of hidden) env[name] = value;
  }
}
