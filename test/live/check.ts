// One claim about the service in, what the service really does out: asked through our own port, printed, recorded.

import type { Gemini, InteractionRequest, StreamEvent } from '../../src/agent/ports.ts';
import { createGemini } from '../../src/gemini/gemini.ts';
import { closeStep, mergeDelta, openStep } from '../../src/shared/merge.ts';
import { type Content, isStep, type MediaContent, type Step } from '../../src/shared/step.ts';
import type { StepState } from '../../src/shared/transcript.ts';
import { systemClock as clock } from '../../src/vscode/clock.ts';
import { recorder } from './recorder.ts';

export interface Place {
  readonly apiKey: string;
  readonly model: string;
  /** Absent: the public service. */
  readonly baseUrl?: string;
  readonly apiVersion?: string;
  /** Where recordings go. */
  readonly folder: string;
}

/** What the service can do in a turn, as Castor promises it: each has a check at least. */
export const capabilities = [
  'media in',
  'files',
  'image out',
  'speech',
  'transcription',
  'media results',
  'search',
  'maps',
  'code execution',
  'url context',
  'file search',
  'remote mcp',
  'mix of tools',
  'structured output',
  'thinking',
  'generation config',
  'models',
  'stateless',
  'record',
  'long answers',
  'blocks',
  'computer use',
  'research',
] as const;

/** What a check works with. */
export interface Asker {
  readonly gemini: Gemini;
  readonly model: string;
  readonly signal: AbortSignal;
  /** Everything of one interaction. */
  ask(text: string, more?: Partial<InteractionRequest>): Promise<Answer>;
  /** Interactions as no port of ours asks for them. `key`: '' for none. */
  raw(body: object, key?: string): Promise<Reply>;
}

export interface Reply {
  readonly status: number;
  /** The body, in one line. */
  readonly text: string;
}

export interface Answer {
  readonly events: readonly StreamEvent[];
  readonly id: string;
  readonly status: string;
  readonly text: string;
  /** Kinds of the steps, in order. */
  readonly kinds: readonly string[];
  readonly steps: readonly Step[];
  /** Parts of the answer that are no text. */
  readonly media: readonly MediaContent[];
  /** The service's words when it refused. */
  readonly refused?: string;
}

export interface Check {
  readonly name: string;
  /** What is claimed, and by which mark of the contract: verified elsewhere, types only, unknown. */
  readonly claim: string;
  readonly mark: 'D' | 'R' | 'T' | 'U';
  /** Absent: of the wire as such. */
  readonly of?: (typeof capabilities)[number];
  /** Needs this variable, too. */
  readonly needs?: string;
  /** Models of another kind than the suite's. */
  readonly model?: string;
  readonly apiVersion?: string;
  /** What was seen, in one line. Throws where there is nothing to see. */
  run(asker: Asker): Promise<string>;
}

export interface Finding {
  readonly check: Check;
  readonly seen: string;
  readonly failed: boolean;
  readonly files: readonly string[];
}

const log = { error() {}, warn() {}, info() {}, debug() {} };

/** Never rejects: a refusal is a finding as well. */
export async function runCheck(check: Check, place: Place, limitMs = 120_000): Promise<Finding> {
  const recorded = recorder(place.folder, check.name, place.apiKey);
  const { apiKey, baseUrl, apiVersion = check.apiVersion } = place;
  const gemini = createGemini({
    apiKey,
    clock,
    log,
    fetch: recorded.fetch,
    ...(baseUrl ? { baseUrl } : {}),
    ...(apiVersion ? { apiVersion } : {}),
  });
  const model = check.model ?? place.model;
  const signal = AbortSignal.timeout(limitMs);
  const ask = (text: string, more: Partial<InteractionRequest> = {}) =>
    interact(gemini, request(model, text, more), signal);
  const raw = async (body: object, key = apiKey) => {
    const response = await recorded.fetch(
      `${baseUrl ?? 'https://generativelanguage.googleapis.com'}/${apiVersion ?? 'v1beta'}/interactions`,
      {
        method: 'POST',
        signal,
        headers: { 'content-type': 'application/json', ...(key ? { 'x-goog-api-key': key } : {}) },
        body: JSON.stringify({ model, store: false, ...body }),
      },
    );
    return { status: response.status, text: (await response.text()).replace(/\s+/g, ' ') };
  };
  try {
    return {
      check,
      seen: await check.run({ gemini, model, signal, ask, raw }),
      failed: false,
      files: await recorded.files(),
    };
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error);
    return { check, seen: seen.replaceAll(apiKey, 'KEY-REMOVED'), failed: true, files: await recorded.files() };
  }
}

function request(model: string, text: string, more: Partial<InteractionRequest>): InteractionRequest {
  return { model, input: [{ type: 'user_input', content: [{ type: 'text', text }] }], store: true, tools: [], ...more };
}

async function interact(gemini: Gemini, asked: InteractionRequest, signal: AbortSignal): Promise<Answer> {
  const events: StreamEvent[] = [];
  for await (const event of gemini.open(asked, signal)) events.push(event);
  const steps = stepsOf(events);
  const contents = steps.flatMap((step): readonly Content[] =>
    isStep(step, 'model_output') ? (step.content ?? []) : [],
  );
  const end = events.at(-1);
  const refused = end?.type === 'failed' ? `${end.failure.kind}: ${end.failure.detail ?? end.failure.text}` : undefined;
  return {
    events,
    id: end?.type === 'completed' ? end.id : '',
    status: end?.type === 'completed' ? end.status : 'failed',
    text: contents.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    kinds: steps.map(({ type }) => type),
    steps,
    media: contents.filter((part) => part.type !== 'text'),
    ...(refused === undefined ? {} : { refused }),
  };
}

/** As they are kept, and as they can be sent back. */
function stepsOf(events: readonly StreamEvent[]): readonly Step[] {
  const states = new Map<number, StepState>();
  for (const event of events) {
    if (event.type === 'step.started') states.set(event.index, openStep(event.index, event.step, 0));
    const state = 'index' in event ? states.get(event.index) : undefined;
    if (event.type === 'step.delta' && state) states.set(event.index, mergeDelta(state, event.delta));
    if (event.type === 'step.stopped' && state) states.set(event.index, closeStep(state, 0));
  }
  return JSON.parse(JSON.stringify([...states.values()].map(({ step }) => step)));
}

export function line({ check: { name, mark, claim }, seen, failed }: Finding): string {
  return `${failed ? 'NOT SEEN' : 'SEEN'} [${mark}] ${name}: ${claim}\n         ${seen}`;
}
