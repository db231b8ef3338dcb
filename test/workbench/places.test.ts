// The places a person finds Castor's commands in: keys, palette, and the menus of view, explorer, tab and terminal of a real VS Code.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { on, until, useCastor } from './castor.ts';
import { openFile, select, textsOf } from './editor.ts';
import { chip, chips, clear } from './prompt.ts';

describe('the places of commands', () => {
  const castor = useCastor();

  beforeEach(() =>
    castor().emulator.use([
      on('slow', { do: 'say', text: 'word '.repeat(80), chunk: 5, delay: 100 }),
      { name: 'any', answer: [{ do: 'say', text: 'So be it.' }] },
    ]),
  );
  afterEach(() => clear(castor()));

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await castor().page.keyboard.press(key);
  }

  /** An entry of the menu that is open. */
  const entry = (name: string): Locator =>
    castor()
      .page.locator('.context-view .monaco-menu')
      .getByRole('menuitem', { name: new RegExp(`^${name}`) });

  async function choose(name: string): Promise<void> {
    await entry(name).hover();
    await castor().page.keyboard.press('Enter');
    await entry(name).waitFor({ state: 'hidden' });
  }

  async function focused(): Promise<void> {
    const prompt = await castor().prompt();
    await until('the prompt box has the focus', () => prompt.evaluate((box) => box === document.activeElement));
  }

  const input = () => castor().page.locator('.quick-input-widget input[type=text]').first();
  const sideBar = () => castor().page.locator('.part.auxiliarybar');

  describe('keys', () => {
    it('open the chat and begin a session', async () => {
      await castor().asked('one');
      await openFile(castor(), 'cart.ts');
      await press('Control+K', 'g');
      await focused();
      await openFile(castor(), 'cart.ts');
      await press('Control+K', 'Shift+G');
      await until('an empty session', async () => (await (await castor().turns()).count()) === 0);
      await focused();
    });

    it('stop the turn from the editor', async () => {
      await openFile(castor(), 'cart.ts');
      await castor().ask('slow');
      await castor().sees(/word word/);
      await castor().page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
      await press('Control+K', 'Control+G');
      await castor().sees('Stopped');
      await castor().idle();
    });

    it('ask about and explain the selection', async () => {
      await openFile(castor(), 'cart.ts');
      await select(castor(), 11, 1);
      await press('Control+K', 'q');
      await input().waitFor();
      await input().fill('why?');
      await press('Enter');
      await castor().idle();
      await castor().sees('So be it.');
      assert.equal(textsOf(castor().bodies()[0]).at(-1), 'why?');
      await openFile(castor(), 'cart.ts');
      await select(castor(), 11, 1);
      await press('Control+K', 'x');
      await until('a second request', () => castor().bodies().length === 2);
      await castor().idle();
      assert.match(String(textsOf(castor().bodies()[1]).at(-1)), /^Explain what the attached code does/);
    });
  });

  describe('the palette', () => {
    it('refactors with the words it asks for', async () => {
      await openFile(castor(), 'cart.ts');
      await select(castor(), 11, 1);
      await castor().workbench.runCommand('Castor: Refactor…');
      await input().waitFor();
      await input().fill('count the quantity');
      await press('Enter');
      await castor().sees('So be it.');
      const [attached, prompt] = textsOf(castor().bodies()[0]);
      assert.match(String(attached), /^Attached selection: src\/cart\.ts lines 11-11/);
      assert.equal(prompt, 'count the quantity');
    });

    it('adds the problems of the open file', async function () {
      this.timeout(120_000);
      writeFileSync(join(castor().folder, 'src', 'twice.json'), '{\n  "one": 1,\n  "one": 2\n}\n');
      await openFile(castor(), 'twice.json');
      await castor().page.locator('.squiggly-warning').first().waitFor({ timeout: 40_000 });
      await castor().workbench.runCommand('Castor: Add Problems to Prompt');
      await chip(castor(), /2 problems in src\/twice\.json/);
      assert.equal(castor().bodies().length, 0);
      await castor().asked('what is it?');
      assert.match(
        textsOf(castor().bodies()[0])[0] ?? '',
        /^Attached problems: src\/twice\.json\n[\s\S]*Duplicate object key/,
      );
    });

    it('begins a session, and shows the log', async () => {
      await castor().asked('one');
      await castor().workbench.runCommand('Castor: New Session');
      await until('an empty session', async () => (await (await castor().turns()).count()) === 0);
      await focused();
      await castor().workbench.runCommand('Castor: Show Log');
      const panel = castor().page.locator('.part.panel');
      // Of a long log only the end is drawn: its name stands above it, a dated line anywhere in it.
      await panel
        .getByRole('combobox')
        .locator('option:checked')
        .filter({ hasText: 'Castor' })
        .waitFor({ state: 'attached' });
      await until('the log', async () => /20\d\d-\d\d-\d\d.*\[\w+\]/.test(await panel.innerText().catch(() => '')));
      await castor().workbench.runCommand('View: Hide Panel');
      await panel.waitFor({ state: 'hidden' });
    });

    it('offers what fits: no Stop while nothing runs', async () => {
      await press('F1');
      await input().waitFor();
      // A long list is drawn in part: what is asked for stands first.
      await input().fill('>Castor: Open Chat');
      const rows = castor().page.locator('.quick-input-list .monaco-list-row');
      const open = rows.filter({ hasText: 'Castor: Open Chat' });
      await open.waitFor();
      await input().fill('>Castor: Stop');
      await open.waitFor({ state: 'detached' });
      const names = (await rows.locator('.label-name').allInnerTexts()).map((name) => name.trim());
      assert.ok(!names.includes('Castor: Stop'), names.join());
      await press('Escape');
      await input().waitFor({ state: 'hidden' });
    });
  });

  describe('menus', () => {
    it('of the view have one plus in the page, Stop while it runs, and the rest behind the dots', async () => {
      assert.equal(
        await sideBar()
          .getByRole('button', { name: /^New Session/ })
          .count(),
        0,
      );
      await castor().ask('slow');
      const stop = sideBar().getByRole('button', { name: /^Stop/ });
      await stop.waitFor();
      await stop.click();
      await castor().sees('Stopped');
      await castor().idle();
      await stop.waitFor({ state: 'detached' });
      // Beside the view's own dots stand those of its container once another view of it was opened.
      for (const dots of await sideBar()
        .getByRole('button', { name: /More Actions/ })
        .all()) {
        await dots.click({ force: true });
        const shown = entry('Set API Key').waitFor({ timeout: 1500 });
        if (
          await shown.then(
            () => true,
            () => false,
          )
        )
          break;
        await press('Escape');
      }
      for (const name of ['New Session', 'Set API Key', 'Show Log']) await entry(name).waitFor();
      await choose('New Session');
      await until('an empty session', async () => (await (await castor().turns()).count()) === 0);
    });

    it('of the explorer and of a tab add the file', async () => {
      const { page } = castor();
      await castor().workbench.runCommand('View: Show Explorer');
      const row = page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'README.md' });
      await row.click({ button: 'right' });
      await choose('Add File to Prompt');
      await chip(castor(), 'README.md');
      await openFile(castor(), 'receipt.ts');
      await page.locator('.tab.active').click({ button: 'right' });
      await choose('Add File to Prompt');
      await chip(castor(), 'src/receipt.ts');
      assert.equal(await (await chips(castor())).count(), 2);
      await castor().asked('compare');
      const texts = textsOf(castor().bodies()[0]);
      assert.ok(texts[0]?.includes(castor().read('README.md').trimEnd()));
      assert.ok(texts[1]?.includes(castor().read('src/receipt.ts').trimEnd()));
    });

    it('of the editor add the file, too', async () => {
      await openFile(castor(), 'cart.ts');
      await select(castor(), 1);
      await press('Shift+F10');
      await entry('Castor').hover();
      await entry('Add File to Prompt').hover();
      await press('Enter');
      await chip(castor(), 'src/cart.ts');
    });

    it('of the terminal add what is selected there', async function () {
      this.timeout(120_000);
      const { page } = castor();
      await castor().workbench.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await castor().workbench.runCommand('Terminal: Create New Terminal');
      const terminal = page.locator('.terminal-wrapper.active');
      await terminal.locator('.xterm-screen').waitFor({ timeout: 30_000 });
      await terminal.click();
      await page.keyboard.type('echo castor$((40+2))');
      await press('Enter');
      await castor().workbench.runCommand('Terminal: Select All');
      // VS Code looks for a selection at each key and click in the terminal.
      await terminal.locator('.xterm-helper-textarea').press('Shift');
      await terminal.locator('.xterm-screen').click({ button: 'right', position: { x: 200, y: 8 } });
      await choose('Add Terminal Selection to Prompt');
      await chip(castor(), 'Terminal selection');
      await castor().asked('what is it?');
      assert.match(textsOf(castor().bodies()[0])[0] ?? '', /^Attached terminal: Terminal selection\n[\s\S]*castor42/);
      await castor().workbench.runCommand('Terminal: Kill the Active Terminal Instance');
      await terminal.waitFor({ state: 'hidden' });
    });
  });
});
