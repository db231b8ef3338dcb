// A session whose files and prompts hold secrets: none goes out, changes put them back byte for byte, also after a reload.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { Placeholders } from '../../../src/gate/placeholders.ts';
import { calls, says } from '../../support/scriptedGemini.ts';
import { lastTurn, resultsOf, seenEvent, sessionOver } from './harness.ts';
import { inBothModes } from './private.ts';

const placeholders = () =>
  new Placeholders((text) => createHmac('sha256', 'test').update(text).digest('hex').slice(0, 8));
const secret = `gh${'p_'}aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3gH6`;
const file = `export const token = "${secret}";\nexport const name = "x";\n`;
const read = { id: 'c1', name: 'read_file', arguments: { path: 'a.ts' } };

inBothModes('secrets in a session', () => {
  it('go out as placeholders, in prompts and in results, and the turn says how many', async () => {
    const all = sessionOver([calls('v1_a', read), says('v1_b', 'ok'), says('v1_c', 'ok')], {
      files: { 'a.ts': file },
      placeholders: placeholders(),
    });
    await all.session.send({ text: `Why does ${secret} fail?`, attachments: [] });
    await all.session.send({ text: 'and now?', attachments: [] });
    assert.ok(!JSON.stringify(all.requests).includes(secret));
    assert.match(JSON.stringify(resultsOf(all.requests[1]!.input)), /⟦secret:github-token:[0-9a-f]{8}⟧/);
    const [first] = all.session.transcript.turns;
    assert.deepEqual(
      first!.interactions.map(({ secrets }) => secrets),
      [1, 1],
    );
    assert.equal(lastTurn(all.session).interactions[0]?.secrets, undefined);
    assert.ok(first!.prompt.text.includes(secret), 'what the person sees stays');
  });

  it('come back into a change, byte for byte, and the person sees them there', async () => {
    const hidden = placeholders().hide(file).text;
    const [line] = hidden.split('\n');
    const edit = {
      id: 'c2',
      name: 'apply_edit',
      arguments: { path: 'a.ts', edits: [{ old_text: line, new_text: `// The key.\n${line}` }] },
    };
    const all = sessionOver([calls('v1_a', read), calls('v1_b', edit), says('v1_c', 'ok')], {
      files: { 'a.ts': file },
      placeholders: placeholders(),
    });
    const turn = all.session.send({ text: 'comment it', attachments: [] });
    const { approval } = await seenEvent(all, 'approval.requested');
    assert.ok(JSON.stringify(approval.changes).includes(secret));
    all.session.decide('c2', 'allow');
    await turn;
    assert.equal(all.memory.files.get('a.ts'), `// The key.\n${file}`);
    assert.ok(!JSON.stringify(all.requests).includes(secret));
  });

  it('come back after a reload, too, from what the session had sent', async () => {
    const first = sessionOver([calls('v1_a', read), says('v1_b', 'ok')], {
      files: { 'a.ts': file },
      placeholders: placeholders(),
    });
    await first.session.send({ text: 'read it', attachments: [] });
    const name = placeholders().hide(file).names[0];
    const create = { id: 'c2', name: 'create_file', arguments: { path: 'b.ts', content: `k = '${name}'\n` } };
    const again = sessionOver([calls('v1_c', create), says('v1_d', 'ok')], {
      events: first.stored,
      memory: first.memory,
      placeholders: placeholders(),
    });
    const turn = again.session.send({ text: 'move it', attachments: [] });
    await seenEvent(again, 'approval.requested');
    again.session.decide('c2', 'allow');
    await turn;
    assert.equal(again.memory.files.get('b.ts'), `k = '${secret}'\n`);
  });

  it('that nobody knows change nothing, and the model is told', async () => {
    const create = {
      id: 'c1',
      name: 'create_file',
      arguments: { path: 'b.ts', content: 'k = "⟦secret:value:01234567⟧"' },
    };
    const all = sessionOver([calls('v1_a', create), says('v1_b', 'ok')], { placeholders: placeholders() });
    await all.session.send({ text: 'x', attachments: [] });
    assert.equal(all.memory.applied.length, 0);
    const [result] = resultsOf(all.requests[1]!.input);
    assert.match(String(result?.result), /01234567⟧ stands for a secret that is not known here/);
  });

  it('go out as they are where the person wants it so', async () => {
    const all = sessionOver([says('v1_a', 'ok')], { placeholders: placeholders(), settings: { sendSecrets: true } });
    await all.session.send({ text: secret, attachments: [] });
    assert.ok(JSON.stringify(all.requests).includes(secret));
  });
});

inBothModes('a cap', () => {
  const spending = {
    prices: {},
    caps: { turnTokens: 15, sessionTokens: 0, turnMoney: 0, sessionMoney: 0 },
  };

  it('stops the turn with a question; going on goes on', async () => {
    const all = sessionOver([calls('v1_a', read), calls('v1_b', { ...read, id: 'c2' }), says('v1_c', 'done')], {
      files: { 'a.ts': file },
      settings: { spending },
    });
    await all.session.send({ text: 'x', attachments: [] });
    assert.equal(all.requests.length, 2);
    assert.deepEqual(lastTurn(all.session).question, {
      kind: 'turn_cap',
      text: 'This turn has used 20 tokens. Go on?',
    });
    await all.session.resume('t1', 'continue');
    assert.equal(lastTurn(all.session).outcome, 'completed');
    assert.equal(all.requests.length, 3);
  });
});
