// Every fault of the wire, through the real SDK over real HTTP, into a session: each ends in a clear state, keeps what came, and the next prompt works.

import assert from 'node:assert/strict';
import { createGemini } from '../../../src/gemini/gemini.ts';
import type { Scenario } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { half, type WireFault, wireFaults } from '../../support/wireFaults.ts';
import { answer, lastTurn, seenEvent, sessionOver } from './harness.ts';
import { hasty } from './hasty.ts';
import { inBothModes } from './private.ts';

const quiet = { error() {}, warn() {}, info() {}, debug() {} };

inBothModes('faults of the wire, in a session', (mode) => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.close());

  const scenarios = ({ answer: actions, times }: WireFault): Scenario[] => [
    { name: 'fault', match: { prompt: '^fault' }, answer: actions, times },
    { name: 'next', answer: [{ do: 'say', text: 'next', chunk: 2 }] },
  ];
  const over = (baseUrl: string, apiKey = 'good') =>
    sessionOver([], { gemini: createGemini({ apiKey, baseUrl, clock: hasty, log: quiet }) });

  for (const [name, one] of Object.entries(wireFaults)) {
    const fault = mode === 'private' ? { ...one, ...one.unstored } : one;
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

  it('an expired chain is rebuilt from the local steps and goes on by id', async function () {
    // Nothing can expire that was never stored.
    if (mode === 'private') this.skip();
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
