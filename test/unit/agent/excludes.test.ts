// A session whose workspace keeps files from models in, what its tools are refused out, while the ignore files change and load.

import assert from 'node:assert/strict';
import { excluder } from '../../../src/gate/exclude.ts';
import { calls, type ScriptedCall, says } from '../../support/scriptedGemini.ts';
import { lastTurn, resultsOf, sessionOver } from './harness.ts';
import { inBothModes } from './private.ts';

const files = { 'private/k.txt': 'CANARY', 'src/a.ts': 'plain', 'a.key.txt': 'CANARY' };
const read = (id: string, path: string): ScriptedCall => ({ id, name: 'read_file', arguments: { path } });

inBothModes('files that a workspace keeps from models', () => {
  it('are refused to every tool, without a question, and named as kept', async () => {
    const change = { path: 'private/k.txt', edits: [{ old_text: 'CANARY', new_text: 'x' }] };
    const made = [
      read('c1', 'private/k.txt'),
      read('c2', 'PRIVATE/k.txt'),
      read('c3', './src/../private//k.txt'),
      read('c4', 'src/a.ts'),
      { id: 'c5', name: 'apply_edit', arguments: change },
      { id: 'c6', name: 'create_file', arguments: { path: 'private/new.txt', content: 'x' } },
      { id: 'c7', name: 'list_dir', arguments: { path: 'private' } },
    ];
    const excludes = async () => excluder(['private/']);
    const over = sessionOver([calls('v1_a', ...made), says('v1_b', 'ok')], { files, excludes });
    await over.session.send({ text: 'read', attachments: [] });
    const results = resultsOf(over.requests[1]!.input);
    assert.deepEqual(
      results.filter(({ is_error }) => !is_error).map(({ call_id }) => call_id),
      ['c4'],
    );
    for (const { call_id, result } of results.filter(({ call_id }) => call_id !== 'c4'))
      assert.match(JSON.stringify(result), /kept from models by an ignore file/, call_id);
    assert.doesNotMatch(JSON.stringify(over.requests), /CANARY/);
    assert.deepEqual(over.memory.applied, []);
    assert.ok(over.seen.every(({ type }) => type !== 'approval.requested'));
  });

  it('stay out of the list of problems', async () => {
    const scripts = [calls('v1_a', { id: 'c1', name: 'get_problems', arguments: {} }), says('v1_b', 'ok')];
    const over = sessionOver(scripts, {
      files: { ...files, '.env': 'K=1' },
      excludes: async () => excluder(['private/']),
    });
    const problem = { line: 1, column: 1, severity: 'error', source: 'spell' } as const;
    over.memory.diagnostics.push(
      { ...problem, path: 'private/k.txt', message: 'CANARY is no word' },
      { ...problem, path: '.env', message: 'CANARY is no word' },
      { ...problem, path: 'src/a.ts', message: 'plain is no word' },
    );
    await over.session.send({ text: 'look', attachments: [] });
    const [result] = resultsOf(over.requests[1]!.input);
    assert.match(JSON.stringify(result), /1 error\.\\nsrc\/a\.ts/);
    assert.doesNotMatch(JSON.stringify(over.requests), /CANARY/);
  });

  it('follow the ignore files within a turn', async () => {
    let kept = (_path: string) => false;
    const scripts = [
      calls('v1_a', read('c1', 'src/a.ts')),
      () => {
        kept = excluder(['*.key.txt']);
        return calls('v1_b', read('c2', 'a.key.txt'));
      },
      says('v1_c', 'ok'),
    ];
    const over = sessionOver(scripts, { files, excludes: async () => (path) => kept(path) });
    await over.session.send({ text: 'read', attachments: [] });
    assert.equal(resultsOf(over.requests[2]!.input)[0]?.is_error, true);
    assert.doesNotMatch(JSON.stringify(over.requests), /CANARY/);
  });

  it('do not hold up a stop while they are read', async () => {
    const over = sessionOver([], { files, excludes: () => new Promise(() => {}) });
    const turn = over.session.send({ text: 'read', attachments: [] });
    const stopped = performance.now();
    setTimeout(() => over.session.stop(), 20);
    await turn;
    assert.ok(performance.now() - stopped < 200);
    assert.equal(lastTurn(over.session).outcome, 'stopped');
    assert.deepEqual(over.requests, []);
  });
});
