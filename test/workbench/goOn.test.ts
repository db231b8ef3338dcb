// Answers that end before they are whole, in a real VS Code: what is there stays, and Continue goes on from exactly that.

import assert from 'node:assert/strict';
import { on, useCastor } from './castor.ts';
import * as conversation from './conversation.ts';
import { goOn, halves, question } from './conversation.ts';

describe('an answer that is not whole', () => {
  const castor = useCastor();
  const kinds = (at: number) => conversation.kinds(castor().bodies()[at]);

  it('the connection breaks: Continue sends what had come, and goes on', async () => {
    castor().emulator.use([on('before', { do: 'say', text: 'Before.' }), ...halves({ do: 'drop' })]);
    await castor().asked('before');
    const turn = await castor().asked('tell me');
    assert.match(await castor().alert(), /connection ended before the answer was complete/);
    await goOn(castor(), turn);
    assert.deepEqual(kinds(2), ['user_input', 'model_output', 'user_input']);
    assert.equal(castor().bodies()[2]?.previous_interaction_id, castor().bodies()[1]?.previous_interaction_id);
  });

  for (const [status, says] of [
    ['incomplete', /stopped at a limit/],
    ['budget_exceeded', /token budget/],
  ] as const) {
    it(`${status}: told, kept, and Continue goes on along the chain`, async () => {
      castor().emulator.use(halves({ do: 'status', status }));
      const turn = await castor().asked('tell me');
      assert.match(await castor().alert(), says);
      await goOn(castor(), turn);
      assert.equal(await (await castor().chat()).getByRole('alert').count(), 0);
      assert.deepEqual(kinds(1), ['user_input']);
      assert.match(String(castor().bodies()[1]?.previous_interaction_id), /^v1_/);
    });
  }

  it('requires_continuation: the person is asked, and the token goes on with nothing sent again', async () => {
    const [tell, rest] = halves({ do: 'status', status: 'requires_continuation', continuation_token: 'k' });
    castor().emulator.use([tell!, { ...rest!, match: { continuation: 'k' } }]);
    const turn = await castor().ask('tell me');
    await (await question(castor())).getByRole('button', { name: 'Continue' }).waitFor();
    await goOn(castor(), turn);
    assert.equal('input' in castor().bodies()[1]!, false);
  });
});
