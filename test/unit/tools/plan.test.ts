// Plan mode: only what reads is offered and can be called; the plan is a call of its own; the mode goes back with an option.

import assert from 'node:assert/strict';
import type { InteractionRequest } from '../../../src/agent/ports.ts';
import { tools } from '../../../src/tools/index.ts';
import { calls, says } from '../../support/scriptedGemini.ts';
import { resultsOf, sessionOver } from '../agent/harness.ts';

const names = (request: InteractionRequest | undefined) =>
  (request?.tools ?? []).map((tool) => ('name' in tool ? String(tool.name) : tool.type));

describe('plan mode', () => {
  it('offers only tools that read, refuses every other call, and changes nothing in any mode before', async () => {
    const attempts = [
      ['apply_edit', { path: 'a.txt', edits: [{ old_text: 'one', new_text: 'two' }] }],
      ['create_file', { path: 'b.txt', content: 'x' }],
      ['rename_file', { from: 'a.txt', to: 'c.txt' }],
      ['delete_file', { path: 'a.txt' }],
      ['run_command', { command: 'touch x' }],
    ] as const;
    const made = attempts.map(([name, args], at) => ({ id: `c${at}`, name, arguments: args }));
    const all = sessionOver([calls('v1_a', ...made), says('v1_b', 'ok'), says('v1_c', 'ok')], {
      files: { 'a.txt': 'one' },
      settings: { allowEdits: true },
      builtIns: async () => [{ type: 'google_search' }],
    });
    all.session.setOptions({ mode: 'plan' });
    await all.session.send({ text: 'x', attachments: [] });
    const offered = names(all.requests[0]);
    const reads = new Set(tools.filter(({ effect }) => effect === 'read').map(({ name }) => name));
    assert.ok(offered.length > 5 && offered.every((name) => reads.has(name)), String(offered));
    assert.ok(offered.includes('present_plan') && offered.includes('ask_user'));
    assert.match(all.requests[0]?.systemInstruction ?? '', /The person wants a plan before anything is done/);
    const results = resultsOf(all.requests[1]!.input);
    assert.deepEqual(
      results.map(({ is_error }) => is_error),
      attempts.map(() => true),
    );
    assert.match(String(results[0]?.result), /There is no tool "apply_edit"/);
    assert.deepEqual(Object.fromEntries(all.memory.files), { 'a.txt': 'one' });
    assert.ok(!all.seen.some(({ type }) => type === 'approval.requested' || type === 'call.started'));
    all.session.setOptions({ mode: 'ask' });
    await all.session.send({ text: 'y', attachments: [] });
    const after = names(all.requests[2]);
    assert.ok(after.includes('apply_edit') && after.includes('run_command') && !after.includes('present_plan'));
    assert.ok(after.length < 20);
    assert.doesNotMatch(all.requests[2]?.systemInstruction ?? '', /wants a plan/);
  });

  it('takes a plan and tells the model to end its turn', async () => {
    const plan = { id: 'p1', name: 'present_plan', arguments: { title: 'Fix', plan: '1. Look\n2. Fix' } };
    const all = sessionOver([calls('v1_a', plan), says('v1_b', 'ok')], { files: { 'a.txt': 'one' } });
    all.session.setOptions({ mode: 'plan' });
    await all.session.send({ text: 'x', attachments: [] });
    const [result] = resultsOf(all.requests[1]!.input);
    assert.equal(result?.is_error, undefined);
    assert.match(String(result?.result), /End your turn/);
  });
});
