// Entries of a log or a body of JSON in, bytes on the connection out: whole, in pieces, cut short, as the plan wants them carried.

import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import type { Entry, Log } from './log.ts';
import type { Carriage } from './plan.ts';

export const plain: Carriage = { crlf: false, comments: false };

/** Real milliseconds before a reset, so that what was sent before it is not lost in the client's socket. */
const resetDelay = 30;

/** Rounds of the event loop between pieces: enough for a client in the same process to read each by itself. */
const apart = 3;

export class Wire {
  readonly #response: ServerResponse;
  readonly #carriage: Carriage;
  #sent = 0;
  #over = false;

  constructor(response: ServerResponse, carriage: Carriage) {
    this.#response = response;
    this.#carriage = carriage;
    response.socket?.setNoDelay(true);
    response.on('close', () => {
      this.#over = true;
    });
  }

  /** True once nothing can be written any more. */
  get over(): boolean {
    return this.#over;
  }

  async write(text: string): Promise<void> {
    let bytes = Buffer.from(this.#carriage.crlf ? text.replaceAll('\n', '\r\n') : text);
    const room = (this.#carriage.cut ?? Number.POSITIVE_INFINITY) - this.#sent;
    const cut = bytes.length >= room;
    if (cut) bytes = bytes.subarray(0, room);
    const size = this.#carriage.split ?? Math.max(1, bytes.length);
    for (let at = 0; at < bytes.length && !this.#over; at += size) await this.#send(bytes.subarray(at, at + size));
    if (cut) await this.#close();
  }

  end(): void {
    if (!this.#over) this.#response.end();
    this.#over = true;
  }

  /** Ends without the end: the client sees the connection close, or be reset, in mid-body. */
  async drop(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, resetDelay));
    this.#over = true;
    this.#response.socket?.resetAndDestroy();
  }

  async #close(): Promise<void> {
    this.#over = true;
    await turn();
    this.#response.socket?.destroy();
  }

  async #send(bytes: Buffer): Promise<void> {
    this.#sent += bytes.length;
    const drained = this.#response.write(bytes);
    for (let pause = 0; this.#carriage.split && pause < apart; pause++) await turn();
    if (!drained && !this.#over) {
      await new Promise<void>((resolve) => {
        this.#response.once('drain', resolve).once('close', resolve);
      });
    }
  }
}

/** One server-sent event. */
export const frame = (event: Readonly<Record<string, unknown>>): string =>
  `event: ${String(event.event_type)}\ndata: ${JSON.stringify(event)}\n\n`;

/** Streams a log from an index on until it ends, is cut or the client leaves. */
export async function stream(response: ServerResponse, log: Log, from: number, carriage: Carriage): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  const wire = new Wire(response, carriage);
  for await (const entry of log.read(from, gone.signal)) {
    if (entry.cut === 'hang') return;
    if (entry.cut === 'eof') break;
    if (entry.cut === 'drop') return wire.drop();
    await wire.write(shown(entry, carriage));
    if (wire.over) return;
  }
  wire.end();
}

function shown({ event, text }: Entry, { comments }: Carriage): string {
  const framed = text ?? (event ? frame(event) : '');
  return comments ? `: keep-alive\n\nid: 1\nretry: 1000\n${framed}` : framed;
}
