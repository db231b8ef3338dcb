// The tree of turns in a real VS Code: edit, ask again, fork, go back, side questions, two answers side by side; what Gemini got each time.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until, useCastor } from './castor.ts';
import * as conversation from './conversation.ts';
import { answers, askAside, pickModel, tool } from './conversation.ts';

describe('branches', () => {
  const castor = useCastor();
  const previous = (at: number) => castor().bodies()[at]?.previous_interaction_id;
  const textOf = (at: number) =>
    castor()
      .bodies()
      [at]!.input.map((step) => (step as { content?: { text?: string }[] }).content?.[0]?.text ?? '');
  const hidden = (text: string) => conversation.hidden(castor(), text);
  const bar = async (turn: Locator, name: string) => turn.getByRole('group', { name, exact: true }).waitFor();

  beforeEach(() => castor().emulator.use(answers));

  it('an edited prompt is sent in place of the old one, and both answers are there to choose from', async () => {
    await castor().asked('one');
    const two = await castor().asked('two');
    await castor().asked('three');
    await tool(two, 'Edit prompt');
    const box = two.getByRole('textbox', { name: 'Edit prompt' });
    assert.equal(await box.inputValue(), 'two');
    await box.fill('better two');
    await box.press('Enter');
    await castor().sees('Better answer.');
    await castor().idle();
    await hidden('Third answer.');
    assert.deepEqual(textOf(3), ['better two']);
    assert.equal(previous(3), previous(1));
    const better = await castor().turn('better two');
    await bar(better, 'Answer 2 of 2');
    await castor().workbench.screenshot('branches-bar');
    await tool(better, 'Previous answer');
    await castor().sees('Second answer.');
    await castor().sees('Third answer.');
    await bar(await castor().turn('two'), 'Answer 1 of 2');
    // The focus is on the same button of the turn that took the place.
    await until('the focus is kept', async () => {
      const focused = await (await castor().chat()).evaluate(() => document.activeElement?.getAttribute('aria-label'));
      return focused === 'Previous answer';
    });
    await castor().asked('one more');
    assert.equal(castor().bodies().length, 5);
    assert.equal(new Set([previous(1), previous(2), previous(3), previous(4)]).size, 3);
  });

  it('a prompt asked again, also of another model: nothing is sent twice, and the answers compare side by side', async () => {
    await castor().asked('one');
    const two = await castor().asked('two');
    await castor().more(two, 'Ask another model');
    await pickModel(castor(), /Carbon/);
    await bar(await castor().turn('two'), 'Answer 2 of 2');
    await castor().idle();
    const [, first, second] = castor().bodies();
    assert.equal(second?.model, 'gemini-4-carbon');
    assert.deepEqual(second?.input, first?.input);
    assert.equal(second?.previous_interaction_id, first?.previous_interaction_id);
    await tool(await castor().turn('two'), 'Compare');
    const dialog = (await castor().chat()).getByRole('dialog', { name: 'Compare answers' });
    await dialog.waitFor();
    await castor().workbench.screenshot('branches-compare');
    const left = dialog.getByRole('region', { name: 'First answer' });
    const right = dialog.getByRole('region', { name: 'Second answer' });
    await left.getByText('Second answer.').waitFor();
    assert.match(await right.getByRole('combobox').locator('option:checked').innerText(), /^1: gemini-3\.8-flash$/);
    await right.getByRole('button', { name: 'Use this answer' }).click();
    await dialog.waitFor({ state: 'detached' });
    await bar(await castor().turn('two'), 'Answer 1 of 2');
    await castor().asked('three');
    assert.equal(castor().bodies().length, 4);
    assert.notEqual(previous(3), undefined);
    assert.equal(castor().bodies()[3]?.model, 'gemini-3.8-flash');
  });

  it('fork from here, and back again, over a reload', async () => {
    const one = await castor().asked('one');
    await castor().asked('two');
    await castor().more(one, 'Fork from here');
    await hidden('Second answer.');
    await (await castor().chat()).getByText('What came after this is kept.').waitFor();
    await castor().asked('better');
    await castor().sees('Better answer.');
    assert.equal(previous(2), previous(1));
    await castor().workbench.reload();
    await castor().idle();
    await castor().sees('Better answer.');
    await bar(await castor().turn('better'), 'Answer 2 of 2');
    await tool(await castor().turn('better'), 'Next answer');
    await castor().sees('Second answer.');
    await castor().asked('three');
    assert.equal(castor().bodies().length, 4);
    assert.deepEqual(textOf(3), ['three']);
    assert.notEqual(previous(3), previous(1));
  });

  it('going back puts the prompt into the box, and what came after can be shown again', async () => {
    await castor().asked('one');
    const two = await castor().asked('two');
    await tool(two, 'Go back to before this prompt');
    await hidden('Second answer.');
    await until('the prompt is in the box', async () => (await (await castor().prompt()).inputValue()) === 'two');
    await castor().click('Show it again');
    await castor().sees('Second answer.');
    await (await castor().prompt()).fill('');
    await tool(await castor().turn('one'), 'Go back to before this prompt');
    await until('nothing is shown', async () => (await (await castor().turns()).count()) === 0);
    await (await castor().prompt()).fill('');
    await castor().asked('better');
    assert.equal(previous(2), undefined);
    assert.deepEqual(textOf(2), ['better']);
    await bar(await castor().turn('better'), 'Answer 2 of 2');
  });

  it('a side question leaves the main line clean', async () => {
    await castor().asked('one');
    await askAside(castor(), 'aside');
    await castor().sees('Side answer.');
    await castor().idle();
    await castor().sees('Side question: your next prompt goes on without it.');
    const side = castor().bodies()[1]!;
    assert.deepEqual(textOf(1), ['aside']);
    assert.equal(JSON.stringify(side.tools).includes('apply_edit'), false);
    await castor().asked('two');
    await hidden('Side answer.');
    assert.equal(previous(2), previous(1));
    await castor().click('Side question: aside');
    await castor().sees('Side answer.');
    await castor().click('Back to the conversation');
    await castor().sees('Second answer.');
    assert.equal(castor().bodies().length, 3);
  });
});
