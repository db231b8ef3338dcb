// Changes that are reviewed by hunk in a real VS Code: in the file, in the chat and by keys, before they are made and after; typing is kept.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Castor, on, onResult, until, useCastor } from './castor.ts';
import {
  allowAllBut,
  chooseMode,
  edit,
  first,
  lens,
  madeForReview,
  reviewed,
  second,
  topmost,
} from './conversation.ts';
import { closeEditors, openFile, select } from './editor.ts';

/** What the editor in front draws; it writes no-break spaces for blanks. */
async function drawn({ page }: Castor): Promise<string> {
  const lines = page.locator('.editor-group-container.active .view-lines').first();
  return (await lines.innerText()).replaceAll('\u00a0', ' ');
}

/** Words that the editor in front draws after lines. */
async function beside({ page }: Castor): Promise<string> {
  return page
    .locator('.editor-group-container.active .view-lines span')
    .evaluateAll((spans) => spans.map((span) => getComputedStyle(span, '::after').content).join(' '));
}

function exists({ folder }: Castor, path: string): boolean {
  return existsSync(join(folder, path));
}

function resultText(castor: Castor): string {
  return castor.result().result;
}

async function chord({ page }: Castor, key: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.press(key);
}

describe('review by hunk', () => {
  const castor = useCastor();
  beforeEach(() => castor().emulator.use(reviewed));
  afterEach(() => closeEditors(castor()));

  it('of a change that waits: rejected and accepted in the file, made without what was rejected, told as a diff', async () => {
    await openFile(castor(), 'cart.ts');
    const untouched = castor().read('src/cart.ts');
    await castor().ask('fix it');
    await castor().approval();
    const accept = lens(castor(), 'Accept');
    await until('two hunks have their actions', async () => (await lens(castor(), 'Reject').count()) === 2);
    await until('what would come stands beside what would go', async () =>
      (await beside(castor())).includes('return Math'),
    );
    await (await topmost(castor(), 'Reject')).click();
    await until('one hunk is left', async () => (await lens(castor(), 'Reject').count()) === 1);
    assert.equal(castor().read('src/cart.ts'), untouched);
    await (await topmost(castor(), 'Accept')).click();
    await castor().sees('That was it.');
    await castor().idle();
    assert.equal(castor().read('src/cart.ts'), untouched.replace(...second));
    assert.match(resultText(castor()), /did not take the change as it was/);
    assert.match(resultText(castor()), /-.*line\.quantity/);
    await until('no action is left', async () => (await accept.count()) === 0);
  });

  it('of a change that waits, in the approval itself', async () => {
    const untouched = castor().read('src/cart.ts');
    await allowAllBut(castor(), 2);
    assert.equal(castor().read('src/cart.ts'), untouched.replace(...first));
  });

  it('keeps what the person types into a file whose change waits', async () => {
    await openFile(castor(), 'cart.ts');
    const { page } = castor();
    const untouched = castor().read('src/cart.ts');
    await castor().ask('fix it');
    await castor().approval();
    await select(castor(), 1);
    await page.keyboard.type('// mine ');
    await until('it is typed', async () => (await drawn(castor())).includes('// mine'));
    await castor().answer('Allow');
    await castor().sees('That was it.');
    await until('both are in the buffer', async () => {
      const text = await drawn(castor());
      return text.includes('// mine') && text.includes('line.price * line.quantity') && text.includes('discount / 100');
    });
    assert.equal(castor().read('src/cart.ts'), untouched, 'the saving is left to the person');
    await page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
    await castor().workbench.runCommand('File: Revert File');
  });

  it('after it is made: by keys, with the card following, and the next request says what was taken back', async () => {
    await openFile(castor(), 'README.md');
    const untouched = castor().read('src/cart.ts');
    const card = await madeForReview(castor());
    const tabs = await castor()
      .page.getByRole('tab')
      .filter({ has: castor().page.locator('.label-name') })
      .allInnerTexts();
    assert.equal(tabs.length, 1, 'nothing was opened');
    await card.getByRole('button', { name: 'src/cart.ts', exact: true }).click();
    await until('the file shows its hunks', async () => (await lens(castor(), 'Reject').count()) === 2);
    await castor().page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
    await select(castor(), 1);
    await chord(castor(), 'Shift+J');
    await chord(castor(), 'Shift+X');
    await until('the first is taken back', () => castor().read('src/cart.ts') === untouched.replace(...second));
    await card.getByText('1 change to review').waitFor();
    await chord(castor(), 'Shift+K');
    await card.getByText('Accepted in part').waitFor();
    await castor().asked('next one');
    const [note] = castor().added();
    assert.match(JSON.stringify(note), /took back or changed parts/);
    assert.match(JSON.stringify(note), /-.*line\.quantity/);
  });

  it('after it is made: a hunk that the person typed into stays theirs, and says so', async () => {
    const { page } = castor();
    await chooseMode(castor(), 'Review after');
    await castor().asked('fix it');
    await openFile(castor(), 'cart.ts');
    await until('the file shows its hunks', async () => (await lens(castor(), 'Reject').count()) === 2);
    const row =
      castor()
        .read('src/cart.ts')
        .split('\n')
        .findIndex((line) => line.includes('line.quantity, 0)')) + 1;
    await select(castor(), row);
    await page.keyboard.press('End');
    await page.keyboard.type(' // mine');
    await page.keyboard.press('Control+S');
    await until('it is saved', () => castor().read('src/cart.ts').includes('// mine'));
    const typed = castor().read('src/cart.ts');
    await chord(castor(), 'Shift+X');
    await page.getByText('You have changed these lines since').first().waitFor();
    assert.equal(castor().read('src/cart.ts'), typed);
    await castor().workbench.runCommand('Castor: Reject All Changes in File');
    await until('the other is taken back', () => castor().read('src/cart.ts') === typed.replace(second[1], second[0]));
  });

  it('rejects all of a turn from the card, and opens all files of it in one view', async () => {
    castor().emulator.use([
      on('fix', edit, { do: 'call', name: 'create_file', arguments: { path: 'docs/NOTE.md', content: '# A note\n' } }),
      onResult('fix', 'create_file', { do: 'say', text: 'Both.' }),
    ]);
    await chooseMode(castor(), 'Review after');
    const untouched = castor().read('src/cart.ts');
    await castor().asked('fix it');
    const card = (await castor().chat()).getByRole('region', { name: 'Changes' });
    await card.getByRole('heading', { name: '2 files changed' }).waitFor();
    await card.getByRole('button', { name: 'Open changes' }).click();
    const view = castor().page.locator('.monaco-component.multiDiffEditor');
    await view.waitFor();
    await until('both files are in it', async () => {
      const text = await view.innerText();
      return text.includes('cart.ts') && text.includes('NOTE.md');
    });
    await card.getByRole('button', { name: 'Reject all', exact: true }).click();
    await until('all is as it was', () => castor().read('src/cart.ts') === untouched);
    await until('what was created is gone', () => !exists(castor(), 'docs/NOTE.md'));
    await until('the card says so', async () => (await card.getByText('Rejected', { exact: true }).count()) === 2);
  });

  it('goes on after a reload: what was not decided can still be taken back', async () => {
    await chooseMode(castor(), 'Review after');
    const untouched = castor().read('src/cart.ts');
    await castor().asked('fix it');
    await openFile(castor(), 'cart.ts');
    await until('the file shows its hunks', async () => (await lens(castor(), 'Reject').count()) === 2);
    await (await topmost(castor(), 'Accept')).click();
    await until('one hunk is left', async () => (await lens(castor(), 'Reject').count()) === 1);
    await castor().workbench.reload();
    await castor().idle();
    const card = (await castor().chat()).getByRole('region', { name: 'Changes' });
    await card.getByText('1 change to review').waitFor();
    await openFile(castor(), 'cart.ts');
    await until('the hunk is painted again', async () => (await lens(castor(), 'Reject').count()) === 1);
    await card.getByRole('button', { name: 'Reject the changes of src/cart.ts' }).click();
    await card.getByText('Accepted in part').waitFor();
    assert.equal(castor().read('src/cart.ts'), untouched.replace(...first));
  });

  it('does not move what the person types while changes come', async () => {
    const { page } = castor();
    castor().emulator.use([
      on('slow', { do: 'stall', ms: 1500 }, edit),
      onResult('slow', 'apply_edit', { do: 'say', text: 'That was it.' }),
    ]);
    await chooseMode(castor(), 'Review after');
    await openFile(castor(), 'README.md');
    await castor().ask('slow fix');
    await page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
    await select(castor(), 1);
    const words = 'typed while the agent works '.repeat(2);
    await page.keyboard.type(words, { delay: 60 });
    await castor().sees('That was it.');
    const letters = (text: string) => text.replace(/\s/g, '');
    await until('every letter is there', async () => letters(await drawn(castor())).includes(letters(words)));
    const front = page.getByRole('tab', { selected: true }).filter({ has: page.locator('.label-name') });
    assert.match(await front.first().innerText(), /README/);
    await castor().workbench.runCommand('File: Revert File');
  });

  it('asks for a protected file in every mode', async () => {
    castor().emulator.use([
      on('task', { do: 'call', name: 'create_file', arguments: { path: '.vscode/tasks.json', content: '{}\n' } }),
      onResult('task', 'create_file', { do: 'say', text: 'Fine.' }),
    ]);
    for (const mode of ['Review after', 'Allow changes']) {
      await chooseMode(castor(), mode);
      await castor().ask(`task ${mode}`);
      await castor().approval();
      await castor().answer('Deny');
      await castor().sees('Fine.');
      await castor().idle();
      assert.ok(!exists(castor(), '.vscode/tasks.json'));
    }
  });

  it('shows a change while it is being written, and writes nothing before it is allowed', async () => {
    const content = Array.from({ length: 40 }, (_, at) => `line ${at}\n`).join('');
    castor().emulator.use([
      on('long', {
        do: 'call',
        name: 'create_file',
        arguments: { path: 'docs/LONG.md', content },
        split: 30,
        delay: 150,
      }),
      onResult('long', 'create_file', { do: 'say', text: 'Long.' }),
    ]);
    await castor().ask('long file');
    const growing = (await castor().chat()).getByRole('region', { name: 'Being written: Create docs/LONG.md' });
    await growing.waitFor();
    await until('it grows', async () => /line \d/.test(await growing.innerText()));
    assert.ok(!exists(castor(), 'docs/LONG.md'));
    await castor().approval();
    await growing.waitFor({ state: 'detached' });
    await castor().answer('Deny');
    await castor().idle();
    assert.ok(!exists(castor(), 'docs/LONG.md'));
  });
});
