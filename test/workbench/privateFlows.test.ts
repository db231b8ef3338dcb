// What one does with a conversation, in a private session of a real VS Code: each request carries exactly the branch it goes on from, and nothing is stored.

import assert from 'node:assert/strict';
import { on, useCastor } from './castor.ts';
import * as conversation from './conversation.ts';
import { answers, askAside, goOn, halves, kinds, pastCap, pickModel, tool } from './conversation.ts';

describe('a private conversation', () => {
  const castor = useCastor();
  const hidden = (text: string) => conversation.hidden(castor(), text);
  const said = (at: number) => conversation.said(castor().bodies()[at]);

  beforeEach(async () => {
    castor().emulator.use(answers);
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
    await pickModel(castor(), /Carbon/);
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
    await askAside(castor(), 'aside');
    await castor().sees('Side answer.');
    await castor().idle();
    assert.deepEqual(said(3), ['one', 'First answer.', 'aside']);
    await castor().asked('three');
    await hidden('Side answer.');
    assert.deepEqual(said(4), ['one', 'First answer.', 'three']);
  });

  it('broken off: Continue sends what had come and goes on', async () => {
    castor().emulator.use([on('one', { do: 'say', text: 'First answer.' }), ...halves({ do: 'drop' })]);
    await castor().asked('one');
    const turn = await castor().asked('tell me');
    assert.match(await castor().alert(), /connection ended before the answer was complete/);
    await goOn(castor(), turn);
    assert.deepEqual(said(2).slice(0, 4), ['one', 'First answer.', 'tell me', 'Half of it,']);
  });

  it('at a cap: asked, and goes on when the person says so', async () => {
    await pastCap(castor());
    const sent = kinds(castor().bodies()[1])?.filter((type) => type !== 'thought');
    assert.deepEqual(sent, ['user_input', 'function_call', 'function_result']);
  });
});
