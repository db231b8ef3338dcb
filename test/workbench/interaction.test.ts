// The server's records and long, cut or refused answers in a real VS Code: opened by id, continued from, and told with what to do next.

import assert from 'node:assert/strict';
import { notice, on, until, useCastor } from './castor.ts';
import { keptSteps } from './record.ts';

describe('interactions', () => {
  const castor = useCastor();
  afterEach(() => castor().workbench.runCommand('Notifications: Clear All Notifications'));

  const askedForId = async () => {
    await castor().workbench.runCommand('Castor: Open Interaction by Id…');
    await castor().page.locator('.quick-input-title', { hasText: 'Open an interaction by its id' }).waitFor();
    return castor().page.locator('.quick-input-widget input[type=text]').first();
  };

  it('are opened by their id as a read-only document, and a session goes on from them', async () => {
    const { page } = castor();
    castor().emulator.use([
      on('First', { do: 'say', text: 'The first answer.' }),
      on('Second', { do: 'say', text: 'And on.' }),
    ]);
    await castor().asked('First words');
    const input = await askedForId();
    const id = await input.inputValue();
    assert.match(id, /^v1_/);
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'Interaction' }).waitFor({ timeout: 20_000 });
    await page.locator('.view-line', { hasText: 'The first answer.' }).first().waitFor();
    await page.locator('.view-line').first().click();
    await page.keyboard.type('x');
    await page
      .getByText(/Cannot edit in read-only editor/)
      .first()
      .waitFor();
    await castor().workbench.screenshot('interaction');
    await castor().newSession();
    await page
      .locator('.editor-actions')
      .getByRole('button', { name: 'Continue from This Interaction' })
      .first()
      .click();
    await castor().sees('The first answer.');
    await (await castor().turn('First words')).waitFor();
    await castor().asked('Second words');
    await castor().sees('And on.');
    const body = castor().bodies().at(-1);
    assert.equal(body?.previous_interaction_id, id);
    assert.deepEqual(
      body?.input.map(({ type }) => type),
      ['user_input'],
    );
    await castor().workbench.runCommand('View: Close All Editors');
  });

  it('that are not there say so', async () => {
    const input = await askedForId();
    await input.fill('v1_nobody_has_this');
    await castor().page.keyboard.press('Enter');
    await until('the service is asked', () => castor().emulator.requests.some(({ path }) => path.includes('nobody')));
    await notice(castor(), 'Google has no interaction of this id');
  });

  it('of a long answer go on when the person says so, who sees before what the next request costs', async () => {
    castor().emulator.use([
      { name: 'rest', match: { prompt: '^Long', continuation: true }, answer: [{ do: 'say', text: ' and its end.' }] },
      on(
        'Long',
        { do: 'say', text: 'A long answer' },
        {
          do: 'usage',
          usage: { total_tokens: 1500, total_input_tokens: 1000, total_output_tokens: 500, total_thought_tokens: 0 },
        },
        { do: 'status', status: 'requires_continuation', continuation_token: 'token-1' },
      ),
    ]);
    const turn = await castor().ask('Long, please');
    const question = turn.getByRole('group', { name: 'Question' });
    await question.waitFor();
    assert.match(await question.innerText(), /sends at least 1,?500 tokens again, which are billed again/);
    assert.equal(castor().bodies().length, 1);
    await castor().click('Continue');
    await castor().sees('and its end.');
    await castor().idle();
    assert.equal(castor().bodies()[1]?.continuation_token, 'token-1');
    assert.equal((await keptSteps(castor(), 'Long, please')).length, 2);
  });
});
