// What the tests of gemini/ share: a raw HTTP server that answers exactly as told, a port on a virtual clock, and ways to read a stream.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Gemini, InteractionRequest, Log, StreamEvent } from '../../../src/agent/ports.ts';
import { createGemini } from '../../../src/gemini/gemini.ts';
import type { GeminiOptions } from '../../../src/gemini/setup.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import type { Failure } from '../../../src/shared/failure.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import type { Interaction } from '../../../src/shared/transcript.ts';
import { VirtualClock } from '../../emulator/clock.ts';

export const testKey = 'AIzaTestKey-0123456789_abcdefghijklmnopq';

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly socket: object;
}

/** Answers one request; may be async. The last one answers all further requests. */
export type Answer = (response: ServerResponse, request: RawRequest) => void | Promise<void>;

export interface RawServer {
  readonly url: string;
  readonly requests: RawRequest[];
  close(): Promise<void>;
}

const open = new Set<RawServer>();

export async function rawServer(...answers: Answer[]): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers, socket } = request;
      const seen = { method, path, headers, body: Buffer.concat(chunks).toString(), socket };
      requests.push(seen);
      response.on('error', () => {});
      void answers[Math.min(requests.length, answers.length) - 1]?.(response, seen);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const raw: RawServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      open.delete(raw);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  open.add(raw);
  return raw;
}

/** For `afterEach`. */
export async function closeServers(): Promise<void> {
  for (const server of [...open]) await server.close();
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

export const html =
  (
    status: number,
    body = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
  ): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end(body);
  };

/** A head without a body. */
export const bare =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end();

type Json = Record<string, unknown>;

export const frame = (event: Json | string): string => {
  const data = typeof event === 'string' ? event : JSON.stringify(event);
  const name = typeof event === 'string' ? 'step.delta' : String(event.event_type);
  return `event: ${name}\ndata: ${data}\n\n`;
};

export const doneFrame = 'event: done\ndata: [DONE]\n\n';

/** Text of an event stream. */
export const sseText = (events: readonly (Json | string)[], done = true): string =>
  events.map(frame).join('') + (done ? doneFrame : '');

/** Writes pieces of an event stream and ends it (`hang`, `reset`: instead of ending). */
export const sse =
  (pieces: string | Buffer | readonly (string | Buffer)[], how: 'end' | 'hang' | 'reset' = 'end'): Answer =>
  async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    for (const piece of Array.isArray(pieces) ? pieces : [pieces]) {
      response.write(piece);
      await turn();
    }
    if (how === 'end') response.end();
    if (how === 'reset') setTimeout(() => response.socket?.resetAndDestroy(), 20);
  };

export const created = (id = 'v1_a'): Json => ({
  interaction: { id, status: 'in_progress', object: 'interaction', model: 'gemini-3.8-flash' },
  event_type: 'interaction.created',
});
export const updated = (status: string, more: Json = {}): Json => ({
  interaction_id: 'v1_a',
  status,
  event_type: 'interaction.status_update',
  ...more,
});
export const started = (index: number, step: Json): Json => ({ index, step, event_type: 'step.start' });
export const delta = (index: number, payload: Json, more: Json = {}): Json => ({
  index,
  delta: payload,
  event_type: 'step.delta',
  ...more,
});
export const stopped = (index: number): Json => ({ index, event_type: 'step.stop' });
export const ended = (status = 'completed', more: Json = {}, id = 'v1_a'): Json => ({
  interaction: { id, status, usage: { total_tokens: 3 }, object: 'interaction', ...more },
  event_type: 'interaction.completed',
});
export const says = (text: string, index = 0): Json[] => [
  started(index, { type: 'model_output' }),
  delta(index, { type: 'text', text }),
  stopped(index),
];
export const answer = (text = 'Hello', id = 'v1_a'): Json[] => [
  created(id),
  updated('in_progress'),
  ...says(text),
  ended('completed', {}, id),
];

export interface Line {
  readonly level: keyof Log;
  readonly text: string;
}

export interface Bench {
  readonly gemini: Gemini;
  readonly clock: VirtualClock;
  readonly lines: Line[];
}

