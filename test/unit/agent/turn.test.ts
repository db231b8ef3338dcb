// Turns over scripted ports: the chain, what every request carries, calls and their results, approvals.

import assert from 'node:assert/strict';
import { textAfter } from '../../../src/agent/calls/approval.ts';
import type { StreamEvent } from '../../../src/agent/ports.ts';
import { callSteps, calls, ends, opens, says } from '../../support/scriptedGemini.ts';
import { answer, lastTurn, resultsOf, seenEvent, sessionOver } from './harness.ts';
import { inBothModes } from './private.ts';

const edit = {
  id: 'e1',
  name: 'apply_edit',
  arguments: { path: 'a.txt', edits: [{ old_text: 'one', new_text: 'two' }] },
};
const read = (id: string, path: string) => ({ id, name: 'read_file', arguments: { path } });

inBothModes('a turn', () => {
  it('streams an answer and ends', async () => {
    const { session, requests } = sessionOver([says('v1_a', 'Hello', ', ', 'world')]);
    await session.send({ text: 'Hi', attachments: [] });
    assert.equal(answer(session), 'Hello, world');
    assert.equal(lastTurn(session).outcome, 'completed');
    assert.deepEqual(requests[0]?.input, [{ type: 'user_input', content: [{ type: 'text', text: 'Hi' }] }]);
    assert.equal(requests[0]?.previousInteractionId, undefined);
  });

  it('chains by id and sends tools, system instruction and config every time', async () => {
    const { session, requests } = sessionOver([says('v1_a', 'A'), says('v1_b', 'B')], {
      settings: { thinkingLevel: 'low' },
    });
    await session.send({ text: 'one', attachments: [] });
    await session.send({ text: 'two', attachments: [] });
    const [first, second] = requests;
    assert.equal(second?.previousInteractionId, 'v1_a');
    assert.deepEqual(second?.input, [{ type: 'user_input', content: [{ type: 'text', text: 'two' }] }]);
    assert.deepEqual(second?.tools, first?.tools);
    assert.ok((first?.tools.length ?? 0) >= 6);
    assert.equal(second?.systemInstruction, first?.systemInstruction);
    assert.deepEqual(second?.generationConfig, {
      thinkingLevel: 'low',
      thinkingSummaries: 'auto',
      maxOutputTokens: undefined,
    });
  });

  it('answers parallel calls in one request, in the order of the calls', async () => {
    const { session, requests } = sessionOver(
      [calls('v1_a', read('c1', 'a.txt'), read('c2', 'missing.txt'), read('c3', 'b.txt')), says('v1_b', 'done')],
      {
        files: { 'a.txt': 'alpha\n', 'b.txt': 'beta\n' },
      },
    );
    await session.send({ text: 'read', attachments: [] });
    const results = resultsOf(requests[1]?.input ?? []);
    assert.deepEqual(
      results.map(({ call_id, is_error }) => [call_id, is_error === true]),
      [
        ['c1', false],
        ['c2', true],
        ['c3', false],
      ],
    );
    assert.match(String(results[0]?.result), /alpha/);
    assert.equal(requests[1]?.previousInteractionId, 'v1_a');
    assert.equal(answer(session), 'done');
  });

  it('starts a call when its arguments are complete, not when the stream ends', async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const all = sessionOver(
      [
        [...opens('v1_a'), ...callSteps(read('c1', 'a.txt'), 1), held, ends('v1_a', 'requires_action')],
        says('v1_b', 'ok'),
      ],
      {
        files: { 'a.txt': 'alpha' },
      },
    );
    const turn = all.session.send({ text: 'x', attachments: [] });
    await seenEvent(all, 'call.completed');
    assert.equal(
      all.seen.some(({ type }) => type === 'interaction.completed'),
      false,
    );
    finish();
    await turn;
    assert.equal(lastTurn(all.session).outcome, 'completed');
  });

  it('runs a call with the same id once and answers it once', async () => {
    const twice: StreamEvent[] = [
      ...opens('v1_a'),
      ...callSteps(read('c1', 'a.txt'), 1),
      ...callSteps(read('c1', 'a.txt'), 2),
      ends('v1_a', 'requires_action'),
    ];
    const { session, requests, seen } = sessionOver([twice, says('v1_b', 'ok')], { files: { 'a.txt': 'alpha' } });
    await session.send({ text: 'x', attachments: [] });
    assert.equal(resultsOf(requests[1]?.input ?? []).length, 1);
    assert.equal(seen.filter(({ type }) => type === 'call.started').length, 1);
  });

  it('tells the model of unknown tools, bad arguments and broken JSON, and runs nothing', async () => {
    const { session, requests, memory } = sessionOver([
      calls(
        'v1_a',
        { id: 'c1', name: 'rm', arguments: {} },
        { id: 'c2', name: 'read_file', arguments: { path: 'a.txt', approved: true } },
        { id: 'c3', name: 'read_file', arguments: '{"path": ' },
      ),
      says('v1_b', 'ok'),
    ]);
    await session.send({ text: 'x', attachments: [] });
    const [unknown, extra, broken] = resultsOf(requests[1]?.input ?? []);
    assert.match(String(unknown?.result), /no tool "rm".*read_file/);
    assert.match(String(extra?.result), /approved/);
    assert.match(String(broken?.result), /JSON/);
    assert.ok([unknown, extra, broken].every((result) => result?.is_error));
    assert.equal(memory.applied.length, 0);
  });

  it('refuses a path outside the workspace without asking', async () => {
    const { session, requests, seen } = sessionOver([
      calls('v1_a', { ...edit, arguments: { ...edit.arguments, path: '../x.txt' } }),
      says('v1_b', 'ok'),
    ]);
    await session.send({ text: 'x', attachments: [] });
    assert.equal(resultsOf(requests[1]?.input ?? [])[0]?.is_error, true);
    assert.equal(
      seen.some(({ type }) => type === 'approval.requested'),
      false,
    );
  });

  it('asks before a change, shows it, makes it when allowed, and remembers the intent first', async () => {
    const all = sessionOver([calls('v1_a', edit), says('v1_b', 'changed')], { files: { 'a.txt': 'one\n' } });
    const turn = all.session.send({ text: 'x', attachments: [] });
    const { approval, call } = await seenEvent(all, 'approval.requested');
    assert.equal(approval.changes[0]?.path, 'a.txt');
    assert.deepEqual(all.session.changesOf(call).map(textAfter), ['two\n']);
    assert.equal(all.memory.files.get('a.txt'), 'one\n');
    all.session.decide(call, 'allow');
    await turn;
    assert.equal(all.memory.files.get('a.txt'), 'two\n');
    const order = all.stored.map(({ type }) => type);
    assert.ok(order.indexOf('call.started') < order.indexOf('call.completed'));
    assert.equal(resultsOf(all.requests[1]?.input ?? [])[0]?.is_error, undefined);
    assert.deepEqual(all.session.changesOf(call), []);
  });

  it('changes nothing on Deny and gives the person’s words to the model', async () => {
    const all = sessionOver([calls('v1_a', edit), says('v1_b', 'ok')], { files: { 'a.txt': 'one\n' } });
    const turn = all.session.send({ text: 'x', attachments: [] });
    const { call } = await seenEvent(all, 'approval.requested');
    all.session.decide(call, 'deny', 'use three instead');
    await turn;
    assert.equal(all.memory.files.get('a.txt'), 'one\n');
    const [result] = resultsOf(all.requests[1]?.input ?? []);
    assert.match(String(result?.result), /use three instead/);
    assert.equal(result?.is_error, true);
  });

  it('asks once when allowed for the session, but always for protected files', async () => {
    const more = { ...edit, id: 'e2', arguments: { path: 'b.txt', edits: [{ old_text: 'one', new_text: 'two' }] } };
    const guarded = {
      ...edit,
      id: 'e3',
      arguments: { path: '.vscode/settings.json', edits: [{ old_text: '{}', new_text: '{"a":1}' }] },
    };
    const all = sessionOver([calls('v1_a', edit), calls('v1_b', more), calls('v1_c', guarded), says('v1_d', 'ok')], {
      files: { 'a.txt': 'one', 'b.txt': 'one', '.vscode/settings.json': '{}' },
    });
    const turn = all.session.send({ text: 'x', attachments: [] });
    all.session.decide((await seenEvent(all, 'approval.requested')).call, 'allow_session');
    const second = await seenEvent(all, 'approval.requested', ({ call }) => call !== 'e1');
    assert.equal(second.call, 'e3');
    assert.equal(second.approval.always, true);
    all.session.decide('e3', 'deny');
    await turn;
    assert.deepEqual([all.memory.files.get('b.txt'), all.memory.files.get('.vscode/settings.json')], ['two', '{}']);
  });

  it('refuses an edit of a file that changed between read and edit, or while it waited', async () => {
    const all = sessionOver([calls('v1_a', edit), says('v1_b', 'ok')], { files: { 'a.txt': 'one\n' } });
    const turn = all.session.send({ text: 'x', attachments: [] });
    const { call } = await seenEvent(all, 'approval.requested');
    all.memory.files.set('a.txt', 'one\nmine\n');
    all.session.decide(call, 'allow');
    await turn;
    assert.equal(all.memory.files.get('a.txt'), 'one\nmine\n');
    assert.equal(resultsOf(all.requests[1]?.input ?? [])[0]?.is_error, true);
  });

  it('makes changes of one interaction in order, so two edits of one file both land', async () => {
    const second = { ...edit, id: 'e2', arguments: { path: 'a.txt', edits: [{ old_text: 'last', new_text: 'end' }] } };
    const all = sessionOver([calls('v1_a', edit, second), says('v1_b', 'ok')], { files: { 'a.txt': 'one\nlast\n' } });
    const turn = all.session.send({ text: 'x', attachments: [] });
    all.session.decide((await seenEvent(all, 'approval.requested')).call, 'allow_session');
    await turn;
    assert.equal(all.memory.files.get('a.txt'), 'two\nend\n');
  });

  it('goes on by unanswered calls even when the status says completed', async () => {
    const done: StreamEvent[] = [...opens('v1_a'), ...callSteps(read('c1', 'a.txt'), 1), ends('v1_a', 'completed')];
    const { session, requests } = sessionOver([done, says('v1_b', 'ok')], { files: { 'a.txt': 'alpha' } });
    await session.send({ text: 'x', attachments: [] });
    assert.equal(requests.length, 2);
  });
});
