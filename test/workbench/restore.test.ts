// Edit, undo, redo, restore and reload, driven through a real VS Code: the hash of each file at each step, printed as one walk.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { on, onResult, until, useCastor } from './castor.ts';
import * as conversation from './conversation.ts';
import { chooseRestore } from './conversation.ts';
import { closeEditors, openFile } from './editor.ts';

const cart = 'src/cart.ts';
const made = 'made.txt';
const edit = (old_text: string, new_text: string) =>
  ({ do: 'call', name: 'apply_edit', arguments: { path: cart, edits: [{ old_text, new_text }] } }) as const;
const create = { do: 'call', name: 'create_file', arguments: { path: made, content: 'made\n' } } as const;

describe('restore', () => {
  const castor = useCastor();
  afterEach(() => closeEditors(castor()));
  const first = () => castor().read(cart).split('\n')[0]!;

  /** Castor changes the first line of a file and makes another one. */
  async function changed(): Promise<{ readonly before: string; readonly after: string }> {
    const before = castor().read(cart);
    const line = first();
    castor().emulator.use([
      on('change', edit(line, `${line} // changed`), create),
      onResult('change', 'create_file', { do: 'say', text: 'Changed both.' }),
      on('more', { do: 'say', text: 'More.' }),
    ]);
    await castor().ask('change them');
    await castor().answer('Allow for this session');
    await castor().sees('Changed both.');
    await castor().idle();
    const after = before.replace(line, `${line} // changed`);
    assert.equal(castor().read(cart), after);
    return { before, after };
  }

  const choose = (label: string | RegExp) => conversation.choose(castor(), label);

  async function restoreFiles(): Promise<void> {
    await castor().click('Restore to before this prompt');
    await chooseRestore(castor(), 'Files');
  }

  const holds = (path: string, text: string) =>
    until(
      `${path} is as wanted`,
      () => existsSync(join(castor().folder, path)) && castor().read(path) === text,
      30_000,
    ).catch((error: unknown) => {
      throw new Error(
        `${error}\n${existsSync(join(castor().folder, path)) && castor().read(path)}\ninstead of\n${text}`,
      );
    });
  const gone = (path: string) => until(`${path} is gone`, () => !existsSync(join(castor().folder, path)));

  it('walks through edit, undo, redo, restore and reload, each byte where it belongs', async () => {
    const { page } = castor();
    const walk: string[] = [];
    const step = (what: string) => {
      const hash = (path: string) =>
        existsSync(join(castor().folder, path))
          ? createHash('sha256').update(castor().read(path)).digest('hex').slice(0, 12)
          : '-'.repeat(12);
      walk.push(`${what.padEnd(44)} ${cart} ${hash(cart)}   ${made} ${hash(made)}`);
    };
    await openFile(castor(), 'cart.ts');
    step('at the beginning');
    const { before, after } = await changed();
    step('Castor edits one and makes the other');
    await openFile(castor(), 'cart.ts');
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+S');
    await holds(cart, before);
    step('undo in the editor, saved');
    await page.keyboard.press('Control+Y');
    await page.keyboard.press('Control+S');
    await holds(cart, after);
    step('redo in the editor, saved');
    await restoreFiles();
    await holds(cart, before);
    await gone(made);
    await castor().sees('Files restored to before this prompt: 2.');
    step('restore to before the prompt');
    await castor().click('Undo');
    await holds(cart, after);
    await holds(made, 'made\n');
    step('the restore undone');
    await castor().workbench.reload();
    await castor().idle();
    step('the window loaded again');
    await castor().click('Redo');
    await holds(cart, before);
    await gone(made);
    step('restored again, after the reload');
    await castor().click('Undo');
    await holds(cart, after);
    await holds(made, 'made\n');
    writeFileSync(join(castor().folder, cart), `${after}// mine\n`);
    step('the person adds a line');
    await restoreFiles();
    await holds(cart, `${before}// mine\n`);
    await gone(made);
    step('restored: the line of the person stays');
    console.log(walk.map((line) => `      ${line}`).join('\n'));
  });

  it('leaves alone and names what the person changed in the same lines, and takes the conversation back as well', async () => {
    const { before, after } = await changed();
    const own = after.replace('// changed', '// my own words');
    writeFileSync(join(castor().folder, cart), own);
    await castor().click('Restore to before this prompt');
    await choose('Files and conversation');
    await castor().page.locator('.quick-input-list').getByText('you changed the same lines since').waitFor();
    await castor().workbench.screenshot('restore-list');
    await choose(/Restore 1 file$/);
    await gone(made);
    assert.equal(castor().read(cart), own);
    await until('the turn is gone', async () => (await (await castor().turns()).count()) === 0);
    await until('the prompt is back', async () => (await (await castor().prompt()).inputValue()) === 'change them');
    await castor().workbench.runCommand('Castor: Undo Restore');
    await holds(made, 'made\n');
    assert.equal(castor().read(cart), own);
    assert.notEqual(own, before);
    await castor().asked('more');
  });

  it('puts unsaved text back as unsaved text', async () => {
    const { page } = castor();
    const before = castor().read(cart);
    await openFile(castor(), 'cart.ts');
    const shown = page.locator('.editor-group-container.active .monaco-editor .view-lines');
    const line = first();
    // The editor may still hold what an earlier test left: typed into that, it could not be saved over the file.
    await until('the editor holds the file as it is', async () => {
      const lines = await shown.locator('.view-line').allInnerTexts();
      return lines.some((text) => text.replaceAll('\u00a0', ' ') === line);
    });
    await page.keyboard.press('Control+End');
    await page.keyboard.type('// typed, not saved');
    await shown.getByText('// typed, not saved').first().waitFor();
    castor().emulator.use([
      on('change', edit(line, `${line} // changed`)),
      onResult('change', 'apply_edit', { do: 'say', text: 'Changed.' }),
    ]);
    await castor().ask('change it');
    await castor().answer('Allow');
    await castor().sees('Changed.');
    await castor().idle();
    await shown.getByText('// changed').first().waitFor();
    await restoreFiles();
    await shown.getByText('// changed').first().waitFor({ state: 'detached' });
    assert.equal(castor().read(cart), before);
    await openFile(castor(), 'cart.ts');
    await page.keyboard.press('Control+S');
    // While VS Code saves it the file is empty for a moment: only the whole of it counts.
    await holds(cart, `${before.replace(/\n*$/, '\n')}// typed, not saved`);
  });
});
