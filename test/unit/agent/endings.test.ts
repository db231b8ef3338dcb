// How turns end: stopped in every phase, failed, cut by a guard, interrupted; and how they go on.

import assert from 'node:assert/strict';
import type { StreamEvent } from '../../../src/agent/ports.ts';
import { calls, ends, fails, opens, type Script, says, writes } from '../../support/scriptedGemini.ts';
import { answer, lastTurn, resultsOf, seenEvent, sessionOver } from './harness.ts';
import { inBothModes } from './private.ts';

const edit = {
  id: 'e1',
  name: 'apply_edit',
  arguments: { path: 'a.txt', edits: [{ old_text: 'one', new_text: 'two' }] },
};
const read = (id: string, path = 'a.txt') => ({ id, name: 'read_file', arguments: { path } });
const textOf = (step: unknown) => (step as { content: { text: string }[] }).content.map(({ text }) => text).join('');
const hi = { text: 'Hi', attachments: [] };

inBothModes('Stop', () => {
  const phases: Record<
    string,
    { script: Script; until: 'activity.updated' | 'step.started' | 'step.delta' | 'approval.requested'; nth?: number }
  > = {
    'before the first event': { script: ['hang'], until: 'activity.updated' },
    'while it thinks': {
      script: [{ type: 'created', id: 'v1_a' }, { type: 'step.started', index: 0, step: { type: 'thought' } }, 'hang'],
      until: 'step.started',
    },
    'while it writes': { script: [...opens('v1_a'), ...writes('Half an'), 'hang'], until: 'step.delta', nth: 2 },
    'in a retry': {
      script: [{ type: 'waiting', reason: 'retrying', until: Date.now() + 60_000 }, 'hang'],
      until: 'activity.updated',
      nth: 2,
    },
    'in an approval': { script: calls('v1_a', edit), until: 'approval.requested' },
  };
  for (const [phase, { script, until, nth = 1 }] of Object.entries(phases)) {
    it(`ends the turn ${phase}, though nothing it waits for ever comes`, async () => {
      const all = sessionOver([script, says('v1_b', 'next')], { files: { 'a.txt': 'one' } });
      const turn = all.session.send(hi);
      let count = 0;
      await new Promise<void>((resolve) => {
        const check = () => ++count >= nth && resolve();
        for (const { type } of all.seen) if (type === until) check();
        all.session.onEvent(({ type }) => type === until && check());
      });
      all.session.stop();
      await turn;
      assert.equal(lastTurn(all.session).outcome, 'stopped');
      assert.equal(all.session.busy, false);
      assert.equal(all.memory.files.get('a.txt'), 'one');
      await all.session.send({ text: 'again', attachments: [] });
      assert.equal(answer(all.session), 'next');
    });
  }

  it('ends the turn while its tools are loaded, though they never are', async () => {
    const all = sessionOver([], { tools: new Promise(() => {}) });
    const turn = all.session.send(hi);
    await seenEvent(all, 'prompt.sent');
    await new Promise((resolve) => setTimeout(resolve, 5));
    all.session.stop();
    await turn;
    assert.equal(lastTurn(all.session).outcome, 'stopped');
  });

  it('keeps the partial text, leaves the head where it was, and tells the next interaction what was said', async () => {
    const all = sessionOver([
      says('v1_a', 'A'),
      [...opens('v1_b'), ...writes('Half an answer'), 'hang'],
      says('v1_c', 'C'),
    ]);
    await all.session.send(hi);
    const turn = all.session.send({ text: 'two', attachments: [] });
    await seenEvent(all, 'step.delta', ({ delta }) => delta.text === 'Half an answer');
    all.session.stop();
    await turn;
    assert.equal(answer(all.session), 'Half an answer');
    await all.session.send({ text: 'three', attachments: [] });
    assert.equal(all.requests[2]?.previousInteractionId, 'v1_a');
    assert.deepEqual(
      all.requests[2]?.input.map((step) => [step.type, textOf(step)]),
      [
        ['user_input', 'two'],
        ['model_output', 'Half an answer'],
        ['user_input', 'three'],
      ],
    );
  });

  it('answers the calls that never ran when the next prompt comes', async () => {
    const all = sessionOver([calls('v1_a', edit), says('v1_b', 'ok')], { files: { 'a.txt': 'one' } });
    const turn = all.session.send(hi);
    await seenEvent(all, 'approval.requested');
    all.session.stop();
    await turn;
    await all.session.send({ text: 'go on', attachments: [] });
    const { input, previousInteractionId } = all.requests[1]!;
    assert.equal(previousInteractionId, 'v1_a');
    assert.deepEqual(
      input.map(({ type }) => type),
      ['function_result', 'user_input'],
    );
    assert.equal(resultsOf(input)[0]?.is_error, true);
    assert.match(String(resultsOf(input)[0]?.result), /Nothing was done/);
    assert.equal(all.session.transcript.turns[0]?.interactions[0]?.calls[0]?.state, 'stopped');
  });

  it('does not wait for a tool that ignores the signal', async () => {
    const all = sessionOver([calls('v1_a', read('c1'))], { files: { 'a.txt': 'one' } });
    all.memory.workspace.readText = () => new Promise(() => {});
    const turn = all.session.send(hi);
    await seenEvent(all, 'call.started');
    all.session.stop();
    await turn;
    assert.equal(lastTurn(all.session).outcome, 'stopped');
  });
});

