// A node request in, its parts out; and a JSON answer or a refusal onto the response.

import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Carriage } from './plan.ts';
import { invalid, type Refusal } from './refusal.ts';
import { plain, Wire } from './wire.ts';

/** A request as it came, for assertions. `body` is parsed JSON, or a Buffer when it is none. */
export interface Recorded {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** By the emulator's clock, Unix ms. */
  readonly at: number;
}

export interface Call extends Recorded {
  readonly url: URL;
  readonly bytes: Buffer;
  readonly response: ServerResponse;
}

export const maxBody = 100 * 1024 * 1024;

export async function readCall(request: IncomingMessage, response: ServerResponse, at: number): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const path = request.url ?? '/';
  return {
    method: request.method ?? 'GET',
    path,
    headers: request.headers,
    body: parsed(bytes),
    at,
    bytes,
    url: new URL(path, `http://${request.headers.host ?? 'localhost'}`),
    response,
  };
}

function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return bytes;
  }
}

/** The JSON body of a create. */
export function jsonOf({ body, bytes }: Call): unknown {
  if (bytes.length > maxBody) throw invalid(`Request payload size exceeds the limit: ${maxBody} bytes.`);
  if (body === undefined || Buffer.isBuffer(body)) throw invalid('Invalid JSON payload received.');
  return body;
}

export async function reply(response: ServerResponse, body: unknown, carriage: Carriage = plain): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  const wire = new Wire(response, carriage);
  await wire.write(JSON.stringify(body));
  wire.end();
}

export function replyRefusal(response: ServerResponse, { status, body, headers }: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