/** A port against `url` on a clock that stands still. `random` 0.5 unless given. */
export function bench(url: string, options: Partial<GeminiOptions> = {}): Bench {
  const clock = new VirtualClock();
  const lines: Line[] = [];
  const write =
    (level: keyof Log) =>
    (message: string, ...details: unknown[]) =>
      void lines.push({ level, text: `${message} ${JSON.stringify(details)}` });
  const log: Log = { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
  const gemini = createGemini({ apiKey: testKey, baseUrl: url, clock, log, random: () => 0.5, ...options });
  return { gemini, clock, lines };
}

/** A port against a server of its own that gives these answers. */
export async function against(
  answers: readonly Answer[],
  options: Partial<GeminiOptions> = {},
): Promise<Bench & { readonly server: RawServer }> {
  const server = await rawServer(...answers);
  return { server, ...bench(server.url, options) };
}

/** One stream of such a port, read to its end. `from`: when it was opened, by its clock. */
export async function streamed(
  answers: readonly Answer[],
  options: Partial<GeminiOptions> = {},
  more: Partial<InteractionRequest> = {},
) {
  const served = await against(answers, options);
  const from = served.clock.now();
  return { ...served, from, events: await collect(served.gemini.open(request(more), never), served.clock) };
}

let prompts = 0;

/** A request of its own model, so that the limiter of the process does not tie tests together. */
export function request(more: Partial<InteractionRequest> = {}): InteractionRequest {
  prompts += 1;
  return {
    model: `gemini-test-${prompts}`,
    input: [{ type: 'user_input', content: [{ type: 'text', text: 'Hi' }] }],
    store: true,
    tools: [],
    ...more,
  };
}

export const never = new AbortController().signal;

/** All events of a stream. Waits with an end are waited through on the clock. */
export async function collect(stream: AsyncIterable<StreamEvent>, clock?: VirtualClock): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  const iterator = stream[Symbol.asyncIterator]();
  for (;;) {
    const last = events.at(-1);
    const next = iterator.next();
    if (clock && last?.type === 'waiting' && last.until !== undefined) await clock.advance(last.until - clock.now());
    const { done, value } = await next;
    if (done) return events;
    events.push(value);
  }
}

export const withoutWaits = (events: readonly StreamEvent[]): StreamEvent[] =>
  events.filter(({ type }) => type !== 'waiting' && type !== 'flowing');

/** The terminal event, which must be the only one and the last. */
export function terminal(events: readonly StreamEvent[]): StreamEvent {
  const ends = events.filter(({ type }) => type === 'completed' || type === 'failed' || type === 'aborted');
  if (ends.length !== 1 || events.at(-1) !== ends[0])
    throw new Error(`Not one terminal event: ${JSON.stringify(events)}`);
  return ends[0]!;
}

export function failureOf(events: readonly StreamEvent[]): Failure {
  const end = terminal(events);
  if (!('failure' in end) || !end.failure) throw new Error(`No failure: ${JSON.stringify(end)}`);
  return end.failure;
}

/** What the fold of the whole house makes of a stream. */
export function folded(events: readonly StreamEvent[]): Interaction {
  const interaction = 'i';
  const session: SessionEvent[] = [
    { type: 'prompt.sent', turn: 't', at: 0, text: '', attachments: [], model: 'm' },
    { type: 'interaction.requested', turn: 't', interaction, at: 0, model: 'm', stored: true, input: [] },
  ];
  for (const event of events) {
    if (event.type === 'created') session.push({ type: 'interaction.created', interaction, id: event.id });
    if (event.type === 'step.started' || event.type === 'step.stopped') session.push({ ...event, interaction, at: 0 });
    if (event.type === 'step.delta') session.push({ ...event, interaction });
    if (event.type === 'unknown') session.push({ type: 'unknown.received', interaction, raw: event.raw });
    if (event.type === 'completed') {
      const { status, usage } = event;
      session.push({ type: 'interaction.completed', interaction, status, usage, at: 0 });
    }
  }
  return foldAll(session).last!.interactions[0]!;
}

/** The steps of a fold in the API's own shape. */
export const stepsOf = (interaction: Interaction): Json[] =>
  JSON.parse(JSON.stringify(interaction.steps.map(({ step }) => step)));

const recordings = join(import.meta.dirname, '../../../../shared/recordings');

/** Recordings of the real service beside the repository; undefined where they are missing, and said so. */
export function recordingNames(ending: string): readonly string[] | undefined {
  if (existsSync(recordings)) return readdirSync(recordings).filter((name) => name.endsWith(ending));
  console.warn(`SKIPPED: there are no recordings at ../shared/recordings (${ending})`);
  return undefined;
}

export const recording = (name: string): string => readFileSync(join(recordings, name), 'utf8');
export const hasRecording = (name: string): boolean => existsSync(join(recordings, name));
