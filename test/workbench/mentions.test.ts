// Mentions, commands, the selection and instructions in a real VS Code: what a person picks is what the model gets.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Body, on, until, useCastor } from './castor.ts';
import { openFile } from './editor.ts';
import { attached, chips, mention, send, sentTexts } from './prompt.ts';

describe('mentions in VS Code', () => {
  const castor = useCastor();
  const write = (path: string, text: string) => {
    mkdirSync(join(castor().folder, path, '..'), { recursive: true });
    writeFileSync(join(castor().folder, path), text);
  };
  it('sends lines of a file, and the names in a folder', async () => {
    castor().emulator.use([on('Attached', { do: 'say', text: 'Seen.' })]);
    await attached(castor(), 'see @src/cart.ts:1-2', /cart\.ts:1-2/);
    await attached(castor(), 'and @folder:s', /^src$/);
    await send(castor());
    const lines = castor().read('src/cart.ts').split('\n').slice(0, 2).join('\n');
    assert.deepEqual(sentTexts(castor()), [
      `Attached file: src/cart.ts lines 1-2\n\`\`\`\n${lines}\n\`\`\``,
      'Attached folder: src\n```\ncart.test.ts\ncart.ts\nreceipt.ts\n```',
      'see @src/cart.ts:1-2 and @src ',
    ]);
    assert.equal(await (await chips(castor())).count(), 0);
  });

  it('asks before a file with secrets goes along, and takes no for an answer', async () => {
    write('.env', 'KEY=secret\n');
    await mention(castor(), '@file:.env', /^\.env/);
    const dialog = castor().page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /Attach \.env\?/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await (await chips(castor())).count(), 0);
    await (await castor().prompt()).fill('');
  });

  it('offers the selection, includes and drops it with one key, and opens the chip', async () => {
    castor().emulator.use([on('Attached', { do: 'say', text: 'Because.' })]);
    await openFile(castor(), 'receipt.ts');
    await castor().page.keyboard.press('Control+A');
    const offer = (await castor().chat()).getByRole('button', { name: /^Add src\/receipt\.ts:1-/ });
    await offer.waitFor();
    assert.equal(await (await chips(castor())).count(), 0);
    const box = await castor().prompt();
    await box.click();
    await box.press('Alt+Enter');
    await until('the chip', async () => (await (await chips(castor())).count()) === 1);
    await box.press('Alt+Enter');
    await until('no chip', async () => (await (await chips(castor())).count()) === 0);
    await box.press('Alt+Enter');
    await until('the chip again', async () => (await (await chips(castor())).count()) === 1);
    await box.pressSequentially('why');
    await send(castor());
    assert.match(sentTexts(castor())[0]!, /^Attached selection: src\/receipt\.ts lines 1-\d+\n/);
    assert.ok(sentTexts(castor())[0]!.includes(castor().read('src/receipt.ts').trimEnd()));
  });

  it('expands a command and takes the open file along', async () => {
    castor().emulator.use([on('Attached', { do: 'say', text: 'It adds.' })]);
    await openFile(castor(), 'cart.ts');
    await attached(castor(), '/exp', /^\/explain/);
    await (await castor().prompt()).pressSequentially('in one line');
    await send(castor());
    assert.match(sentTexts(castor())[0]!, /^Attached (file|symbol|selection): src\/cart\.ts/);
    assert.match(sentTexts(castor())[1]!, /^Explain what the attached code does.*\n\nin one line$/s);
  });

  it('lets instructions of the workspace join the system instruction, shown as a chip', async () => {
    castor().emulator.use([on('hi', { do: 'say', text: 'Hi.' })]);
    write('AGENTS.md', 'Speak\u200b plainly.\n');
    const chip = (await castor().chat()).getByRole('list', { name: 'Instructions of the workspace' });
    await chip.getByText('AGENTS.md').waitFor();
    assert.match(await chip.innerText(), /1 hidden character$/m);
    await castor().asked('hi');
    assert.match(
      String((castor().bodies()[0] as Body).system_instruction),
      /==== Instructions of the workspace: "AGENTS\.md"\nSpeak⟦U\+200B⟧ plainly\.\n==== End/,
    );
    write('.vscode/settings.json', JSON.stringify({ 'castor.instructions': false }));
    await chip.waitFor({ state: 'detached' });
    await castor().asked('hi again');
    assert.doesNotMatch(String((castor().bodies()[1] as Body).system_instruction), /plainly/);
  });
});
