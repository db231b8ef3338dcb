// Ten turns as raw event streams in, every fault kind at every event of them; each turn ends in a clear state, says nothing twice, acts once.

import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGemini } from '../../src/gemini/gemini.ts';
import { outputText } from '../../src/shared/transcript.ts';
import { seeded } from '../support/slips.ts';
import { sessionOver } from '../unit/agent/harness.ts';
import { hasty } from '../unit/agent/hasty.ts';
import { doneFrame, frame } from '../unit/gemini/support.ts';
import { type Play, plays } from './plays.ts';
import type { Figures, Soak } from './soak.ts';

/** `at`: the event it falls on. Returns what is written; `end` false: the stream stays open or is cut by the fault itself. */
type Fault = (frames: readonly string[], at: number) => { readonly text: string; readonly how?: 'reset' | 'end' };

const joined = (frames: readonly string[]) => frames.join('');
/** The stream with something put in before an event. */
const before =
  (put: string): Fault =>
  (frames, at) => ({
    text: joined([...frames.slice(0, at), put, ...frames.slice(at)]),
  });
const cut = (frames: readonly string[], at: number) => joined(frames.slice(0, at));

/** Faults that must do no harm at all. */
const harmless: Readonly<Record<string, Fault>> = {
  comment: before(': still here\n\n'),
  'blank lines': before('\n\n\n'),
  'unknown event': before(frame({ event_type: 'step.wobble', index: 0, x: 1 })),
  'event without data': before('event: ping\n\n'),
  'retry field': before('retry: 10\n\n'),
  crlf: (frames, at) => ({ text: cut(frames, at) + joined(frames.slice(at)).replaceAll('\n', '\r\n') }),
};

/** Faults after which the answer may be broken, but never doubled, mixed up or acted on twice. */
const harmful: Readonly<Record<string, Fault>> = {
  'clean end': (frames, at) => ({ text: cut(frames, at) }),
  reset: (frames, at) => ({ text: cut(frames, at), how: 'reset' }),
  'half a frame': (frames, at) => ({ text: cut(frames, at) + (frames[at] ?? '').slice(0, 25) }),
  'half a frame, reset': (frames, at) => ({ text: cut(frames, at) + (frames[at] ?? '').slice(0, 25), how: 'reset' }),
  'early done': (frames, at) => ({ text: cut(frames, at) + doneFrame }),
  'broken json': before('event: step.delta\ndata: {"broken": \n\n'),
  'not an object': before('event: step.delta\ndata: 17\n\n'),
  'error event': (frames, at) => ({
    text:
      cut(frames, at) + frame({ event_type: 'error', error: { code: 'service_unavailable', message: 'overloaded' } }),
  }),
  'event twice': (frames, at) => ({ text: joined([...frames.slice(0, at + 1), ...frames.slice(at)]) }),
  'event lost': (frames, at) => ({ text: joined([...frames.slice(0, at), ...frames.slice(at + 1)]) }),
};

interface Case {
  readonly play: number;
  readonly kind: string;
  readonly at: number;
}

const cases: readonly Case[] = plays.flatMap(({ frames }, play) =>
  Object.keys({ ...harmless, ...harmful }).flatMap((kind) => frames.map((_, at) => ({ play, kind, at }))),
);

export const streamFaults: Soak = {
  title: `streams with a fault (${Object.keys({ ...harmless, ...harmful }).length} kinds at each event of ${plays.length} turns)`,
  count: cases.length,
  few: 60,
  async run(count, seed): Promise<Figures> {
    const pick = seeded(seed);
    const stage = await open();
    const outcomes: Record<string, number> = {};
    try {
      for (let at = 0; at < count; at++) {
        const one = count < cases.length ? cases[pick(cases.length)]! : cases[at % cases.length]!;
        const outcome = await run(stage, one);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }
    } finally {
      stage.close();
    }
    return { ...outcomes, 'said twice': 0, 'acted twice': 0, 'left without an outcome': 0 };
  },
};

async function run(stage: Stage, { play: number, kind, at }: Case): Promise<string> {
  const play = plays[number]!;
  const name = `turn ${number}, ${kind} at event ${at} of ${play.frames.length}`;
  stage.set(play, { ...harmless, ...harmful }[kind]!(play.frames, at));
  const gemini = createGemini({ apiKey: 'good', baseUrl: stage.url, clock: hasty, log: quiet, timeouts: patient });
  const { session, memory } = sessionOver([], { gemini });
  session.onEvent((event) => {
    if (event.type === 'approval.requested') queueMicrotask(() => session.decide(event.call, 'allow'));
  });
  await session.send({ text: 'go', attachments: [] });
  const { outcome, interactions, failure } = session.transcript.last!;
  const text = outputText(interactions);
  const made = memory.applied.map(({ place }) => place.path);
  assert.ok(outcome && outcome !== 'interrupted', `${name}: ${outcome}`);
  assert.equal(new Set(made).size, made.length, `${name}: ${made}`);
  if (kind in harmless) {
    assert.deepEqual(
      [outcome, text, made],
      ['completed', play.text, play.makes],
      `${name}: ${JSON.stringify(failure)}`,
    );
  } else if (kind !== 'event lost') {
    assert.ok(play.text.startsWith(text), `${name}: said ${JSON.stringify(text)} of ${JSON.stringify(play.text)}`);
    assert.ok(
      made.every((path) => play.makes.includes(path)),
      `${name}: made ${made}`,
    );
  }
  stage.set({ ...play, frames: [], after: [] }, undefined);
  await session.send({ text: 'next', attachments: [] });
  assert.equal(
    session.transcript.last!.outcome,
    'completed',
    `${name}: the next prompt, ${session.transcript.last!.failure?.text}`,
  );
  assert.equal(memory.applied.length, made.length, `${name}: acted again`);
  return outcome;
}

/** No fault is silence, and the clock is fast: a machine that is busy for half a second must not look like a dead stream. */
const patient = { quietMs: 1e9, firstEventMs: 1e9, nextEventMs: 1e9, highThinkingMs: 1e9 };
const quiet = { error() {}, warn() {}, info() {}, debug() {} };

interface Stage {
  readonly url: string;
  /** The first answer is the faulted one, a further one to the same input is whole; results are answered by what comes after them. */
  set(play: Play, faulted: ReturnType<Fault> | undefined): void;
  close(): void;
}

async function open(): Promise<Stage> {
  let play: Play | undefined;
  let faulted: ReturnType<Fault> | undefined;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      if (request.method !== 'POST') return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const isResult = /"function_result"/.test(body) && play?.after.length;
      if (isResult) return response.end(joined(play!.after));
      if (!play?.frames.length) return response.end(joined(plays[0]!.frames));
      const answer = faulted ?? { text: joined(play.frames) };
      faulted = undefined;
      return write(response, answer);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next, fault) {
      play = next;
      faulted = fault;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function write(response: ServerResponse, { text, how = 'end' }: ReturnType<Fault>): void {
  if (how === 'end') return void response.end(text);
  response.flushHeaders();
  response.write(text, () => setTimeout(() => response.socket?.resetAndDestroy(), 5));
}
