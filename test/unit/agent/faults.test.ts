// Every fault of the wire, through the real SDK over real HTTP, into a session: each ends in a clear state, keeps what came, and the next prompt works.

import assert from 'node:assert/strict';
import type { Clock } from '../../../src/agent/ports.ts';
import { createGemini } from '../../../src/gemini/gemini.ts';
import type { FailureKind } from '../../../src/shared/failure.ts';
import type { Action, Scenario } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { answer, lastTurn, seenEvent, sessionOver } from './harness.ts';

/** A clock that runs a hundred times as fast. */
const started = Date.now();
const hasty: Clock = {
  now: () => started + (Date.now() - started) * 100,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms / 100);
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      signal.addEventListener('abort', stop, { once: true });
    }),
};
const quiet = { error() {}, warn() {}, info() {}, debug() {} };

const hello: Action = { do: 'say', text: 'Hello there, this is the whole answer.', chunk: 7 };
const half: Action = { do: 'say', text: 'Half an answer', chunk: 5 };

interface Fault {
  readonly answer: readonly Action[];
  /** Absent: the turn must complete all the same. */
  readonly ends?: FailureKind;
  readonly outcome?: 'stopped' | 'asking';
  /** Of the text: all of it by default where the turn completes. */
  readonly text?: string;
  readonly times?: number;
}

const faults: Readonly<Record<string, Fault>> = {
  'split at every byte': {
    answer: [
      { do: 'say', text: 'Grüße 🦫 aus Köln' },
      { do: 'split_bytes', n: 1 },
    ],
    text: 'Grüße 🦫 aus Köln',
  },
  CRLF: { answer: [hello, { do: 'crlf' }] },
  comments: { answer: [hello, { do: 'comments' }] },
  'an unknown event': { answer: [{ do: 'raw', event: { event_type: 'step.wobble', index: 0, x: 1 } }, hello] },
  'an unknown step': {
    answer: [
      { do: 'step', step: { type: 'teleport_call', id: 'x' }, deltas: [{ type: 'teleport', to: 'moon' }] },
      hello,
    ],
  },
  'deltas without a type': { answer: [hello, { do: 'typeless' }] },
  'a malformed frame': { answer: [{ do: 'raw', text: 'data: {"broken": \n\n' }, hello] },
  'an error event first': {
    answer: [{ do: 'error', code: 'gateway_timeout', message: 'Deadline expired' }],
    ends: 'timeout',
    text: '',
  },
  'an error event in the middle': {
    answer: [half, { do: 'error', code: 'api_error', message: 'Internal' }],
    ends: 'unavailable',
    text: 'Half an answer',
  },
  'an empty error event': { answer: [half, { do: 'error', empty: true }], ends: 'unavailable', text: 'Half an answer' },
  'the end without a terminal event': { answer: [half, { do: 'eof' }], ends: 'interrupted', text: 'Half an answer' },
  'a reset connection': { answer: [half, { do: 'drop' }], ends: 'interrupted', text: 'Half an answer' },
  'a stream that stalls': { answer: [half, { do: 'hang' }], ends: 'interrupted', text: 'Half an answer' },
  'a status update after the end': { answer: [hello, { do: 'late_status_update' }] },
  'no usage': { answer: [hello, { do: 'no_usage' }] },
  'content in step.start': { answer: [{ do: 'say', text: ' a time', start: 'Once upon' }], text: 'Once upon a time' },
  '429 with retry-after': {
    answer: [{ do: 'fail', status: 429, code: 'rate_limit_exceeded', message: 'slow down', retry_after: 2 }],
    times: 1,
    text: 'next',
  },
  '429 with RetryInfo': {
    answer: [
      { do: 'fail', status: 429, rpc: 'RESOURCE_EXHAUSTED', message: 'slow down', retry_info: '3s', array: true },
    ],
    times: 1,
    text: 'next',
  },
  '429 for the rest of the day': {
    answer: [
      {
        do: 'fail',
        status: 429,
        rpc: 'RESOURCE_EXHAUSTED',
        message: 'Quota exceeded for metric: requests per day',
        retry_info: '40000s',
      },
    ],
    ends: 'quota',
    text: '',
  },
  'a bad key': { answer: [{ do: 'bad_key' }], ends: 'bad_key', text: '' },
  'HTML from a proxy': { answer: [{ do: 'html_502' }], ends: 'unavailable', text: '' },
  'JSON instead of a stream': { answer: [{ do: 'json_instead_of_sse' }, hello], ends: 'wrong_server', text: '' },
  overload: { answer: [{ do: 'overload' }], times: 1, text: 'next' },
  'the retired schema': { answer: [{ do: 'retired_schema' }], ends: 'retired_schema', text: '' },
  'a huge signature': { answer: [{ do: 'think', signature_bytes: 3_000_000 }, hello] },
  'incomplete without steps': {
    answer: [{ do: 'no_thought' }, { do: 'status', status: 'incomplete' }],
    ends: 'incomplete',
    text: '',
  },
  'budget exceeded': {
    answer: [half, { do: 'status', status: 'budget_exceeded' }],
    ends: 'budget',
    text: 'Half an answer',
  },
  'a failed interaction': {
    answer: [{ do: 'status', status: 'failed', errors: [{ code: 'safety', message: 'blocked' }] }],
    ends: 'blocked',
    text: '',
  },
  'an answer that is empty': { answer: [], ends: 'malformed_answer', text: '' },
  'a continuation': {
    answer: [half, { do: 'status', status: 'requires_continuation', continuation_token: 'k' }],
    outcome: 'asking',
    text: 'Half an answer',
  },
  'a cut at byte 700': { answer: [hello, { do: 'cut_at_byte', n: 700 }], ends: 'interrupted' },
  'an unknown model': {
    answer: [{ do: 'fail', status: 404, code: 'model_not_found', message: 'no such model' }],
    ends: 'model_not_found',
    text: '',
  },
  'no permission': {
    answer: [{ do: 'fail', status: 403, code: 'permission_denied', message: 'API disabled' }],
    ends: 'forbidden',
    text: '',
  },
  'no quota without billing': {
    answer: [{ do: 'fail', status: 402, code: 'payment_required', message: 'billing' }],
    ends: 'payment',
    text: '',
  },
};

