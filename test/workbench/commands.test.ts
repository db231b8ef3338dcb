// Commands on code, driven through palette, menu, keys and status bar of a real VS Code: what Gemini got, and what the person saw.

import assert from 'node:assert/strict';
import { on, until, useCastor } from './castor.ts';
import { openFile, select, textsOf } from './editor.ts';

const lines = (text: string, start: number, end: number) =>
  text
    .split('\n')
    .slice(start - 1, end)
    .join('\n');

describe('commands on code', () => {
  const castor = useCastor();

  beforeEach(() => castor().emulator.use([on('Attached', { do: 'say', text: 'So be it.' })]));

  it('take the symbol at the cursor where nothing is selected, and the chip says so', async () => {
    const chat = await castor().chat();
    await openFile(castor(), 'package.json');
    const line =
      castor()
        .read('package.json')
        .split('\n')
        .findIndex((text) => text.includes('"scripts"')) + 2;
    const named = async () => {
      await select(castor(), line);
      await castor().workbench.runCommand('Castor: Add Selection to Prompt');
      const chip = chat.getByRole('button', { name: /^Remove / }).first();
      await chip.waitFor();
      const name = await chip.getAttribute('aria-label');
      await chip.click();
      await chip.waitFor({ state: 'hidden' });
      await castor().page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
      return name === `Remove scripts (package.json:${line - 1}-${line + 1})`;
    };
    // The language server takes its time to start: until then it is the file.
    await until('the symbol at the cursor', named, 50_000);
  });

  for (const [title, words] of [
    ['Explain', /^Explain what the attached code does/],
    ['Fix', /^Find what is wrong in the attached code/],
    ['Write Tests', /^Write tests for the attached code/],
    ['Write Documentation', /^Write documentation comments/],
    ['Review Selection', /^Review what is attached/],
  ] as const) {
    it(`${title} sends the selection with its place and language`, async () => {
      await openFile(castor(), 'cart.ts');
      await select(castor(), 11, 1);
      await castor().workbench.runCommand(`Castor: ${title}`);
      await castor().sees('So be it.');
      const [attached, prompt, ...more] = textsOf(castor().bodies()[0]);
      const text = lines(castor().read('src/cart.ts'), 11, 11);
      assert.match(String(attached), /^Attached selection: src\/cart\.ts lines 11-11\n```typescript\n/);
      assert.ok(attached?.includes(text));
      assert.match(String(prompt), words);
      assert.deepEqual(more, []);
    });
  }

  it('ask for words first where words are needed, and do nothing without them', async () => {
    const { page } = castor();
    await openFile(castor(), 'cart.ts');
    await select(castor(), 11, 1);
    await castor().workbench.runCommand('Castor: Ask About Selection…');
    const box = page.locator('.quick-input-widget input[type=text]').first();
    await box.waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
    assert.equal(castor().bodies().length, 0);
    await castor().workbench.runCommand('Castor: Ask About Selection…');
    await box.waitFor();
    await box.fill('why no quantity?');
    await page.keyboard.press('Enter');
    await castor().sees('So be it.');
    assert.equal(textsOf(castor().bodies()[0]).at(-1), 'why no quantity?');
  });

  it('only attach what is added, by keys and by the palette', async () => {
    const chat = await castor().chat();
    await openFile(castor(), 'cart.ts');
    await select(castor(), 1, 2);
    await castor().page.keyboard.press('Control+K');
    await castor().page.keyboard.press('a');
    await chat.getByRole('button', { name: /^Remove src\/cart\.ts:1-2/ }).waitFor();
    await castor().workbench.runCommand('Castor: Add File to Prompt');
    await chat.getByRole('button', { name: 'Remove src/cart.ts', exact: true }).waitFor();
    assert.equal(castor().bodies().length, 0);
    const prompt = await castor().prompt();
    await until('the prompt box has the focus', () => prompt.evaluate((box) => box === document.activeElement));
    await castor().asked('what is this?');
    assert.equal(textsOf(castor().bodies()[0]).length, 3);
  });

  it('stand in a submenu of the editor', async () => {
    const { page } = castor();
    await openFile(castor(), 'cart.ts');
    await select(castor(), 11, 1);
    await page.keyboard.press('Shift+F10');
    const menu = page.locator('.context-view .monaco-menu');
    await menu.getByRole('menuitem', { name: 'Castor' }).hover();
    await menu.getByRole('menuitem', { name: 'Explain' }).hover();
    await page.keyboard.press('Enter');
    await menu.first().waitFor({ state: 'hidden' });
    await castor().sees('So be it.');
  });

  it('show the model in the status bar, which opens the chat', async () => {
    const item = castor().page.locator('#castor\\.castor\\.castor\\.status, [id$="castor.status"]').first();
    await item.waitFor();
    assert.match((await item.innerText()).trim(), /Gemini/);
    assert.match(String(await item.locator('[aria-label]').first().getAttribute('aria-label')), /^Castor, .+: Ready$/);
    await item.locator('a').first().click();
    const prompt = await castor().prompt();
    await until('the prompt box has the focus', () => prompt.evaluate((box) => box === document.activeElement));
  });
});
