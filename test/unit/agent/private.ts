// A suite in, the same suite twice out: with the chain on the server, and private, where every request carries the whole conversation.

import assert from 'node:assert/strict';
import type { Gemini, InteractionRequest, StreamEvent } from '../../../src/agent/ports.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import { plainStep } from '../../../src/shared/transcript.ts';

export type Mode = 'stored' | 'private';

let mode: Mode = 'stored';
/** The conversations so far, of the test that runs. */
let known: Known[] = [];

export function currentMode(): Mode {
  return mode;
}

/** The suite's own assertions hold in both modes: `privately` shows a private request as the chained one it stands for. */
export function inBothModes(title: string, suite: (mode: Mode) => void): void {
  for (const one of ['stored', 'private'] as const) {
    describe(`${title} (${one})`, () => {
      before(() => {
        mode = one;
      });
      beforeEach(() => {
        known = [];
      });
      after(() => {
        mode = 'stored';
      });
      suite(one);
    });
  }
}

interface Known {
  readonly id: string;
  /** All steps up to its end, as JSON. */
  readonly steps: readonly string[];
}

/**
 * Plays the scripts as a server does that stores nothing: no ids go out, and what comes in must not name one. Each request is handed on as the
 * chained request it stands for: its longest beginning that is a known conversation becomes the id the script gave that one.
 */
export function privately(gemini: Gemini): Gemini {
  return {
    ...gemini,
    async *open(request, signal) {
      assert.equal(request.store, false);
      assert.equal(request.previousInteractionId, undefined);
      const all = request.input.map((step) => JSON.stringify(step));
      const head = headOf(known, all);
      const stream: StreamEvent[] = [];
      for await (const event of gemini.open(chained(request, head), signal)) {
        stream.push(event);
        if (event.type === 'completed') known.push({ id: event.id, steps: [...all, ...stepsOf(stream)] });
        yield event.type === 'completed'
          ? { ...event, id: '' }
          : event.type === 'created'
            ? { ...event, id: '' }
            : event;
      }
    },
  };
}

function headOf(known: readonly Known[], all: readonly string[]): Known | undefined {
  return known
    .filter(({ steps }) => steps.length <= all.length && steps.every((step, at) => step === all[at]))
    .reduce<Known | undefined>((best, one) => (one.steps.length >= (best?.steps.length ?? 0) ? one : best), undefined);
}

function chained(request: InteractionRequest, head: Known | undefined): InteractionRequest {
  if (!head?.id) return { ...request, store: true };
  return { ...request, store: true, previousInteractionId: head.id, input: request.input.slice(head.steps.length) };
}

/** Steps as an interaction ends with them, by the session's own rules, as JSON. */
function stepsOf(stream: readonly StreamEvent[]): readonly string[] {
  const interaction = 'k';
  const head: SessionEvent[] = [
    { type: 'prompt.sent', turn: 't', at: 0, text: '', attachments: [], model: '' },
    { type: 'interaction.requested', turn: 't', interaction, at: 0, model: '', stored: false, input: [] },
  ];
  const events = stream.flatMap((event): SessionEvent[] => {
    if (event.type === 'step.started' || event.type === 'step.delta' || event.type === 'step.stopped')
      return [{ ...event, interaction, at: 0 } as SessionEvent];
    return event.type === 'completed'
      ? [{ type: 'interaction.completed', interaction, status: event.status, at: 0 }]
      : [];
  });
  return foldAll([...head, ...events]).last!.interactions[0]!.steps.map(({ step }) => JSON.stringify(plainStep(step)));
}
