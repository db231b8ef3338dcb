// Scripts of stream events in, a Gemini port out that plays them one per request and remembers the requests.

import type { Gemini, InteractionRequest, StreamEvent } from '../../src/agent/ports.ts';
import type { Failure } from '../../src/shared/failure.ts';
import type { Step } from '../../src/shared/step.ts';

/** `'hang'` waits until the request is aborted; a promise waits for it. */
export type Act = StreamEvent | 'hang' | Promise<unknown>;
export type Script = readonly Act[] | ((request: InteractionRequest) => readonly Act[]);

export interface ScriptedGemini {
  readonly gemini: Gemini;
  readonly requests: InteractionRequest[];
}

export function scriptedGemini(scripts: readonly Script[]): ScriptedGemini {
  const requests: InteractionRequest[] = [];
  async function* open(request: InteractionRequest, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const script = scripts[requests.length];
    requests.push(structuredClone(request));
    if (!script) throw new Error(`No script for request ${requests.length}`);
    for (const act of typeof script === 'function' ? script(request) : script) {
      if (act === 'hang') await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      else if (act instanceof Promise) await act;
      else yield act;
      if (signal.aborted) return yield { type: 'aborted' };
    }
  }
  const unused = () => Promise.reject(new Error('not scripted'));
  return {
    requests,
    gemini: {
      open,
      resume: () => open({} as never, AbortSignal.abort()),
      get: unused,
      cancel: unused,
      delete: unused,
      models: unused,
      files: { list: unused, get: unused, delete: unused, upload: unused },
      stores: {
        list: unused,
        create: unused,
        delete: unused,
        documents: unused,
        deleteDocument: unused,
        add: unused,
      },
      warm: async () => {},
    },
  };
}

const thought: readonly StreamEvent[] = [
  { type: 'step.started', index: 0, step: { type: 'thought' } },
  { type: 'step.delta', index: 0, delta: { type: 'thought_signature', signature: 'c2ln' } },
  { type: 'step.stopped', index: 0 },
];

/** A whole answer of text in deltas. */
export function says(id: string, ...deltas: readonly string[]): StreamEvent[] {
  return [...opens(id), ...writes(...deltas), { type: 'step.stopped', index: 1 }, ends(id, 'completed')];
}

export function opens(id: string): StreamEvent[] {
  return [{ type: 'created', id }, ...thought];
}

export function writes(...deltas: readonly string[]): StreamEvent[] {
  return [
    { type: 'step.started', index: 1, step: { type: 'model_output' } },
    ...deltas.map((text): StreamEvent => ({ type: 'step.delta', index: 1, delta: { type: 'text', text } })),
  ];
}

export interface ScriptedCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: unknown;
}

/** A whole answer that calls functions, one step each. */
export function calls(id: string, ...made: readonly ScriptedCall[]): StreamEvent[] {
  return [...opens(id), ...made.flatMap((call, at) => callSteps(call, at + 1)), ends(id, 'requires_action')];
}

export function callSteps({ id, name, arguments: args }: ScriptedCall, index: number): StreamEvent[] {
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  return [
    { type: 'step.started', index, step: { type: 'function_call', id, name, arguments: {} } as Step },
    { type: 'step.delta', index, delta: { type: 'arguments_delta', arguments: text } },
    { type: 'step.stopped', index },
  ];
}

export function ends(id: string, status: string, failure?: Failure): StreamEvent {
  return { type: 'completed', id, status, usage: { total_tokens: 10 }, failure };
}

export function fails(kind: Failure['kind'], contentSeen = false): StreamEvent {
  return { type: 'failed', failure: { kind, text: kind, remedies: [{ do: 'retry' }] }, contentSeen };
}
