// An emulator in, the real SDK and a bare HTTP client talking to it out: what the emulator's own tests are written with.

import { GoogleGenAI } from '@google/genai/web';
import type { Emulator } from '../../emulator/server.ts';

export type Json = Record<string, unknown>;

/** An SDK event; loosely typed, since faults make it anything. */
export interface Event extends Json {
  readonly event_type: string;
  readonly index?: number;
  readonly event_id?: string;
  readonly step?: Json & { readonly type: string };
  readonly delta?: Json & { readonly type?: string };
  readonly interaction?: Json & { readonly id: string; readonly status: string };
}

export const model = 'gemini-3.8-flash';

/** A declaration of a function that takes anything. */
export const declare = (name: string): Json => ({
  type: 'function',
  name,
  description: name,
  parameters: { type: 'object', properties: { path: { type: 'string' } } },
});

export function sdk({ url }: Emulator, { apiKey = 'good', apiVersion = 'v1beta', prefix = '' } = {}) {
  const client = new GoogleGenAI({ apiKey, vertexai: false, apiVersion, httpOptions: { baseUrl: url + prefix } });
  const interactions = client.interactions as unknown as {
    create(body: Json, options: Json): Promise<unknown>;
    get(id: string, query: Json, options: Json): Promise<unknown>;
    cancel(id: string, body: Json | undefined, options: Json): Promise<unknown>;
    delete(id: string, body: Json | undefined, options: Json): Promise<unknown>;
  };
  const once = { maxRetries: 0 };
  return {
    raw: client,
    create: async (body: Json) =>
      (await interactions.create({ model, ...body }, once)) as Json & {
        id: string;
        status: string;
        steps: (Json & { type: string })[];
      },
    stream: async (body: Json, signal?: AbortSignal) =>
      (await interactions.create({ model, ...body, stream: true }, { ...once, signal })) as AsyncIterable<Event>,
    get: async (id: string, query: Json = {}) =>
      (await interactions.get(id, query, once)) as Json & { status: string; steps: Json[] },
    resume: async (id: string, last?: string) =>
      (await interactions.get(
        id,
        { stream: true, ...(last && { last_event_id: last }) },
        once,
      )) as AsyncIterable<Event>,
    cancel: async (id: string) => (await interactions.cancel(id, undefined, once)) as Json,
    delete: async (id: string) => interactions.delete(id, undefined, once),
  };
}

/** All events of a stream; `failed` when it threw. */
export async function collect(stream: AsyncIterable<Event>): Promise<{ events: Event[]; failed?: Error }> {
  const events: Event[] = [];
  try {
    for await (const event of stream) events.push(event);
    return { events };
  } catch (error) {
    return { events, failed: error as Error };
  }
}

/** `created updated start:thought …`: the order of a stream in short words. */
export function order(events: readonly Event[]): string {
  return events
    .map((event) => {
      if (typeof event !== 'object') return 'string';
      const { event_type: type, index, step, delta, interaction } = event;
      if (type === 'step.start') return `S${index}:${step?.type}`;
      if (type === 'step.delta') return `D${index}:${delta?.type}`;
      if (type === 'step.stop') return `P${index}`;
      if (type === 'interaction.created') return 'C';
      if (type === 'interaction.status_update') return `U:${event.status}`;
      if (type === 'interaction.completed') return `X:${interaction?.status}`;
      return type;
    })
    .join(' ');
}

/** Text of all text deltas. */
export const spoken = (events: readonly Event[]): string =>
  events.map(({ delta }) => (delta?.type === 'text' ? String(delta.text) : '')).join('');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A request without the SDK. */
export async function http(
  { url }: Emulator,
  path: string,
  { method = 'POST', body, key = 'good' }: { method?: string; body?: unknown; key?: string } = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(key && { 'x-goog-api-key': key }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** The error of an interaction call that must fail. */
export async function failure(promise: Promise<unknown>): Promise<Error & { status?: number; body?: string }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('expected a failure');
}
