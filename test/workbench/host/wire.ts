// The wire inside the extension host in, what it makes of a stream through VS Code's own `fetch` out.

import assert from 'node:assert/strict';
import type { Gemini, InteractionRequest, Log, StreamEvent } from '../../../src/agent/ports.ts';
import { createGemini } from '../../../src/gemini/gemini.ts';
import { systemClock } from '../../../src/vscode/clock.ts';
import { startProxy } from './proxy.ts';
import { variables } from './result.ts';
import { never } from './world.ts';

const quiet: Log = { error() {}, warn() {}, info() {}, debug() {} };

export const emulatorUrl = (): string => process.env[variables.emulator]!;

export function wireTo(baseUrl: string): Gemini {
  return createGemini({ apiKey: 'key-of-the-test', baseUrl, clock: systemClock, log: quiet });
}

export function asking(text: string): InteractionRequest {
  const input = [{ type: 'user_input' as const, content: [{ type: 'text' as const, text }] }];
  return { model: 'gemini-3.8-flash', input, store: true, tools: [] };
}

export async function all(stream: AsyncIterable<StreamEvent>): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

export function textIn(events: readonly StreamEvent[]): string {
  return events
    .map((event) => (event.type === 'step.delta' && event.delta.type === 'text' ? event.delta.text : ''))
    .join('');
}

export function wire(): void {
  describe('the wire under the fetch of the extension host', () => {
    it('streams in pieces, in order, to the end', async () => {
      const times: number[] = [];
      const events: StreamEvent[] = [];
      for await (const event of wireTo(emulatorUrl()).open(asking('host: words'), never)) {
        events.push(event);
        if (event.type === 'step.delta') times.push(performance.now());
      }
      assert.equal(textIn(events), 'one two three four five six seven eight nine ten');
      const end = events.at(-1)!;
      assert.ok(end.type === 'completed' && end.status === 'completed', JSON.stringify(end));
      assert.ok(times.at(-1)! - times[0]! > 100, 'the deltas came all at once');
    });

    it('ends at once when it is aborted in the middle', async () => {
      const abort = new AbortController();
      let aborted = 0;
      const events: StreamEvent[] = [];
      for await (const event of wireTo(emulatorUrl()).open(asking('host: hang'), abort.signal)) {
        events.push(event);
        if (event.type !== 'step.delta') continue;
        aborted = performance.now();
        abort.abort(new Error('stopped'));
      }
      const took = performance.now() - aborted;
      assert.equal(events.at(-1)?.type, 'aborted');
      assert.ok(aborted > 0 && took < 200, `${took} ms`);
    });

    it('lists the models and reads a stored interaction', async () => {
      const gemini = wireTo(emulatorUrl());
      assert.ok((await gemini.models(never)).length > 0);
      const events = await all(gemini.open(asking('host: words'), never));
      const end = events.at(-1)!;
      assert.ok(end.type === 'completed');
      const record = await gemini.get(end.id, { includeInput: true, signal: never });
      assert.equal(record.status, 'completed');
    });

    it('says that the server is not there', async () => {
      const gone = await startProxy(emulatorUrl());
      await gone.close();
      // Port 9 is one of those that no `fetch` ever connects to.
      for (const url of [gone.url, 'http://127.0.0.1:9']) {
        const end = (await all(wireTo(url).open(asking('x'), never))).at(-1)!;
        assert.ok(end.type === 'failed' && end.failure.kind === 'offline', `${url} ${JSON.stringify(end)}`);
      }
    });
  });
}
