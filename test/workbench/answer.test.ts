// What a person does with an answer in a real VS Code: copies it, opens code of it as a file, follows its links and takes the rarer ways.

import assert from 'node:assert/strict';
import { on, until, useCastor } from './castor.ts';

const answer = 'Use **this**:\n\n```ts\nconst answer = 42;\n```\n\nSee the [handbook](https://example.com/a/b?c=d).';

describe('an answer', () => {
  const castor = useCastor();
  beforeEach(() => castor().emulator.use([on('tell', { do: 'say', text: answer })]));

  it('is copied as Markdown', async () => {
    const turn = await castor().asked('tell me');
    await turn.getByRole('button', { name: 'Copy answer' }).click();
    const box = await castor().prompt();
    await box.click();
    await until('it is pasted whole', async () => {
      await box.fill('');
      await box.press('Control+V');
      return (await box.inputValue()).trim() === answer;
    });
    await box.fill('');
  });

  it('gives its code as a file that nobody saved yet, in its language', async () => {
    await castor().asked('tell me');
    await castor().click('Open as file');
    const { page } = castor();
    await page.locator('.tab.active', { hasText: /Untitled-\d/ }).waitFor();
    await page.locator('.view-line', { hasText: 'const answer = 42;' }).first().waitFor();
    await page.locator('.statusbar-item', { hasText: /^TypeScript$/ }).waitFor();
    await page.keyboard.press('Control+F4');
    await castor().calm();
  });

  it('opens no address before the whole of it was shown', async () => {
    await castor().asked('tell me');
    const { page } = castor();
    const pages = page.context().pages().length;
    await (await castor().turns()).getByRole('link', { name: 'handbook' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Open this address in your browser?').waitFor();
    await dialog.getByText('https://example.com/a/b?c=d').first().waitFor();
    await castor().workbench.screenshot('link-dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(page.context().pages().length, pages);
  });

  it('the controls of the prompt box choose a model and how much it thinks, and say so in the request', async () => {
    const model = (await castor().chat()).getByRole('combobox', { name: 'Model' });
    const before = await model.inputValue();
    await castor().option('combobox', 'Thinking', (choice) => choice.selectOption('high'));
    await (await castor().button('Switch off Thinking: high')).waitFor();
    await model.selectOption({ label: 'Gemini 3.6 Flash' });
    // The setting is written by then.
    await castor().page.locator('.statusbar-item', { hasText: 'Gemini 3.6 Flash' }).waitFor();
    await castor().asked('tell me');
    const body = castor().bodies()[0] as unknown as {
      readonly model: string;
      readonly generation_config?: { readonly thinking_level?: string };
    };
    assert.deepEqual([body.model, body.generation_config?.thinking_level], ['gemini-3.6-flash', 'high']);
    await castor().click('Switch off Thinking: high');
    await model.selectOption(before);
    await castor().page.locator('.statusbar-item', { hasText: 'Gemini 3.8 Flash' }).waitFor();
    await castor().asked('tell me more');
    assert.equal(castor().bodies()[1]?.model, before);
  });
});
