// A file's content in, what the service made of it out: the resumable upload of the API, in pieces, so that no file is in memory whole (contract section 11).

import type { FileContent } from '../agent/fileContent.ts';
import { FailureError } from '../agent/ports.ts';
import { exchangeTrouble, type Trouble } from './classify.ts';
import { type Connection, newExchange } from './exchange.ts';
import { noKey } from './failure.ts';
import { type PieceBody, Pieces } from './pieces.ts';
import { Backoff } from './retry.ts';
import type { Setup } from './setup.ts';

/** Piece of the SDK, a multiple of the service's 256 KiB. */
const pieceSize = 8 * 1024 * 1024;

type Json = Readonly<Record<string, unknown>>;

export interface Upload {
  /** Below `/upload/{version}/`. */
  readonly path: string;
  /** What begins it, as JSON. */
  readonly start: Json;
  readonly mimeType: string;
  readonly content: FileContent;
}

/**
 * The JSON of the last answer. After a failure the service is asked where the upload stands, and the rest is sent, within the budget for
 * retries, which begins anew with each piece. Rejects with a FailureError, with the signal's reason, or with what reading the content
 * rejects with. `sent`: bytes that arrived so far.
 */
export async function upload(
  setup: Setup,
  file: Upload,
  sent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Json> {
  if (!setup.hasKey) throw new FailureError(noKey(setup.t));
  const { size } = file.content;
  const pieces = new Pieces(file.content);
  const begun = await persist(setup, signal, () => send(setup, beginning(setup, file), signal));
  const url = onOwnHost(begun.headers.get('x-goog-upload-url') ?? '', setup.connection);
  for (let at = 0; ; sent(at)) {
    const end = Math.min(at + pieceSize, size);
    let stands = at;
    const answer = await persist(setup, signal, async (again) => {
      if (again) {
        pieces.failed();
        const state = await send(setup, { url, headers: { 'x-goog-upload-command': 'query' } }, signal);
        if (!(state instanceof Response) || isFinal(state)) return state;
        stands = Number(state.headers.get('x-goog-upload-size-received') ?? at);
        if (stands >= end && end < size) return state;
      }
      const command = end === size ? 'upload, finalize' : 'upload';
      const { headers, ...body } = await pieces.read(stands, end);
      const place = { 'x-goog-upload-command': command, 'x-goog-upload-offset': String(stands) };
      return send(setup, { url, headers: { ...headers, ...place }, ...body }, signal);
    });
    if (end === size || isFinal(answer)) {
      sent(size);
      return (await answer.json()) as Json;
    }
    // Read to its end, so that the connection can carry the next piece.
    await answer.arrayBuffer();
    at = Math.max(end, stands);
  }
}

const isFinal = ({ headers }: Response): boolean => headers.get('x-goog-upload-status') === 'final';

/** Tries until there is an answer, waiting in between. */
async function persist(
  { clock, random, timeouts }: Setup,
  signal: AbortSignal,
  attempt: (again: boolean) => Promise<Response | Trouble>,
): Promise<Response> {
  const backoff = new Backoff({ clock, random, budgetMs: timeouts.retryBudgetMs });
  for (let again = false; ; again = true) {
    const answer = await attempt(again);
    if (answer instanceof Response) return answer;
    const next = backoff.next(answer);
    if (next === undefined) throw new FailureError(answer.failure);
    await clock.sleep(Math.max(0, next - clock.now()), signal);
  }
}

interface Piece {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | PieceBody['body'];
  readonly duplex?: 'half';
}

function beginning({ connection }: Setup, { path, start, mimeType, content }: Upload): Piece {
  return {
    url: `${connection.baseUrl}/upload/${connection.apiVersion}/${path}`,
    headers: {
      'content-type': 'application/json',
      'x-goog-upload-protocol': 'resumable',
      'x-goog-upload-command': 'start',
      'x-goog-upload-header-content-length': String(content.size),
      'x-goog-upload-header-content-type': mimeType,
    },
    body: JSON.stringify(start),
  };
}

/** The service says where to; the key goes to the configured host and no other. */
function onOwnHost(address: string, { baseUrl }: Connection): string {
  const own = new URL(baseUrl);
  const { pathname, search } = new URL(address, own);
  return new URL(`${pathname}${search}`, own).href;
}

async function send(setup: Setup, { url, headers, ...body }: Piece, signal: AbortSignal): Promise<Response | Trouble> {
  const { connection } = setup;
  const exchange = newExchange();
  try {
    const response = await (connection.fetch ?? globalThis.fetch)(url, {
      method: 'POST',
      headers: { ...headers, 'x-goog-api-key': connection.apiKey },
      ...body,
      redirect: 'manual',
      signal,
    });
    if (response.ok) return response;
    exchange.status = response.status;
    exchange.body = await response.text();
  } catch (error) {
    signal.throwIfAborted();
    exchange.requestError = error;
  }
  return exchangeTrouble(exchange, exchange.requestError, setup.situation({ idempotent: true }));
}
