// One claim about the service in, what the service really does out: asked through our own port, printed, recorded.

import type { Gemini, InteractionRequest, StreamEvent } from '../../src/agent/ports.ts';
import { createGemini } from '../../src/gemini/gemini.ts';
import type { Step } from '../../src/shared/step.ts';
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

/** What a check works with. */
export interface Asker {
  readonly gemini: Gemini;
  readonly model: string;
  readonly signal: AbortSignal;
  /** Everything of one interaction. */
  ask(text: string, more?: Partial<InteractionRequest>): Promise<Answer>;
}

export interface Answer {
  readonly events: readonly StreamEvent[];
  readonly id: string;
  readonly status: string;
  readonly text: string;
  /** Kinds of the steps, in order. */
  readonly kinds: readonly string[];
  readonly steps: readonly Step[];
  /** The service's words when it refused. */
  readonly refused?: string;
}

export interface Check {
  readonly name: string;
  /** What is claimed, and by which mark of the contract: verified elsewhere, types only, unknown. */
  readonly claim: string;
  readonly mark: 'D' | 'R' | 'T' | 'U';
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
  try {
    return {
      check,
      seen: await check.run({ gemini, model, signal, ask }),
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
  const steps = new Map<number, Record<string, unknown>>();
  let text = '';
  for (const event of events) {
    if (event.type === 'step.started') steps.set(event.index, { ...event.step });
    if (event.type !== 'step.delta') continue;
    const { type, ...fields } = event.delta;
    if (type === 'text') text += String(fields.text);
    const step = steps.get(event.index) ?? {};
    if (type === 'arguments_delta')
      Object.assign(step, { argumentsText: `${step.argumentsText ?? ''}${fields.arguments}` });
    else if (type === 'text_annotation_delta')
      Object.assign(step, {
        annotations: [...((step.annotations as unknown[]) ?? []), ...(fields.annotations as unknown[])],
      });
    else Object.assign(step, fields);
  }
  const end = events.at(-1);
  const refused = end?.type === 'failed' ? `${end.failure.kind}: ${end.failure.detail ?? end.failure.text}` : undefined;
  return {
    events,
    id: end?.type === 'completed' ? end.id : '',
    status: end?.type === 'completed' ? end.status : 'failed',
    text,
    kinds: [...steps.values()].map(({ type }) => String(type)),
    steps: [...steps.values()] as unknown as Step[],
    ...(refused === undefined ? {} : { refused }),
  };
}

export function line({ check: { name, mark, claim }, seen, failed }: Finding): string {
  return `${failed ? 'NOT SEEN' : 'SEEN'} [${mark}] ${name}: ${claim}\n         ${seen}`;
}
