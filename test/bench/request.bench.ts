// The first request after the warm-up beside a bare fetch (A3), and what Castor adds to the first piece of an answer (S2), over real HTTP.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { GoogleGenAI } from '@google/genai/web';
import { Session } from '../../src/agent/session.ts';
import { createGemini } from '../../src/gemini/gemini.ts';
import { systemClock as clock } from '../../src/vscode/clock.ts';
import { Outbox } from '../../src/vscode/view/outbox.ts';
import { startEmulator } from '../emulator/server.ts';
import { memoryFiles } from '../support/memoryFiles.ts';
import { memoryWorkspace } from '../support/memoryWorkspace.ts';
import { nodeBinary } from '../support/repo.ts';
import { facts } from '../webview/sessions.ts';
import { median, type Row } from './row.ts';

export const title = 'the first request, and the first piece of an answer (A3, S2)';

const quiet = { error() {}, warn() {}, info() {}, debug() {} };

export async function run(): Promise<readonly Row[]> {
  const emulator = await startEmulator({
    scenarios: [{ name: 'any', answer: [{ do: 'say', text: 'Hello.', delay: 60 }] }],
  });
  try {
    return [await firstRequest(emulator.url), await firstPiece(emulator.url)];
  } finally {
    await emulator.close();
  }
}

/** Each in a process of its own that has done nothing but warm up. */
async function firstRequest(url: string): Promise<Row> {
  const times: Record<'castor' | 'fetch', number[]> = { castor: [], fetch: [] };
  for (let round = 0; round < 11; round++) {
    for (const subject of ['castor', 'fetch'] as const) times[subject].push(await alone(subject, url));
  }
  const [castor, bare] = [median(times.castor), median(times.fetch)];
  return {
    name: 'first request after the warm-up',
    value: castor,
    unit: 'ms',
    peer: { name: 'bare fetch', value: bare },
    ratio: castor / bare,
  };
}

/** The emulator lives in this process, so it must not be blocked while the other one runs. */
function alone(subject: string, url: string): Promise<number> {
  const child = spawn(nodeBinary, [join(import.meta.dirname, 'firstRequest.ts'), subject, url]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve(Number(output)) : reject(new Error(`${subject} ended with ${code}`)),
    );
  });
}

/** The answer comes after the pause that a model makes; one that came within the frame of the prompt's own message would wait for its end. */
async function firstPiece(url: string): Promise<Row> {
  const gemini = createGemini({ apiKey: 'k', baseUrl: url, clock, log: quiet });
  const sdk = new GoogleGenAI({ apiKey: 'k', vertexai: false, httpOptions: { baseUrl: url, apiVersion: 'v1beta' } });
  const added: number[] = [];
  for (let round = 0; round < 90; round++) {
    const bare = await throughSdk(sdk);
    const castor = await throughCastor(gemini);
    if (round >= 10) added.push(castor - bare);
  }
  return { name: 'added to the first piece of an answer', value: median(added), unit: 'ms' };
}

/** Ms from the call to the first piece in hand. */
async function throughSdk(sdk: GoogleGenAI): Promise<number> {
  const start = performance.now();
  const request = { model: 'gemini-3.8-flash', input: 'go', stream: true, automatic_continuation: false };
  const stream = (await sdk.interactions.create(request as never, {
    maxRetries: 0,
  })) as unknown as AsyncIterable<unknown>;
  let first = 0;
  for await (const event of stream) if (JSON.stringify(event).includes('Hello.')) first ||= performance.now() - start;
  return first;
}

/** Ms from the page's "send" to the message for the page that holds the first piece. */
async function throughCastor(gemini: ReturnType<typeof createGemini>): Promise<number> {
  const memory = memoryWorkspace({});
  const session = new Session('s', [], {
    gemini: async () => gemini,
    tools: async () => [],
    workspace: memory.workspace,
    ...memoryFiles(memory),
    folders: () => memory.folders,
    facts: memory.facts,
    settings: () => ({ model: 'gemini-3.8-flash', thinkingSummaries: 'auto', store: true, maxInteractions: 5 }),
    surroundings: () => ({ folders: [], platform: 'linux', language: 'en' }),
    diffLines: () => [],
    store: { append: async () => {} },
    clock,
    log: quiet,
    t: (text) => text,
  });
  let first = 0;
  let start = 0;
  const outbox = new Outbox({
    post(update) {
      if (!first && JSON.stringify(update).includes('Hello.')) first = performance.now() - start;
    },
    state: () => facts,
    before: () => undefined,
    transcript: () => ({ session: 's', events: [] }),
    now: () => performance.now(),
    later(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  outbox.open();
  session.onEvent((event) => outbox.event(event));
  await new Promise((done) => setTimeout(done, 20));
  start = performance.now();
  await session.send({ text: 'go', attachments: [] });
  await new Promise((done) => setTimeout(done, 25));
  outbox.close();
  return first;
}
