// A text in, requests that have it spoken and the sound of their answers out; and a sound in, its words out. Nothing of it is stored, and no session holds it.

import type { Content, MediaContent, Step } from '../shared/step.ts';
import { FailureError, type Gemini, type InteractionRequest, type StreamEvent } from './ports.ts';

/** Names of the first speaker's voice and of a second one's. */
export interface Voices {
  readonly first: string;
  readonly second: string;
}

export interface Sound {
  readonly mimeType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Characters of one request: a longer text is spoken in several. */
const longest = 4000;

/** Markdown as it is said: without marks, addresses and code, which nobody wants to hear. */
export function spokenText(markdown: string): string {
  return markdown
    .replace(/^(`{3,}|~{3,})[\s\S]*?(?:^\1[`~]*\s*$|(?![\s\S]))/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?)/gm, '')
    .replace(/^\s*\|?(?:\s*:?-{2,}:?\s*\|?)+\s*$/gm, '')
    .replace(/\*\*|__|~~|`/g, '')
    .replace(/(^|\s)[*_](\S(?:.*?\S)?)[*_](?=\s|[.,;:!?]|$)/gm, '$1$2')
    .replace(/\|/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The two names of a dialogue whose lines begin with `Name:`; undefined for any other text. */
export function speakersOf(text: string): readonly [string, string] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const names = lines.map((line) => /^\s*([\p{L}][\p{L}\d .'-]{0,30}):\s+\S/u.exec(line)?.[1]);
  const [first, second, ...rest] = new Set(names);
  return lines.length > 1 && first && second && rest.length === 0 ? [first, second] : undefined;
}

/** One request for each piece of the text, cut between paragraphs, lines or sentences. */
export function speechRequests(text: string, model: string, { first, second }: Voices): readonly InteractionRequest[] {
  const names = speakersOf(text);
  const speakers = names
    ? [
        { speaker: names[0], voice: first },
        { speaker: names[1], voice: second },
      ]
    : [{ voice: first }];
  return pieces(text).map((piece) => ({
    model,
    input: [{ type: 'user_input', content: [{ type: 'text', text: piece }] }],
    store: false,
    tools: [],
    generationConfig: { speechConfig: { speakers } },
    responseFormat: { type: 'audio', mime_type: 'audio/l16', sample_rate: 24_000 },
  }));
}

export function transcriptionRequest(sound: MediaContent, model: string): InteractionRequest {
  return { model, input: [{ type: 'user_input', content: [sound] }], store: false, tools: [] };
}

/** All requests one after the other, as one sound. `begun`: which of them, from 0. Rejects with a `FailureError`, or when aborted. */
export async function speak(
  gemini: Pick<Gemini, 'open'>,
  requests: readonly InteractionRequest[],
  begun: (at: number) => void,
  signal: AbortSignal,
): Promise<Sound> {
  const parts: MediaContent[] = [];
  for (const [at, request] of requests.entries()) {
    begun(at);
    parts.push(...(await contents(gemini, request, signal)).flatMap((part) => (part.type === 'audio' ? part : [])));
  }
  return joined(parts);
}

/** What was said. Rejects as `speak`. */
export async function transcribe(
  gemini: Pick<Gemini, 'open'>,
  request: InteractionRequest,
  signal: AbortSignal,
): Promise<string> {
  const parts = await contents(gemini, request, signal);
  return parts
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')
    .trim();
}

/** Of raw 16-bit sound (`audio/l16`, little-endian as the service sends it) a WAV file. */
export function wav(samples: Uint8Array, rate: number, channels: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(44 + samples.length);
  const view = new DataView(file.buffer);
  const text = (at: number, word: string) => file.set(new TextEncoder().encode(word), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length, true);
  file.set(samples, 44);
  return file;
}

function joined(parts: readonly MediaContent[]): Sound {
  const all = parts.map(({ data = '' }) => Buffer.from(data, 'base64'));
  const bytes = new Uint8Array(Buffer.concat(all));
  const { mime_type: mimeType = 'audio/l16', sample_rate: rate, channels } = parts[0] ?? { type: 'audio' };
  if (!/^audio\/(?:l16|pcm)/i.test(mimeType)) return { mimeType, bytes };
  const named = Number(/rate=(\d+)/.exec(mimeType)?.[1]);
  return { mimeType: 'audio/wav', bytes: wav(bytes, Number(rate ?? (named || 24_000)), Number(channels ?? 1)) };
}

/** Parts of the answer, pieces of a text as they came. */
async function contents(
  gemini: Pick<Gemini, 'open'>,
  request: InteractionRequest,
  signal: AbortSignal,
): Promise<readonly Content[]> {
  const found: Content[] = [];
  for await (const event of gemini.open(request, signal)) {
    if (event.type === 'aborted') throw signal.reason;
    if (event.type === 'failed') throw new FailureError(event.failure);
    if (event.type === 'completed' && event.failure) throw new FailureError(event.failure);
    found.push(...contentOf(event));
  }
  return found;
}

function contentOf(event: StreamEvent): readonly Content[] {
  if (event.type === 'step.started') {
    const { type, content } = event.step as Step & { readonly content?: readonly Content[] };
    return type === 'model_output' ? (content ?? []) : [];
  }
  if (event.type !== 'step.delta') return [];
  const { type, data, text } = event.delta;
  if (typeof data === 'string') return [{ ...event.delta, type: 'audio' } as MediaContent];
  return typeof text === 'string' && (type ?? 'text') === 'text' ? [{ type: 'text', text }] : [];
}

function pieces(text: string): readonly string[] {
  const found: string[] = [];
  for (let rest = text; rest; ) {
    const cut = rest.length <= longest ? rest.length : cutOf(rest.slice(0, longest));
    found.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trimStart();
  }
  return found;
}

function cutOf(head: string): number {
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = head.lastIndexOf(mark);
    if (at > longest / 4) return at + mark.length;
  }
  return longest;
}
