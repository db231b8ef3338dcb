// What a turn and a session used, in a real VS Code: the figures are the service's own, and a cap asks before it goes on.

import assert from 'node:assert/strict';
import { on, useCastor } from './castor.ts';
import { pastCap } from './conversation.ts';

const usage = {
  total_tokens: 1_500,
  total_input_tokens: 1_000,
  input_tokens_by_modality: [{ modality: 'text', tokens: 1_000 }],
  total_cached_tokens: 500,
  total_output_tokens: 300,
  total_thought_tokens: 200,
  total_tool_use_tokens: 0,
};

describe('meters', () => {
  const castor = useCastor();

  it('say of a turn and of the session what the service reported', async () => {
    castor().emulator.use([on('count', { do: 'say', text: 'Counted.' }, { do: 'usage', usage })]);
    const turn = await castor().asked('count this');
    const used = turn.locator('.used');
    await used.getByText('1.5k tokens · $0.0026').click();
    for (const [name, value] of [
      ['Input', '1,000'],
      ['of it from the cache', '500 (50 %)'],
      ['Output', '300'],
      ['Thoughts', '200'],
      ['All tokens', '1,500'],
      ['Estimated cost', '$0.0026'],
    ] as const)
      await used.getByRole('row', { name: `${name} ${value}` }).waitFor();
    await castor().asked('count again');
    await castor().click(/^3k tokens used in this session; the window is filled to 0 %; \$0\.005\d$/);
    const table = (await castor().chat()).getByRole('dialog', { name: 'This session' });
    await table.getByRole('row', { name: 'All tokens 3,000' }).waitFor();
    await table.getByText('of the 1,048,576 tokens that the model takes').waitFor();
    await castor().workbench.screenshot('meter');
    await castor().page.keyboard.press('Escape');
  });

  it('stop at a cap with a question, and go on when the person says so', async () => {
    await pastCap(castor(), { ...usage, total_tokens: 6_000_000, total_input_tokens: 5_999_500 });
  });

  it('send the chosen service tier', async () => {
    castor().emulator.use([on('tier', { do: 'say', text: 'Soon.' })]);
    await castor().option('combobox', 'Service tier', (choice) => choice.selectOption('flex'));
    await (await castor().button('Switch off Flex: cheaper, may wait')).waitFor();
    await castor().asked('tier please');
    assert.equal(castor().bodies()[0]?.service_tier, 'flex');
  });
});
