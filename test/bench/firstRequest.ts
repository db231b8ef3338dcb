// Run alone: `castor URL` or `fetch URL` warms up as the focus of the prompt box does, then prints the ms from a request to its first event.

import { createGemini } from '../../src/gemini/gemini.ts';
import { systemClock as clock } from '../../src/vscode/clock.ts';

const [subject, url = ''] = process.argv.slice(2);
const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const { signal } = new AbortController();
const headers = { 'content-type': 'application/json', 'x-goog-api-key': 'k', accept: 'text/event-stream' };

if (subject === 'castor') {
  const gemini = createGemini({ apiKey: 'k', baseUrl: url, clock, log: quiet });
  await gemini.warm(signal);
  await pause();
  const input = [{ type: 'user_input' as const, content: [{ type: 'text' as const, text: 'go' }] }];
  const start = performance.now();
  for await (const { type } of gemini.open({ model: 'gemini-3.8-flash', input, store: true, tools: [] }, signal)) {
    if (type === 'created') report(start);
  }
} else {
  await (await fetch(`${url}/v1beta/models?pageSize=1`, { headers })).text();
  await pause();
  const start = performance.now();
  const body = JSON.stringify({ model: 'gemini-3.8-flash', input: 'go', stream: true, store: true });
  const { body: stream } = await fetch(`${url}/v1beta/interactions`, { method: 'POST', headers, body });
  await stream!.getReader().read();
  report(start);
}
process.exit(0);

/** As between the focus and the first prompt. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 50));
}

function report(start: number): void {
  process.stdout.write(String(performance.now() - start));
}
