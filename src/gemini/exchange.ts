// One HTTP exchange: the SDK's request in, the same request with the key on it out to the real fetch; what was seen of it is noted.

import type { Clock } from '../agent/ports.ts';
import { retryAfterMs } from './errorBody.ts';

/** What is known of one exchange; filled as it goes. Lives as long as the call, is never logged. */
export interface Exchange {
  readonly abort: AbortController;
  /** Called for each chunk of a stream's body, comments included. */
  onBytes?: () => void;
  /** Of an answer, once its head arrived. */
  status?: number;
  retryAfterMs?: number;
  /** The body of anything but a stream: whole when the status is 2xx, else its beginning. */
  body?: string;
  /** Why no answer arrived. */
  requestError?: unknown;
  /** The answer is no stream although one was asked for. */
  notStream?: true;
  /** Bytes of a stream's body. */
  bytes: number;
  tooLarge?: true;
  /** The caller has all it wants: what is left of the body is read away so that the connection can be used again. */
  complete?: true;
}

export function newExchange(): Exchange {
  return { abort: new AbortController(), bytes: 0 };
}

export interface Connection {
  readonly apiKey: string;
  /** No trailing slash. */
  readonly baseUrl: string;
  readonly apiVersion: string;
  /** Replaces the global one; else the global fetch of the moment of the call, which VS Code patches for proxies. */
  readonly fetch?: typeof fetch;
  readonly clock: Clock;
}

/** Nothing else goes out: the SDK makes headers of environment variables too, and a redirect must not carry them on. */
const headersThatGo = ['accept', 'content-type', 'user-agent', 'x-goog-api-client'];

const errorBodyLimit = 64 * 1024;
/** Of one stream; the largest known answers (pictures with their signatures) take a tenth of it. */
const streamLimit = 64 * 1024 * 1024;
/** The SDK's frame scan is quadratic in the size of a chunk. */
const chunkLimit = 32 * 1024;
const drainMs = 1000;

/**
 * The `fetch` to give to the SDK for one exchange. The key is put on here and nowhere else, and only for the configured host, so that neither the
 * SDK's logs and errors nor an environment variable can carry it elsewhere.
 */
export function fetchFor(connection: Connection, exchange: Exchange, wantsStream: boolean): typeof fetch {
  return async (input, init) => {
    // What the SDK passes; to copy it costs a tenth of what all of Castor adds to a request.
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    const response = await send(connection, exchange, request);
    exchange.status = response.status;
    exchange.retryAfterMs = retryAfterMs(response.headers, connection.clock.now());
    const type = response.headers.get('content-type') ?? '';
    if (wantsStream && response.status === 200 && response.body && /^text\/event-stream\b/i.test(type)) {
      return new Response(observed(response.body, exchange, connection.clock), { headers: { 'content-type': type } });
    }
    exchange.body = await readText(response, response.ok ? streamLimit : errorBodyLimit);
    if (wantsStream && response.ok) {
      exchange.notStream = true;
      throw new TypeError('The answer is no event stream');
    }
    if (response.status < 200 || response.status > 599) throw new TypeError(`Unusable status ${response.status}`);
    const empty = response.status === 204 || response.status === 205 || response.status === 304;
    return new Response(empty ? null : exchange.body, { status: response.status, headers: { 'content-type': type } });
  };
}

async function send(
  { apiKey, baseUrl, fetch: given }: Connection,
  exchange: Exchange,
  request: Request,
): Promise<Response> {
  if (!request.url.startsWith(`${new URL(baseUrl).href.replace(/\/$/, '')}/`))
    throw new TypeError('A request to another host');
  const headers: Record<string, string> = {};
  for (const name of headersThatGo) {
    const value = request.headers.get(name);
    if (value) headers[name] = value;
  }
  const body = request.method === 'POST' ? await request.text() : undefined;
  try {
    return await (given ?? globalThis.fetch)(request.url, {
      method: request.method,
      headers: { ...headers, 'x-goog-api-key': apiKey },
      body,
      redirect: 'manual',
      signal: exchange.abort.signal,
    });
  } catch (error) {
    exchange.requestError = error;
    throw error;
  }
}

/** The body, each chunk noted as a sign of life. A last frame without its blank line is given one: the SDK would drop it. */
function observed(body: ReadableStream<Uint8Array>, exchange: Exchange, clock: Clock): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) {
          controller.enqueue(new Uint8Array([10, 10]));
          return controller.close();
        }
        exchange.bytes += value.byteLength;
        exchange.onBytes?.();
        if (exchange.bytes > streamLimit) {
          exchange.tooLarge = true;
          throw new RangeError('The stream is too large');
        }
        for (let at = 0; at < value.byteLength; at += chunkLimit)
          controller.enqueue(value.subarray(at, at + chunkLimit));
        if (value.byteLength === 0) controller.enqueue(value);
      },
      async cancel(reason) {
        if (exchange.complete && !exchange.abort.signal.aborted) void drain(reader, exchange, clock);
        else await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Reads the little that follows the last event, so that the connection goes back to the pool instead of being closed. */
async function drain(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { abort }: Exchange,
  clock: Clock,
): Promise<void> {
  const limit = new AbortController();
  void clock.sleep(drainMs, limit.signal).then(
    () => abort.abort(),
    () => {},
  );
  try {
    for (;;) if ((await reader.read()).done) return;
  } catch {
    // Closed by the other end: then there is no connection to keep.
  } finally {
    limit.abort();
  }
}

async function readText(response: Response, limit: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < limit) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
