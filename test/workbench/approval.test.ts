// Edits that the model proposes in a real VS Code: shown, allowed, refused, undone; nothing changes and nothing opens without a person.

import assert from 'node:assert/strict';
import type { Castor } from './castor.ts';
import { on, onResult, until, useCastor } from './castor.ts';
import { closeEditors, openFile } from './editor.ts';

const before = '(sum, line) => sum + line.price, 0)';
const after = '(sum, line) => sum + line.price * line.quantity, 0)';

const edit = (old_text: string, new_text: string, path = 'src/cart.ts') =>
  ({ do: 'call', name: 'apply_edit', arguments: { path, edits: [{ old_text, new_text }] } }) as const;

const fix = [on('fix', edit(before, after)), onResult('fix', 'apply_edit', { do: 'say', text: 'That was it.' })];

/** The editor in front, and what has the focus. An editor opened behind it is the editor's own care for files that are not saved yet. */
async function surroundings({ page }: Castor) {
  return {
    front: await page
      .getByRole('tab', { selected: true })
      .filter({ has: page.locator('.label-name') })
      .allInnerTexts(),
    focus: await page.evaluate(() => document.activeElement?.tagName),
  };
}

describe('approval of an edit', () => {
  const castor = useCastor();
  afterEach(() => closeEditors(castor()));

  it('shows the exact change and touches nothing until it is allowed; then the file on disk is changed', async () => {
    castor().emulator.use(fix);
    await openFile(castor(), 'README.md');
    await castor().ask('fix the subtotal');
    const card = await castor().approval();
    const shown = await card.innerText();
    for (const text of [before, after, 'src/cart.ts', 'apply_edit']) assert.ok(shown.includes(text), shown);
    const untouched = castor().read('src/cart.ts');
    assert.ok(untouched.includes(before));
    await (await castor().prompt()).click();
    const around = await surroundings(castor());
    assert.equal(around.front.length, 1);
    await castor().answer('Allow');
    await castor().sees('That was it.');
    await castor().idle();
    assert.equal(castor().read('src/cart.ts'), untouched.replace(before, after));
    assert.deepEqual(await surroundings(castor()), around);
    assert.equal(castor().result().is_error, undefined);
    assert.match(castor().result().result, /^Edited src\/cart\.ts/);
  });

  it('is undone with Ctrl+Z in the file', async () => {
    castor().emulator.use(fix);
    const untouched = castor().read('src/cart.ts');
    await castor().ask('fix the subtotal');
    await castor().answer('Allow');
    await castor().sees('That was it.');
    const { page } = castor();
    await openFile(castor(), 'cart.ts');
    const lines = page.locator('.editor-instance .view-lines');
    await until('the changed file is open', async () => (await text(lines)).includes('line.price * line.quantity'));
    await page.keyboard.press('Control+Z');
    await until('the edit is undone', async () => !(await text(lines)).includes('line.price * line.quantity'));
    await page.keyboard.press('Control+S');
    await until('the file is as it was', () => castor().read('src/cart.ts') === untouched);
  });

  it('opens the native diff on request, which shows both sides', async () => {
    castor().emulator.use(fix);
    await castor().ask('fix the subtotal');
    await (await castor().approval()).getByRole('button', { name: 'Open diff' }).click();
    const { page } = castor();
    const diff = page.locator('.monaco-diff-editor');
    await diff.waitFor();
    await until('both sides are shown', async () => {
      const left = await text(diff.locator('.editor.original .view-lines'));
      const right = await text(diff.locator('.editor.modified .view-lines'));
      return left.includes('sum + line.price, 0') && right.includes('line.price * line.quantity, 0');
    });
    await page.getByRole('tab', { name: /cart\.ts \(proposed by Castor\)/ }).waitFor();
    assert.ok(castor().read('src/cart.ts').includes(before));
    await castor().answer('Allow');
    await castor().sees('That was it.');
    assert.ok(castor().read('src/cart.ts').includes(after));
  });

  it('denied: the file stays, the model is told, the turn goes on', async () => {
    castor().emulator.use(fix);
    await castor().ask('fix the subtotal');
    await castor().answer('Deny');
    await castor().sees('That was it.');
    assert.ok(castor().read('src/cart.ts').includes(before));
    assert.equal(castor().result().is_error, true);
    assert.match(castor().result().result, /refused/);
    await castor().sees('Denied');
  });

  it('denied with words: the model receives them', async () => {
    castor().emulator.use(fix);
    await castor().ask('fix the subtotal');
    await castor().answer('Deny', 'Use reduceRight, please');
    await castor().sees('That was it.');
    assert.ok(castor().read('src/cart.ts').includes(before));
    assert.equal(castor().result().result, 'The person refused this call. Their words: Use reduceRight, please');
    await castor().sees('Denied: Use reduceRight, please');
  });

  it('allowed for the session: the second edit does not ask; another session does', async () => {
    castor().emulator.use([
      ...fix,
      on('more', edit('subtotal(lines) - discount', 'subtotal(lines) * (1 - discount / 100)')),
      onResult('more', 'apply_edit', { do: 'say', text: 'That too.' }),
    ]);
    await castor().ask('fix the subtotal');
    await castor().answer('Allow for this session');
    await castor().sees('That was it.');
    await castor().asked('more of it');
    await castor().sees('That too.');
    assert.ok(castor().read('src/cart.ts').includes('(1 - discount / 100)'));
    await castor().newSession();
    castor().restore();
    await castor().ask('fix the subtotal');
    await castor().approval();
    await castor().click('Stop');
    await castor().idle();
    assert.ok(castor().read('src/cart.ts').includes(before));
  });

  it('creates a file after a yes', async () => {
    castor().emulator.use([
      on('note', { do: 'call', name: 'create_file', arguments: { path: 'docs/NOTE.md', content: '# A note\n' } }),
      onResult('note', 'create_file', { do: 'say', text: 'Noted.' }),
    ]);
    await castor().ask('note it');
    assert.match(await (await castor().approval()).innerText(), /Create docs\/NOTE\.md/);
    await castor().answer('Allow');
    await castor().sees('Noted.');
    assert.equal(castor().read('docs/NOTE.md'), '# A note\n');
  });

  it('two edits of one answer ask one after the other, and both are answered in one request', async () => {
    castor().emulator.use([
      on('both', edit(before, after), edit('Total  ', 'Sum  ', 'src/receipt.ts')),
      onResult('both', 'apply_edit', { do: 'say', text: 'Both done.' }),
    ]);
    await castor().ask('both of them');
    assert.match(await (await castor().approval()).first().innerText(), /src\/cart\.ts/);
    await castor().answer('Allow');
    const second = (await castor().approval()).filter({ hasText: 'src/receipt.ts' });
    await second.getByRole('button', { name: 'Deny' }).click();
    await castor().sees('Both done.');
    assert.ok(castor().read('src/cart.ts').includes(after));
    assert.ok(castor().read('src/receipt.ts').includes('Total  '));
    const results = castor().added();
    assert.deepEqual(
      results.map(({ is_error }) => is_error ?? false),
      [false, true],
    );
  });

  it('an edit that fits nowhere does not bother the person', async () => {
    castor().emulator.use([
      on('wrong', edit('const nowhere = "to be found";', 'x')),
      onResult('wrong', 'apply_edit', { do: 'say', text: 'I see.' }),
    ]);
    await castor().asked('wrong edit');
    await castor().sees('I see.');
    assert.equal(castor().result().is_error, true);
    assert.match(castor().result().result, /nothing was changed/);
  });

  it('edits a file with unsaved changes in its buffer, and leaves the saving to the person', async () => {
    castor().emulator.use(fix);
    await openFile(castor(), 'cart.ts');
    const { page } = castor();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('// mine ');
    await castor().ask('fix the subtotal');
    await castor().answer('Allow');
    await castor().sees('That was it.');
    const lines = page.locator('.editor-instance .view-lines');
    await until('the edit is in the buffer', async () => (await text(lines)).includes('line.price * line.quantity'));
    assert.ok((await text(lines)).includes('// mine'));
    assert.ok(castor().read('src/cart.ts').includes(before), 'nothing was saved');
    await page.keyboard.press('Control+1');
    await castor().workbench.runCommand('File: Revert File');
  });
});

/** What an editor draws; it writes no-break spaces for blanks. */
async function text(lines: ReturnType<Castor['page']['locator']>): Promise<string> {
  return (await lines.first().innerText()).replaceAll('\u00a0', ' ');
}