inBothModes('a failed turn', () => {
  it('shows the failure, keeps what came, and retries with the same input', async () => {
    const all = sessionOver([[...opens('v1_a'), ...writes('Half'), fails('interrupted', true)], says('v1_b', 'Whole')]);
    await all.session.send(hi);
    assert.equal(lastTurn(all.session).outcome, 'failed');
    assert.equal(lastTurn(all.session).failure?.kind, 'interrupted');
    assert.equal(answer(all.session), 'Half');
    await all.session.resume('t1', 'retry');
    assert.deepEqual(all.requests[1]?.input, all.requests[0]?.input);
    assert.equal(lastTurn(all.session).outcome, 'completed');
  });

  it('continues after what had come', async () => {
    const all = sessionOver([
      [...opens('v1_a'), ...writes('Half'), fails('interrupted', true)],
      says('v1_b', ' whole'),
    ]);
    await all.session.send(hi);
    await all.session.resume('t1', 'continue');
    assert.deepEqual(
      all.requests[1]?.input.map(({ type }) => type),
      ['user_input', 'model_output', 'user_input'],
    );
  });

  it('does not repeat a prompt however often it failed', async () => {
    const all = sessionOver([[fails('overloaded')], [fails('overloaded')], [fails('overloaded')], says('v1_b', 'ok')]);
    await all.session.send(hi);
    await all.session.resume('t1', 'retry');
    await all.session.resume('t1', 'retry');
    await all.session.resume('t1', 'retry');
    assert.deepEqual(
      all.requests.map(({ input }) => input.length),
      [1, 1, 1, 1],
    );
  });

  it('shows an incomplete answer as one and continues the chain from it', async () => {
    const cut: StreamEvent[] = [
      ...opens('v1_a'),
      ...writes('Cut'),
      ends('v1_a', 'incomplete', { kind: 'incomplete', text: 'cut', remedies: [{ do: 'continue' }] }),
    ];
    const all = sessionOver([cut, says('v1_b', 'rest')]);
    await all.session.send(hi);
    assert.equal(lastTurn(all.session).failure?.kind, 'incomplete');
    await all.session.resume('t1', 'continue');
    assert.equal(all.requests[1]?.previousInteractionId, 'v1_a');
    assert.match(textOf(all.requests[1]?.input[0]), /Continue/);
  });

  it('becomes a failure, not an exception, when a port breaks its promise', async () => {
    const all = sessionOver([]);
    await all.session.send(hi);
    assert.equal(lastTurn(all.session).failure?.kind, 'internal');
    assert.equal(all.errors.length, 1);
  });
});

describe('a turn that cannot start', () => {
  it('says so, and can be tried again', async () => {
    const all = sessionOver([says('v1_a', 'A')], { excludes: () => Promise.reject(new Error('no such disk')) });
    await all.session.send(hi);
    assert.equal(lastTurn(all.session).failure?.kind, 'internal');
    assert.match(lastTurn(all.session).failure?.detail ?? '', /no such disk/);
  });
});

describe('a lost chain', () => {
  it('is rebuilt once from the local steps, signatures byte for byte, and goes on by id', async () => {
    const all = sessionOver(
      [calls('v1_a', read('c1')), says('v1_b', 'B'), [fails('chain_lost')], says('v1_c', 'C'), says('v1_d', 'D')],
      { files: { 'a.txt': 'alpha' } },
    );
    await all.session.send(hi);
    await all.session.send({ text: 'two', attachments: [] });
    const rebuilt = all.requests[3]!;
    assert.equal(rebuilt.previousInteractionId, undefined);
    assert.deepEqual(
      rebuilt.input.map(({ type }) => type),
      ['user_input', 'thought', 'function_call', 'function_result', 'thought', 'model_output', 'user_input'],
    );
    assert.deepEqual(rebuilt.input[1], { type: 'thought', signature: 'c2ln' });
    assert.equal(lastTurn(all.session).outcome, 'completed');
    assert.ok(lastTurn(all.session).rebuilt);
    await all.session.send({ text: 'three', attachments: [] });
    assert.equal(all.requests[4]?.previousInteractionId, 'v1_c');
    assert.equal(all.requests[4]?.input.length, 1);
  });

  it('is given up with the failure when the rebuilt request fails too', async () => {
    const all = sessionOver([says('v1_a', 'A'), [fails('chain_lost')], [fails('chain_lost')]]);
    await all.session.send(hi);
    await all.session.send({ text: 'two', attachments: [] });
    assert.equal(lastTurn(all.session).outcome, 'failed');
    assert.equal(all.requests.length, 3);
  });
});

