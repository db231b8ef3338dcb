// What one does with a conversation, in a private session of a real VS Code: each request carries exactly the branch it goes on from, and nothing is stored.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { on, onResult, until, useCastor } from './castor.ts';

const usage = { total_tokens: 6_000_000, total_input_tokens: 5_999_500, total_output_tokens: 500 };

describe('a private conversation', () => {
  const castor = useCastor();
  const tool = async (turn: Locator, name: string) => turn.getByRole('button', { name, exact: true }).click();
  const hidden = async (text: string) =>
    until(`no "${text}"`, async () => (await (await castor().turns()).getByText(text).count()) === 0);

  /** What was said, in the order it was sent; thoughts and calls go along unseen here. */
  const said = (at: number) =>
    castor()
      .bodies()
      [at]!.input.filter(({ type }) => type === 'user_input' || type === 'model_output')
      .map((step) => (step as unknown as { content: { text?: string }[] }).content.map(({ text }) => text).join(''));

  beforeEach(async () => {
    castor().emulator.use([
      on('one', { do: 'say', text: 'First answer.' }),
      on('two', { do: 'say', text: 'Second answer.' }),
      on('three', { do: 'say', text: 'Third answer.' }),
      on('better', { do: 'say', text: 'Better answer.' }),
      on('aside', { do: 'say', text: 'Side answer.' }),
    ]);
    await castor().option('switch', 'Private', (control) => control.click());
  });

  afterEach(() => {
    for (const { store, previous_interaction_id: previous } of castor().bodies())
      assert.deepEqual([store, previous], [false, undefined]);
  });

  it('edited, and asked again of another model: each answer stands on what was said before it, and they compare', async () => {
    await castor().asked('one');
    const two = await castor().asked('two');
    await tool(two, 'Edit prompt');
    const box = two.getByRole('textbox', { name: 'Edit prompt' });
    await box.fill('better two');
    await box.press('Enter');
    await castor().sees('Better answer.');
    await castor().idle();
    assert.deepEqual(said(2), ['one', 'First answer.', 'better two']);
    await castor().more(await castor().turn('better two'), 'Ask another model');
    const pick = castor().page.locator('.quick-input-widget');
    await pick
      .getByRole('option', { name: /Carbon/ })
      .first()
      .click();
    await (await castor().turn('better two')).getByRole('group', { name: 'Answer 3 of 3', exact: true }).waitFor();
    await castor().idle();
    assert.deepEqual([castor().bodies()[3]?.model, said(3)], ['gemini-4-carbon', said(2)]);
    await tool(await castor().turn('better two'), 'Compare');
    const dialog = (await castor().chat()).getByRole('dialog', { name: 'Compare answers' });
    await dialog.waitFor();
    await castor().page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await castor().asked('three');
    assert.deepEqual(said(4), ['one', 'First answer.', 'better two', 'Better answer.', 'three']);
  });

  it('forked, over a reload; gone back; and asked aside: no branch leaks into another', async () => {
    const one = await castor().asked('one');
    await castor().asked('two');
    await castor().more(one, 'Fork from here');
    await hidden('Second answer.');
    await castor().asked('better');
    assert.deepEqual(said(2), ['one', 'First answer.', 'better']);
    await castor().workbench.reload();
    await castor().sees('Better answer.');
    await castor().idle();
    await tool(await castor().turn('better'), 'Go back to before this prompt');
    await hidden('Better answer.');
    const box = await castor().prompt();
    await box.click();
    await box.fill('/btw aside');
    await box.press('Enter');
    await castor().sees('Side answer.');
    await castor().idle();
    assert.deepEqual(said(3), ['one', 'First answer.', 'aside']);
    await castor().asked('three');
    await hidden('Side answer.');
    assert.deepEqual(said(4), ['one', 'First answer.', 'three']);
  });

  it('broken off: Continue sends what had come and goes on', async () => {
    castor().emulator.use([
      on('one', { do: 'say', text: 'First answer.' }),
      { ...on('tell', { do: 'say', text: 'Half of it,' }, { do: 'drop' }), times: 1 },
      { name: 'rest', answer: [{ do: 'say', text: 'and the rest.' }] },
    ]);
    await castor().asked('one');
    const turn = await castor().asked('tell me');
    assert.match(await castor().alert(), /connection ended before the answer was complete/);
    await castor().click('Continue');
    await castor().sees('and the rest.');
    await castor().idle();
    assert.ok((await turn.innerText()).includes('Half of it,'));
    assert.deepEqual(said(2).slice(0, 4), ['one', 'First answer.', 'tell me', 'Half of it,']);
  });

  it('at a cap: asked, and goes on when the person says so', async () => {
    castor().emulator.use([
      on('much', { do: 'call', name: 'list_dir', arguments: { path: '' } }, { do: 'usage', usage }),
      onResult('much', 'list_dir', { do: 'say', text: 'All done.' }),
    ]);
    await castor().ask('much to do');
    const question = (await castor().chat()).getByRole('group', { name: 'Question' });
    await question.getByText('This turn has used 6,000,000 tokens. Go on?').waitFor();
    assert.equal(castor().bodies().length, 1);
    await question.getByRole('button', { name: 'Continue' }).click();
    await castor().sees('All done.');
    await castor().idle();
    const kinds = castor()
      .bodies()[1]!
      .input.map(({ type }) => type)
      .filter((type) => type !== 'thought');
    assert.deepEqual(kinds, ['user_input', 'function_call', 'function_result']);
  });
});
