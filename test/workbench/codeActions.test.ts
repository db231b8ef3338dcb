// Quick fixes and rewrites from the light bulb of a real VS Code with its real JSON checker: what Gemini got, the edit allowed, what became of the problems.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { on, onResult, useCastor } from './castor.ts';
import { codeAction, openFile, select, textsOf } from './editor.ts';

const broken = '{\n  "one": 1,\n  "one": 2,\n  "two": 3\n}\n';

describe('code actions', () => {
  const castor = useCastor();

  beforeEach(() => writeFileSync(join(castor().folder, 'src', 'broken.json'), broken));
  // An open file that goes and comes back between two tests keeps the text it had.
  afterEach(() => castor().workbench.runCommand('View: Close All Editors'));

  it('fix the problems of a file, and the turn says what became of them', async function () {
    this.timeout(120_000);
    const edits = [{ old_text: '"one": 2', new_text: '"three": 2' }];
    castor().emulator.use([
      on('Attached problems', {
        do: 'call',
        name: 'apply_edit',
        arguments: { path: 'src/broken.json', edits },
      }),
      onResult('Attached problems', 'apply_edit', { do: 'say', text: 'Each name stands once.' }),
    ]);
    await openFile(castor(), 'broken.json');
    await select(castor(), 2);
    for (let right = 0; right < 4; right++) await castor().page.keyboard.press('ArrowRight');
    await (await codeAction(castor(), 'Fix all 2 problems in this file with Castor')).click();
    await castor().answer('Allow');
    await castor().sees('Each name stands once.');
    await castor().sees('src/broken.json: 2 problems fixed, 0 new', 30_000);
    const [attached, prompt] = textsOf(castor().bodies()[0]);
    assert.match(String(attached), /^Attached problems: src\/broken\.json\n/);
    assert.equal(attached?.match(/^src\/broken\.json:\d.* warning.*: Duplicate object key$/gm)?.length, 2);
    assert.match(String(attached), /^> 2 \| {3}"one": 1,$/m);
    assert.match(String(prompt), /^Fix the attached problems/);
  });

  it('explain the problem at the cursor alone', async function () {
    this.timeout(120_000);
    castor().emulator.use([on('Attached problems', { do: 'say', text: 'A name stands twice.' })]);
    await openFile(castor(), 'broken.json');
    await select(castor(), 3);
    for (let right = 0; right < 4; right++) await castor().page.keyboard.press('ArrowRight');
    await (await codeAction(castor(), 'Explain with Castor')).click();
    await castor().sees('A name stands twice.');
    const [attached, prompt] = textsOf(castor().bodies()[0]);
    assert.equal(attached?.match(/: Duplicate object key$/gm)?.length, 1);
    assert.match(String(attached), /^src\/broken\.json:3:3-3:8 warning/m);
    assert.match(String(prompt), /^Explain what the attached problems mean/);
  });

  it('fix the problem at the cursor alone', async function () {
    this.timeout(120_000);
    castor().emulator.use([on('Attached problems', { do: 'say', text: 'Fixed, so to say.' })]);
    await openFile(castor(), 'broken.json');
    await select(castor(), 3);
    for (let right = 0; right < 4; right++) await castor().page.keyboard.press('ArrowRight');
    await (await codeAction(castor(), 'Fix with Castor')).click();
    await castor().sees('Fixed, so to say.');
    const [attached, prompt] = textsOf(castor().bodies()[0]);
    assert.equal(attached?.match(/: Duplicate object key$/gm)?.length, 1);
    assert.match(String(prompt), /^Fix the attached problems/);
  });

  for (const [title, words] of [
    ['Simplify with Castor', /^Simplify the attached code without changing what it does\.$/],
    ['Add types with Castor', /^Add the types that are missing/],
  ] as const) {
    it(`rewrite a selection: ${title}`, async () => {
      castor().emulator.use([on('Attached selection', { do: 'say', text: 'It is done.' })]);
      await openFile(castor(), 'cart.ts');
      await select(castor(), 10, 3);
      await (await codeAction(castor(), title)).click();
      await castor().sees('It is done.');
      const [attached, prompt] = textsOf(castor().bodies()[0]);
      assert.match(String(attached), /^Attached selection: src\/cart\.ts lines 10-12/);
      assert.match(String(prompt), words);
    });
  }

  for (const [title, given, words] of [
    ['Refactor with Castor…', 'use a loop', /^use a loop$/],
    ['Extract with Castor…', 'costOf', /^Extract a well-named part out of the attached code[^\n]*\n\ncostOf$/],
  ] as const) {
    it(`rewrite a selection in the person’s words: ${title}`, async () => {
      castor().emulator.use([on('Attached selection', { do: 'say', text: 'It is done.' })]);
      await openFile(castor(), 'cart.ts');
      await select(castor(), 10, 3);
      await (await codeAction(castor(), title)).click();
      const box = castor().page.locator('.quick-input-widget input[type=text]').first();
      await box.waitFor();
      await box.fill(given);
      await castor().page.keyboard.press('Enter');
      await castor().sees('It is done.');
      assert.match(String(textsOf(castor().bodies()[0])[1]), words);
    });
  }
});