describe('faults of the wire, in a session', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.close());

  const scenarios = ({ answer: actions, times }: Fault): Scenario[] => [
    { name: 'fault', match: { prompt: '^fault' }, answer: actions, times },
    { name: 'next', answer: [{ do: 'say', text: 'next', chunk: 2 }] },
  ];
  const over = (baseUrl: string, apiKey = 'good') =>
    sessionOver([], { gemini: createGemini({ apiKey, baseUrl, clock: hasty, log: quiet }) });

  for (const [name, fault] of Object.entries(faults)) {
    it(`${name}: ${fault.ends ?? fault.outcome ?? 'no harm'}`, async () => {
      emulator.reset();
      emulator.use(scenarios(fault));
      const { session } = over(emulator.url);
      await session.send({ text: 'fault', attachments: [] });
      const turn = lastTurn(session);
      assert.deepEqual(emulator.complaints, []);
      assert.deepEqual(
        [turn.outcome, turn.failure?.kind],
        [fault.outcome ?? (fault.ends ? 'failed' : 'completed'), fault.ends],
      );
      if (fault.ends) assert.ok(turn.failure!.text.length > 10 && turn.failure!.remedies.length > 0);
      if (fault.ends === undefined || fault.text !== undefined) {
        assert.equal(answer(session), fault.text ?? 'Hello there, this is the whole answer.');
      }
      await session.send({ text: 'and again', attachments: [] });
      assert.equal(lastTurn(session).outcome, 'completed', lastTurn(session).failure?.text);
      assert.equal(answer(session), 'next');
      assert.equal(session.transcript.turns[0]?.outcome, turn.outcome);
    });
  }

  it('a closed port: offline, and the transcript stays', async () => {
    const gone = await startEmulator();
    await gone.close();
    const { session } = over(gone.url);
    await session.send({ text: 'hi', attachments: [] });
    assert.equal(lastTurn(session).failure?.kind, 'offline');
    assert.equal(lastTurn(session).prompt.text, 'hi');
  });

  it('an expired chain is rebuilt from the local steps and goes on by id', async () => {
    emulator.reset();
    emulator.use([
      {
        name: 'any',
        answer: [
          { do: 'think', summary: 'hm' },
          { do: 'say', text: 'ok' },
        ],
      },
    ]);
    const { session } = over(emulator.url);
    await session.send({ text: 'one', attachments: [] });
    emulator.expire(lastTurn(session).interactions[0]!.id);
    await session.send({ text: 'two', attachments: [] });
    assert.equal(lastTurn(session).outcome, 'completed', lastTurn(session).failure?.text);
    assert.ok(lastTurn(session).rebuilt);
    await session.send({ text: 'three', attachments: [] });
    const bodies = emulator.requests.map(({ body }) => body as { previous_interaction_id?: string });
    assert.deepEqual(
      bodies.map((body) => body.previous_interaction_id !== undefined),
      [false, true, false, true],
    );
  });

  for (const store of [true, false]) {
    it(`a long answer goes on by its token when the person says so (store: ${store})`, async () => {
      emulator.reset();
      emulator.use([
        { name: 'rest', match: { continuation: 'k' }, answer: [{ do: 'say', text: ' and the rest' }] },
        { name: 'first', answer: [half, { do: 'status', status: 'requires_continuation', continuation_token: 'k' }] },
      ]);
      const gemini = createGemini({ apiKey: 'good', baseUrl: emulator.url, clock: hasty, log: quiet });
      const { session } = sessionOver([], { gemini, settings: { store } });
      await session.send({ text: 'long', attachments: [] });
      assert.equal(lastTurn(session).question?.kind, 'continuation');
      await session.resume('t1', 'continue');
      assert.equal(lastTurn(session).outcome, 'completed', lastTurn(session).failure?.detail);
      assert.equal(answer(session), 'Half an answer and the rest');
      assert.equal((emulator.requests[1]!.body as { continuation_token?: string }).continuation_token, 'k');
    });
  }

  it('a stop and the next prompt satisfy the strict server: half answers and unanswered calls go along', async () => {
    emulator.reset();
    emulator.use([
      { name: 'slow', match: { prompt: '^slow' }, answer: [half, { do: 'hang' }] },
      {
        name: 'edit',
        match: { prompt: '^edit' },
        answer: [{ do: 'call', name: 'create_file', arguments: { path: 'a.txt', content: 'x' } }],
      },
      { name: 'next', answer: [{ do: 'say', text: 'next' }] },
    ]);
    const all = over(emulator.url);
    const slow = all.session.send({ text: 'slow', attachments: [] });
    await seenEvent(all, 'step.delta', ({ delta }) => delta.type === 'text');
    all.session.stop();
    await slow;
    const edit = all.session.send({ text: 'edit', attachments: [] });
    await seenEvent(all, 'approval.requested');
    all.session.stop();
    await edit;
    await all.session.send({ text: 'go on', attachments: [] });
    assert.equal(lastTurn(all.session).outcome, 'completed', JSON.stringify(lastTurn(all.session).failure));
    assert.deepEqual(emulator.complaints, []);
  });
});