describe('without storage', () => {
  it('sends the whole history every time', async () => {
    const all = sessionOver([says('', 'A'), says('', 'B'), says('', 'C')], { settings: { store: false } });
    for (const text of ['one', 'two', 'three']) await all.session.send({ text, attachments: [] });
    assert.deepEqual(
      all.requests.map(({ input }) => input.length),
      [1, 4, 7],
    );
    assert.ok(all.requests.every(({ previousInteractionId }) => previousInteractionId === undefined));
  });
});

inBothModes('guards', () => {
  const same = Array.from({ length: 5 }, (_, at) => calls(`v1_${at}`, read(`c${at}`)));

  it('ask when the same call repeats, and go on when the person says so', async () => {
    const all = sessionOver([...same.slice(0, 3), says('v1_z', 'ok')], { files: { 'a.txt': 'alpha' } });
    await all.session.send(hi);
    assert.equal(lastTurn(all.session).outcome, 'asking');
    assert.equal(lastTurn(all.session).question?.kind, 'same_call');
    assert.equal(all.requests.length, 3);
    await all.session.resume('t1', 'continue');
    assert.equal(resultsOf(all.requests[3]?.input ?? []).length, 1);
    assert.equal(lastTurn(all.session).outcome, 'completed');
  });

  it('ask on ping-pong and on nothing but failures', async () => {
    const pingPong = Array.from({ length: 6 }, (_, at) =>
      calls(`v1_${at}`, read(`c${at}`, at % 2 ? 'a.txt' : 'b.txt')),
    );
    const one = sessionOver(pingPong, { files: { 'a.txt': 'a', 'b.txt': 'b' } });
    await one.session.send(hi);
    assert.equal(lastTurn(one.session).question?.kind, 'ping_pong');
    const failing = Array.from({ length: 6 }, (_, at) => calls(`v1_${at}`, read(`c${at}`, `missing${at}.txt`)));
    const two = sessionOver(failing);
    await two.session.send(hi);
    assert.equal(lastTurn(two.session).question?.kind, 'no_progress');
  });

  it('ask after so many interactions of one turn', async () => {
    const files = Object.fromEntries(Array.from({ length: 4 }, (_, at) => [`${at}.txt`, `${at}`]));
    const all = sessionOver(
      Array.from({ length: 4 }, (_, at) => calls(`v1_${at}`, read(`c${at}`, `${at}.txt`))),
      { files, settings: { maxInteractions: 3 } },
    );
    await all.session.send(hi);
    assert.equal(lastTurn(all.session).question?.kind, 'interactions');
    assert.equal(all.requests.length, 3);
  });

  it('cut an answer that repeats itself inside the stream, but not an ordinary long one', async () => {
    const looping = Array.from({ length: 200 }, () => 'I will now look at the file again. ');
    const all = sessionOver([[...opens('v1_a'), ...writes(...looping), 'hang']]);
    await all.session.send(hi);
    assert.equal(lastTurn(all.session).question?.kind, 'repetition');
    const varied = Array.from({ length: 400 }, (_, at) => `Line ${at}: ${(at * 7919).toString(36)}\n`);
    const other = sessionOver([says('v1_a', ...varied)]);
    await other.session.send(hi);
    assert.equal(lastTurn(other.session).outcome, 'completed');
  });
});

inBothModes('a session that was closed in the middle', () => {
  it('shows all it had, is interrupted, asks again for what waited, and continues the chain', async () => {
    const first = sessionOver([calls('v1_a', edit)], { files: { 'a.txt': 'one' } });
    void first.session.send(hi);
    await seenEvent(first, 'approval.requested');
    const later = sessionOver([says('v1_b', 'done')], { events: first.stored, memory: first.memory });
    assert.equal(lastTurn(later.session).outcome, 'interrupted');
    const turn = later.session.resume('t1', 'continue');
    const { call } = await seenEvent(later, 'approval.requested');
    later.session.decide(call, 'allow');
    await turn;
    assert.equal(later.memory.files.get('a.txt'), 'two');
    assert.equal(later.requests[0]?.previousInteractionId, 'v1_a');
    assert.equal(answer(later.session), 'done');
  });

  it('keeps running when the disk fails, and says so in the log', async () => {
    const all = sessionOver([says('v1_a', 'A')], { store: { append: () => Promise.reject(new Error('ENOSPC')) } });
    await all.session.send(hi);
    assert.equal(answer(all.session), 'A');
    assert.ok(all.errors.length > 0);
  });
});
