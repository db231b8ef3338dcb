// What a turn runs with reaches the request, and lets ordinary edits through when the person chose so.

import assert from 'node:assert/strict';
import { calls, says } from '../../support/scriptedGemini.ts';
import { seenEvent, sessionOver } from './harness.ts';
import { inBothModes } from './private.ts';

const edit = (id: string, path: string) => ({
  id,
  name: 'apply_edit',
  arguments: { path, edits: [{ old_text: 'one', new_text: 'two' }] },
});

inBothModes('the settings of a turn', () => {
  it('name the service tier, or nothing', async () => {
    const tier = async (serviceTier?: 'flex') => {
      const { session, requests } = sessionOver([says('v1_a', 'A')], { settings: { serviceTier } });
      await session.send({ text: 'x', attachments: [] });
      return requests[0]?.serviceTier;
    };
    assert.equal(await tier('flex'), 'flex');
    assert.equal(await tier(), undefined);
  });

  it('let ordinary edits through unasked, and no protected file', async () => {
    const all = sessionOver(
      [calls('v1_a', edit('e1', 'a.txt')), calls('v1_b', edit('e2', '.vscode/settings.json')), says('v1_c', 'ok')],
      { files: { 'a.txt': 'one', '.vscode/settings.json': 'one' }, settings: { allowEdits: true } },
    );
    const turn = all.session.send({ text: 'x', attachments: [] });
    const { call } = await seenEvent(all, 'approval.requested');
    assert.equal(call, 'e2');
    assert.equal(all.memory.files.get('a.txt'), 'two');
    all.session.decide('e2', 'deny');
    await turn;
    assert.equal(all.memory.files.get('.vscode/settings.json'), 'one');
    assert.equal(all.seen.filter(({ type }) => type === 'approval.requested').length, 1);
  });

  it('ask about an ordinary edit otherwise', async () => {
    const all = sessionOver([calls('v1_a', edit('e1', 'a.txt')), says('v1_b', 'ok')], {
      files: { 'a.txt': 'one' },
      settings: { allowEdits: false },
    });
    const turn = all.session.send({ text: 'x', attachments: [] });
    const { call } = await seenEvent(all, 'approval.requested');
    assert.equal(all.memory.files.get('a.txt'), 'one');
    all.session.decide(call, 'deny');
    await turn;
  });
});
