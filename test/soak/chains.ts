// Conversations whose chain the service has lost, in every way it can; rebuilt from the local steps, they must be what the service had, and go on.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Gemini } from '../../src/agent/ports.ts';
import type { Session } from '../../src/agent/session.ts';
import { createGemini } from '../../src/gemini/gemini.ts';
import type { Step } from '../../src/shared/step.ts';
import { allTurns } from '../../src/shared/transcript.ts';
import type { Action } from '../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { seeded } from '../support/slips.ts';
import { sessionOver } from '../unit/agent/harness.ts';
import type { Figures, Soak } from './soak.ts';

type Fail = Extract<Action, { do: 'fail' | 'error' }>;

const fail = (status: number, code: string, message: string): Fail => ({ do: 'fail', status, code, message });

/** How the service says it (contract sections 10 and 15); `expired` is a record that is gone. */
export const ways: Readonly<Record<string, Fail | undefined>> = {
  expired: undefined,
  '404': fail(404, 'not_found', 'Interaction not found.'),
  '403': fail(403, 'permission_denied', 'The caller does not have permission to access this interaction.'),
  '400 unknown': fail(400, 'invalid_request', 'previous_interaction_id refers to an interaction that is not found.'),
  '400 in progress': fail(400, 'failed_precondition', 'The previous interaction is still in progress.'),
  '400 re-rooted': fail(
    400,
    'invalid_request',
    'Please ensure that function response turn comes immediately after a function call turn.',
  ),
  '400 signature': fail(400, 'missing_thought_signature', 'Function call is missing a thought signature.'),
  '501': fail(501, 'not_implemented', 'Chaining after built-in tools is not implemented.'),
  'in the stream': { do: 'error', code: 'not_found', message: 'Interaction not found.' },
};

const quiet = { error() {}, warn() {}, info() {}, debug() {} };
const files = { 'a.txt': 'one\ntwo\n', 'b.txt': 'three\n' };

export const chains: Soak = {
  title: 'lost chains, in every way the service loses them, rebuilt from the local steps',
  count: 500,
  few: 9,
  async run(count, seed): Promise<Figures> {
    const emulator = await startEmulator();
    const clock = {
      now: () => Date.now(),
      sleep: (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal, ref: false }),
    };
    const gemini = createGemini({ apiKey: 'good', baseUrl: emulator.url, clock, log: quiet });
    const sum = { rebuilt: 0, steps: 0, signatures: 0 };
    try {
      for (let at = 0; at < count; at++) {
        const names = Object.keys(ways);
        const lost = await lose(emulator, gemini, names[at % names.length]!, seeded(seed * 1_000_003 + at));
        sum.rebuilt += 1;
        sum.steps += lost.length;
        sum.signatures += lost.filter((step) => 'signature' in step).length;
      }
    } finally {
      await emulator.close();
    }
    return { rebuilt: sum.rebuilt, 'steps sent again': sum.steps, 'signatures among them': sum.signatures, lost: 0 };
  },
};

/** One conversation; the steps of its rebuilt chain, without the last prompt. Every promise is asserted on the way. */
async function lose(emulator: Emulator, gemini: Gemini, way: string, pick: (below: number) => number) {
  emulator.reset();
  const turns = 1 + pick(4);
  emulator.use(scenarios(turns, ways[way], pick));
  const { session } = sessionOver([], { gemini, files });
  for (let turn = 0; turn < turns; turn++) await session.send({ text: `turn ${turn}`, attachments: [] });
  const had = await chainAtService(session, gemini);
  const before = json(allTurns(session.transcript));
  if (!ways[way]) emulator.expire(interactions(session).at(-1)!.id);
  const sent = emulator.requests.length;
  await session.send({ text: 'lost', attachments: [] });
  const { last } = session.transcript;
  assert.equal(last?.outcome, 'completed', `${way}: ${last?.failure?.text} ${last?.failure?.detail}`);
  assert.ok(last?.rebuilt, `${way}: the person is told`);
  const [refused, rebuilt, ...more] = emulator.requests
    .slice(sent)
    .map(({ body }) => body as { input: readonly Step[]; previous_interaction_id?: string });
  assert.equal(more.length, 0, `${way}: once`);
  assert.ok(refused?.previous_interaction_id, way);
  assert.equal(rebuilt?.previous_interaction_id, undefined, way);
  assert.deepEqual(rebuilt?.input.slice(0, -1), had, `${way}: step for step what the service had`);
  assert.deepEqual(rebuilt?.input.at(-1), refused?.input.at(-1), way);
  assert.deepEqual(json(session.transcript.turns), before, `${way}: what was shown stays`);
  await session.send({ text: 'after', attachments: [] });
  const next = emulator.requests.at(-1)?.body as { input: readonly Step[]; previous_interaction_id?: string };
  assert.equal(next.previous_interaction_id, last?.interactions.at(-1)?.id, `${way}: goes on by id`);
  assert.equal(next.input.length, 1, way);
  return had;
}

/** Each turn thinks and says something, perhaps after one or two calls. */
function scenarios(turns: number, failure: Fail | undefined, pick: (below: number) => number) {
  const say = (text: string): Action[] => [
    ...(pick(3) > 0 ? [{ do: 'think', summary: `About ${text}`, signature_bytes: 20 + pick(400) } as const] : []),
    { do: 'say', text: `${text} ${'ä🌍 words '.repeat(pick(6))}` },
  ];
  const read = (path: string): Action => ({ do: 'call', name: 'read_file', arguments: { path } });
  const all = Array.from({ length: turns }, (_, at) => {
    const prompt = `^turn ${at}$`;
    const calls = [[], [], [read('a.txt')], [read('a.txt'), read('b.txt')]][pick(4)]!;
    if (calls.length === 0) return [{ name: prompt, match: { prompt }, answer: say(`Answer ${at}.`) }];
    return [
      { name: prompt, match: { prompt }, answer: [{ do: 'think', summary: 'Hm.' } as const, ...calls] },
      { name: `${prompt} on`, match: { prompt, tool_result: 'read_file' }, answer: say(`Read ${at}.`) },
    ];
  });
  const lost = failure ? [{ name: 'lost', match: { prompt: '^lost$', previous: true }, answer: [failure] }] : [];
  return [...all.flat(), ...lost, { name: 'rest', answer: say('Well then.') }];
}

const interactions = (session: Session) => allTurns(session.transcript).flatMap((turn) => turn.interactions);

/** What the service keeps of the chain, asked for record by record. */
async function chainAtService(session: Session, gemini: Gemini): Promise<readonly Step[]> {
  const { signal } = new AbortController();
  const records = await Promise.all(
    interactions(session).map(({ id }) => gemini.get(id, { includeInput: true, signal })),
  );
  return records.flatMap(({ input = [], steps }) => {
    const own = steps.findIndex(({ type }) => type !== 'user_input' && type !== 'function_result');
    return [...input, ...steps.slice(own < 0 ? steps.length : own)];
  });
}

function json<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
