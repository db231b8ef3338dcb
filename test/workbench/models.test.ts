// Models and generation settings in a real VS Code: chosen from the service's list, starred, named for a command, replaced when retired.

import assert from 'node:assert/strict';
import { type Castor, goodKey, notice, on, photograph, startCastor, until } from './castor.ts';
import { openFile, select } from './editor.ts';

describe('models in VS Code', () => {
  let castor: Castor;
  before(async function () {
    this.timeout(600_000);
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      settings: {
        'castor.model': 'gemini-3-pro-preview',
        'castor.commandModels': { explain: 'gemini-3.5-flash-lite' },
        'castor.favoriteModels': ['gemini-4-argon'],
        'castor.seed': 7,
        'castor.stopSequences': ['THE END'],
        'castor.toolChoice': 'validated',
        'castor.thinkingLevel': 'minimal',
      },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') return photograph(castor, this.currentTest.fullTitle());
    assert.deepEqual(castor.emulator.complaints, []);
  });
  after(() => castor?.close());

  it('replace a retired name with a note, and send what the settings say, but no thinking level that the model does not take', async () => {
    castor.emulator.use([
      on('Hello', { do: 'think', summary: '**Planning**\n\nhm', chunk: 14, delay: 2000 }, { do: 'say', text: 'Hi.' }),
    ]);
    const note = await notice(castor, 'gemini-3-pro-preview');
    assert.match(note, /was retired\. Castor uses gemini-3\.8-flash instead/);
    const turn = await castor.ask('Hello');
    await turn.locator('summary').getByText('Planning', { exact: true }).waitFor();
    await castor.idle();
    await turn.getByText('Thought for').click();
    await turn.getByText('hm', { exact: true }).waitFor();
    const [body] = castor.bodies();
    assert.equal(body?.model, 'gemini-3.8-flash');
    assert.deepEqual(body?.generation_config, {
      thinking_summaries: 'auto',
      tool_choice: 'validated',
      seed: 7,
      stop_sequences: ['THE END'],
    });
  });

  it('use the model that is named for a command', async () => {
    castor.emulator.use([on('Attached', { do: 'say', text: 'It is a cart.' })]);
    await openFile(castor, 'cart.ts');
    await select(castor, 11, 1);
    await castor.workbench.runCommand('Castor: Explain');
    await castor.sees('It is a cart.');
    assert.equal(castor.bodies().at(-1)?.model, 'gemini-3.5-flash-lite');
  });

  it('are chosen from what the service lists; a star brings one to the front of the prompt box', async () => {
    const { page } = castor;
    const choice = (await castor.chat()).getByRole('combobox', { name: 'Model' });
    const offered = () => choice.locator('option').allInnerTexts();
    assert.equal((await offered())[0], 'Gemini 4 Argon');
    await castor.workbench.runCommand('Castor: Choose Model…');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'gemini-3-flash-preview' });
    const input = page.locator('.quick-input-widget input[type=text]').first();
    await input.waitFor();
    await input.fill('gemini-3-flash-preview');
    await row.waitFor({ timeout: 20_000 });
    await castor.workbench.screenshot('models');
    await row.hover();
    await row.getByRole('button', { name: 'Make it a favourite' }).click();
    await row.getByRole('button', { name: 'No longer a favourite' }).waitFor();
    await input.fill('gemini-3-flash-preview');
    await row.waitFor();
    await page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await until('the chosen model', async () => (await choice.inputValue()) === 'gemini-3-flash-preview');
    assert.deepEqual((await offered()).slice(0, 2), ['Gemini 4 Argon', 'Gemini 3 Flash Preview']);
    castor.emulator.use([on('Again', { do: 'say', text: 'Ok.' })]);
    await castor.asked('Again');
    assert.equal(castor.bodies().at(-1)?.model, 'gemini-3-flash-preview');
  });
});
