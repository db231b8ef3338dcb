// The wire: what the port costs over the SDK's bare loop, and how soon an abort ends it, against the emulator over real HTTP.

import { GoogleGenAI } from '@google/genai/web';
import type { InteractionRequest } from '../../src/agent/ports.ts';
import { createGemini } from '../../src/gemini/gemini.ts';
import { systemClock as clock } from '../../src/vscode/clock.ts';
import { startEmulator } from '../emulator/server.ts';
import { alternate, median, type Row } from './row.ts';

export const title = 'events through the port beside the bare SDK';

const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const request: InteractionRequest = {
  model: 'gemini-3.8-flash',
  input: [{ type: 'user_input', content: [{ type: 'text', text: 'go' }] }],
  store: true,
  tools: [],
};

export async function run(): Promise<readonly Row[]> {
  const text = 'twenty characters 20'.repeat(4000);
  const emulator = await startEmulator({
    scenarios: [
      { name: 'slow', match: { prompt: 'slow' }, answer: [{ do: 'say', text, chunk: 20, delay: 5 }] },
      { name: 'fast', answer: [{ do: 'say', text, chunk: 20 }] },
    ],
  });
  const gemini = createGemini({ apiKey: 'k', baseUrl: emulator.url, clock, log: quiet });
  const port = async () => {
    for await (const _ of gemini.open(request, new AbortController().signal));
  };
  const bare = async () => {
    const sdk = new GoogleGenAI({
      apiKey: 'k',
      vertexai: false,
      httpOptions: { baseUrl: emulator.url, apiVersion: 'v1beta' },
    });
    const stream = await sdk.interactions.create(
      { model: request.model, input: 'go', stream: true, automatic_continuation: false } as never,
      { maxRetries: 0 },
    );
    for await (const _ of stream as unknown as AsyncIterable<unknown>);
  };
  const times = await alternate(9, { port, bare });
  const cancels = await cancelTimes(gemini);
  await emulator.close();
  return [
    {
      name: 'stream of 4,000 deltas through the port',
      value: times.port!,
      unit: 'ms',
      peer: { name: 'the SDK’s loop', value: times.bare! },
      ratio: times.port! / times.bare!,
    },
    { name: 'abort to end of stream, median of 20', value: median(cancels), unit: 'ms' },
    { name: 'abort to end of stream, slowest of 20', value: Math.max(...cancels), unit: 'ms' },
  ];
}

async function cancelTimes(gemini: ReturnType<typeof createGemini>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    const control = new AbortController();
    let aborted = 0;
    let events = 0;
    for await (const _ of gemini.open(
      { ...request, input: [{ type: 'user_input', content: [{ type: 'text', text: 'slow' }] }] },
      control.signal,
    )) {
      if (++events !== 10) continue;
      aborted = performance.now();
      control.abort();
    }
    times.push(performance.now() - aborted);
  }
  return times;
}
