// Turns stopped at any moment in: while connecting, streaming, hanging, waiting to retry, asking; the time until the session is idle out.

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { createGemini } from '../../src/gemini/gemini.ts';
import { systemClock } from '../../src/vscode/clock.ts';
import type { Action } from '../emulator/scenario.ts';
import { startEmulator } from '../emulator/server.ts';
import { seeded } from '../support/slips.ts';
import { sessionOver } from '../unit/agent/harness.ts';
import type { Figures, Soak } from './soak.ts';

/** Ms; the promise is made for 99 of 100. */
const limit = 200;
/** Fewer say nothing about one of a hundred. */
const telling = 500;

const answers: Readonly<Record<string, readonly Action[]>> = {
  streaming: [{ do: 'say', text: 'words and words '.repeat(50), chunk: 8, delay: 4 }],
  hanging: [{ do: 'say', text: 'half' }, { do: 'hang' }],
  silent: [{ do: 'hang' }],
  retrying: [{ do: 'fail', status: 503, code: 'service_unavailable', message: 'm' }],
  asking: [{ do: 'call', name: 'create_file', arguments: { path: 'a.txt', content: 'x' } }],
};

export const cancel: Soak = {
  title: 'turns stopped while they connect, stream, hang, wait to retry or ask',
  count: 1000,
  few: 15,
  async run(count, seed): Promise<Figures> {
    const pick = seeded(seed);
    const names = Object.keys(answers);
    const scenarios = names.map((name) => ({ name, match: { prompt: `^${name}` }, answer: answers[name]! }));
    const emulator = await startEmulator({ scenarios });
    const quiet = { error() {}, warn() {}, info() {}, debug() {} };
    const gemini = createGemini({ apiKey: 'good', baseUrl: emulator.url, clock: systemClock, log: quiet });
    const times: number[] = [];
    try {
      for (let at = 0; at < count; at++) {
        const name = names[at % names.length]!;
        const { session, memory } = sessionOver([], { gemini });
        const run = session.send({ text: name, attachments: [] });
        await pause(pick(60));
        const start = performance.now();
        session.stop();
        await run;
        times.push(performance.now() - start);
        const { outcome } = session.transcript.last!;
        assert.ok(outcome === 'stopped' || outcome === 'completed', `seed ${seed}, turn ${at} (${name}): ${outcome}`);
        assert.equal(memory.applied.length, 0, `seed ${seed}, turn ${at}`);
      }
    } finally {
      await emulator.close();
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
    const figures = { 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'slowest ms': at(1) };
    assert.ok(count < telling || at(0.99) <= limit, `seed ${seed}: ${JSON.stringify(figures)}`);
    return figures;
  },
};
