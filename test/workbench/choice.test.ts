// A choice and a prompt in the same moment, in a real VS Code: the prompt goes out with what was chosen.

import assert from 'node:assert/strict';
import { on, useCastor } from './castor.ts';

describe('a choice just before a prompt', () => {
  const castor = useCastor();

  afterEach(() => castor().option('combobox', 'Model', (choice) => choice.selectOption('gemini-3.8-flash')));

  it('counts for it', async () => {
    castor().emulator.use([on('quick', { do: 'say', text: 'Quickly done.' })]);
    const box = await castor().prompt();
    await box.click();
    await box.fill('quick one');
    // In one task of the page: no hands are as fast, but a slow disk makes the same of slow ones.
    await (await castor().chat()).evaluate(() => {
      const model = document.querySelector<HTMLSelectElement>('select[aria-label="Model"]')!;
      model.value = 'gemini-4-carbon';
      model.dispatchEvent(new Event('change', { bubbles: true }));
      document.querySelector<HTMLButtonElement>('button[aria-label="Send"]')!.click();
    });
    await castor().sees('Quickly done.');
    await castor().idle();
    assert.equal(castor().bodies()[0]?.model, 'gemini-4-carbon');
  });
});
