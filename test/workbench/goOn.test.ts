// Answers that end before they are whole, in a real VS Code: what is there stays, and Continue goes on from exactly that.

import assert from 'node:assert/strict';
import { on, useCastor } from './castor.ts';

describe('an answer that is not whole', () => {
  const castor = useCastor();
  const half = { do: 'say', text: 'Half of it,' } as const;
  const kinds = (at: number) =>
    castor()
      .bodies()
      [at]?.input.map(({ type }) => type);

  it('the connection breaks: Continue sends what had come, and goes on', async () => {
    castor().emulator.use([
      on('before', { do: 'say', text: 'Before.' }),
      { ...on('tell', half, { do: 'drop' }), times: 1 },
      { name: 'rest', answer: [{ do: 'say', text: 'and the rest.' }] },
    ]);
    await castor().asked('before');
    const turn = await castor().asked('tell me');
    assert.match(await castor().alert(), /connection ended before the answer was complete/);
    await castor().click('Continue');
    await castor().sees('and the rest.');
    await castor().idle();
    assert.ok((await turn.innerText()).includes('Half of it,'));
    assert.deepEqual(kinds(2), ['user_input', 'model_output', 'user_input']);
    assert.equal(castor().bodies()[2]?.previous_interaction_id, castor().bodies()[1]?.previous_interaction_id);
  });

  for (const [status, says] of [
    ['incomplete', /stopped at a limit/],
    ['budget_exceeded', /token budget/],
  ] as const) {
    it(`${status}: told, kept, and Continue goes on along the chain`, async () => {
      castor().emulator.use([
        { ...on('tell', half, { do: 'status', status }), times: 1 },
        { name: 'rest', answer: [{ do: 'say', text: 'and the rest.' }] },
      ]);
      const turn = await castor().asked('tell me');
      assert.match(await castor().alert(), says);
      await castor().click('Continue');
      await castor().sees('and the rest.');
      await castor().idle();
      assert.ok((await turn.innerText()).includes('Half of it,'));
      assert.equal(await (await castor().chat()).getByRole('alert').count(), 0);
      assert.deepEqual(kinds(1), ['user_input']);
      assert.match(String(castor().bodies()[1]?.previous_interaction_id), /^v1_/);
    });
  }

  it('requires_continuation: the person is asked, and the token goes on with nothing sent again', async () => {
    castor().emulator.use([
      { ...on('tell', half, { do: 'status', status: 'requires_continuation', continuation_token: 'k' }), times: 1 },
      { name: 'rest', match: { continuation: 'k' }, answer: [{ do: 'say', text: 'and the rest.' }] },
    ]);
    await castor().ask('tell me');
    const question = (await castor().chat()).getByRole('group', { name: 'Question' });
    await question.getByRole('button', { name: 'Continue' }).click();
    await castor().sees('and the rest.');
    await castor().idle();
    assert.equal('input' in castor().bodies()[1]!, false);
  });
});
