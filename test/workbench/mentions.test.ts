// Mentions, commands, the selection and instructions in a real VS Code: what a person picks is what the model gets.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Body, on, until, useCastor } from './castor.ts';

describe('mentions in VS Code', () => {
  const castor = useCastor();
  const write = (path: string, text: string) => {
    mkdirSync(join(castor().folder, path, '..'), { recursive: true });
    writeFileSync(join(castor().folder, path), text);
  };
  const chips = async () =>
    (await castor().chat())
      .getByRole('region', { name: 'Next prompt' })
      .getByRole('list', { name: 'Attachments' })
      .getByRole('listitem');
  /** Texts of the prompt that was sent last, attachments first. */
  const sent = () =>
    ((castor().bodies().at(-1) as Body).input[0]!.content as readonly { readonly text: string }[]).map(
      ({ text }) => text,
    );

  /** Types up to the mention, waits for the option, and takes it with the keyboard. */
  async function mention(text: string, option: RegExp): Promise<void> {
    const box = await castor().prompt();
    await box.click();
    await box.pressSequentially(text);
    const found = (await castor().chat()).getByRole('option', { name: option });
    await found.first().waitFor();
    const options = (await castor().chat()).getByRole('option');
    const names = await options.allInnerTexts();
    const wanted = names.findIndex((name) => option.test(name));
    for (let at = 0; at < wanted; at++) await box.press('ArrowDown');
    await box.press('Enter');
  }

  async function attached(text: string, option: RegExp): Promise<void> {
    const before = await (await chips()).count();
    await mention(text, option);
    await until('a chip', async () => (await (await chips()).count()) === before + 1);
  }

  async function openFile(path: string): Promise<void> {
    const { page } = castor();
    const name = path.slice(path.lastIndexOf('/') + 1);
    await page.keyboard.press('Control+P');
    const box = page.locator('.quick-input-widget input[type=text]').first();
    await box.waitFor();
    await box.fill(name);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await page.getByRole('tab', { name }).first().waitFor();
  }

  async function send(): Promise<void> {
    const requests = castor().opened().length;
    await (await castor().prompt()).press('Enter');
    await until('a request', () => castor().opened().length > requests);
    await castor().idle();
  }

  it('sends lines of a file, and the names in a folder', async () => {
    castor().emulator.use([on('Attached', { do: 'say', text: 'Seen.' })]);
    await attached('see @src/cart.ts:1-2', /cart\.ts:1-2/);
    await attached('and @folder:s', /^src$/);
    await send();
    const lines = castor().read('src/cart.ts').split('\n').slice(0, 2).join('\n');
    assert.deepEqual(sent(), [
      `Attached file: src/cart.ts lines 1-2\n\`\`\`\n${lines}\n\`\`\``,
      'Attached folder: src\n```\ncart.test.ts\ncart.ts\nreceipt.ts\n```',
      'see @src/cart.ts:1-2 and @src ',
    ]);
    assert.equal(await (await chips()).count(), 0);
  });

  it('asks before a file with secrets goes along, and takes no for an answer', async () => {
    write('.env', 'KEY=secret\n');
    // The list of files is good for two seconds.
    await sleep(2_500);
    await mention('@file:.env', /^\.env/);
    const dialog = castor().page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /Attach \.env\?/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await (await chips()).count(), 0);
    await (await castor().prompt()).fill('');
  });

  it('offers the selection, includes and drops it with one key, and opens the chip', async () => {
    castor().emulator.use([on('Attached', { do: 'say', text: 'Because.' })]);
    await openFile('src/receipt.ts');
    await castor().page.keyboard.press('Control+A');
    const offer = (await castor().chat()).getByRole('button', { name: /^Add src\/receipt\.ts:1-/ });
    await offer.waitFor();
    assert.equal(await (await chips()).count(), 0);
    const box = await castor().prompt();
    await box.click();
    await box.press('Alt+Enter');
    await until('the chip', async () => (await (await chips()).count()) === 1);
    await box.press('Alt+Enter');
    await until('no chip', async () => (await (await chips()).count()) === 0);
    await box.press('Alt+Enter');
    await until('the chip again', async () => (await (await chips()).count()) === 1);
    await box.pressSequentially('why');
    await send();
    assert.match(sent()[0]!, /^Attached selection: src\/receipt\.ts lines 1-\d+\n/);
    assert.ok(sent()[0]!.includes(castor().read('src/receipt.ts').trimEnd()));
  });

  it('expands a command and takes the open file along', async () => {
    castor().emulator.use([on('Attached', { do: 'say', text: 'It adds.' })]);
    await openFile('src/cart.ts');
    await attached('/exp', /^\/explain/);
    await (await castor().prompt()).pressSequentially('in one line');
    await send();
    assert.match(sent()[0]!, /^Attached (file|symbol|selection): src\/cart\.ts/);
    assert.match(sent()[1]!, /^Explain what the attached code does.*\n\nin one line$/s);
  });

  it('lets instructions of the workspace join the system instruction, shown as a chip', async () => {
    castor().emulator.use([on('hi', { do: 'say', text: 'Hi.' })]);
    write('AGENTS.md', 'Speak\u200b plainly.\n');
    const chip = (await castor().chat()).getByRole('list', { name: 'Instructions of the workspace' });
    await chip.getByText('AGENTS.md').waitFor();
    assert.match(await chip.innerText(), /1 hidden characters/);
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
