// Tools of the agent in a real VS Code: questions to the person, symbols through the language support; what is seen, what the model gets.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { on, onResult, until, useCastor } from './castor.ts';
import { openFile } from './editor.ts';

const call = (name: string, args: Readonly<Record<string, unknown>>) =>
  ({ do: 'call', name, arguments: args }) as const;

describe('a question of the model', () => {
  const castor = useCastor();
  const asks = (args: Readonly<Record<string, unknown>>) =>
    castor().emulator.use([
      on('ask', call('ask_user', args)),
      onResult('ask', 'ask_user', { do: 'say', text: 'I see.' }),
    ]);
  const card = async () => {
    const group = (await castor().chat()).getByRole('group', { name: 'Question of Gemini' });
    await group.waitFor();
    return group;
  };

  it('is answered with the keyboard alone', async () => {
    asks({ question: 'Which colour?', choices: ['Red', 'Blue'] });
    await castor().ask('ask me');
    const group = await card();
    await group.getByRole('radiogroup', { name: 'Which colour?' }).waitFor();
    assert.ok(await group.getByRole('button', { name: 'Answer' }).isDisabled());
    await castor().workbench.screenshot('question');
    await group.getByRole('radio', { name: 'Red' }).focus();
    await castor().page.keyboard.press('ArrowDown');
    assert.ok(await group.getByRole('radio', { name: 'Blue' }).isChecked());
    await castor().page.keyboard.press('Enter');
    await castor().sees('I see.');
    await castor().idle();
    assert.equal(castor().result().result, 'The person answered: Blue');
    await castor().sees('Blue');
  });

  it('takes words of the person’s own, and is still there after the view was hidden', async () => {
    asks({ question: 'What shall it be called?' });
    await castor().ask('ask me');
    await card();
    await castor().workbench.runCommand('View: Hide Secondary Side Bar');
    await castor().workbench.runCommand('Castor: Focus on Chat View');
    const group = await card();
    const box = group.getByRole('textbox', { name: 'Answer in your own words' });
    await box.fill('Basket');
    await box.press('Enter');
    await castor().sees('I see.');
    assert.equal(castor().result().result, 'The person answered: Basket');
  });

  it('is ended by Stop', async () => {
    asks({ question: 'Which colour?', choices: ['Red'], allow_free_text: false });
    await castor().ask('ask me');
    const group = await card();
    assert.equal(await group.getByRole('textbox').count(), 0);
    await castor().click('Stop');
    await castor().idle();
    assert.equal(await (await castor().chat()).getByRole('group', { name: 'Question of Gemini' }).count(), 0);
  });
});

describe('symbols through the language support', () => {
  const castor = useCastor();
  /** The language server needs a moment after the start: the model would ask again, too. */
  async function answered(name: string, args: Readonly<Record<string, unknown>>, good: RegExp): Promise<string> {
    castor().emulator.use([on('look', call(name, args)), onResult('look', name, { do: 'say', text: 'Looked.' })]);
    let result = '';
    const holds = async () => {
      await castor().newSession();
      await castor().asked('look it up');
      result = castor().result().result;
      return good.test(result);
    };
    await until(`${name} answers ${good}`, holds, 45_000).catch((error: unknown) => {
      throw new Error(`${error}; it answered: ${result}`);
    });
    return result;
  }

  beforeEach(() => {
    mkdirSync(join(castor().folder, 'docs'));
    writeFileSync(join(castor().folder, 'docs', 'guide.md'), '# Guide\n\nSee the [shop](../README.md#corner-shop).\n');
  });

  // The Markdown server is the one with symbols over several files that every VS Code brings along whole.
  it('finds where something is defined and used, and symbols by name; nothing is opened', async () => {
    const definition = await answered(
      'go_to_definition',
      { path: 'docs/guide.md', line: 3, symbol: 'corner-shop' },
      /^README\.md:1:\d+\n# Corner shop/,
    );
    assert.ok(definition.includes('# Corner shop'), definition);
    const uses = await answered(
      'find_references',
      { path: 'README.md', line: 1, symbol: 'Corner' },
      /^2 uses in 2 files/,
    );
    assert.match(uses, /docs\/guide\.md\n {2}3: See the \[shop\]/);
    // The server is up by now: it looks at nothing before a file of its language is opened.
    const symbols = await answered('find_symbols', { query: 'Corner' }, /^README\.md:1:1 string # Corner shop/);
    assert.ok(!symbols.includes('outside'));
    assert.equal(
      await castor()
        .page.getByRole('tab', { name: /README\.md|guide\.md/ })
        .count(),
      0,
    );
  });

  it('says where the symbol stands when the line is wrong', async () => {
    castor().emulator.use([
      on('look', call('go_to_definition', { path: 'src/receipt.ts', line: 2, symbol: 'total' })),
      onResult('look', 'go_to_definition', { do: 'say', text: 'Looked.' }),
    ]);
    await castor().asked('look it up');
    assert.equal(castor().result().is_error, true);
    assert.match(
      castor().result().result,
      /"total" does not stand on line 2 of src\/receipt\.ts\. It stands on lines 1, 5, 8\./,
    );
  });
});

describe('files that get another name or go', () => {
  const castor = useCastor();
  const uses = (name: string, args: Readonly<Record<string, unknown>>) =>
    castor().emulator.use([on('do', call(name, args)), onResult('do', name, { do: 'say', text: 'Done so.' })]);

  it('a file is moved to another folder after a yes', async () => {
    uses('rename_file', { from: 'src/receipt.ts', to: 'lib/receipt.ts' });
    const before = castor().read('src/receipt.ts');
    await castor().ask('do it');
    const shown = await (await castor().approval()).innerText();
    assert.ok(shown.includes('src/receipt.ts') && shown.includes('lib/receipt.ts'), shown);
    await castor().workbench.screenshot('rename-approval');
    await castor().answer('Allow');
    await castor().sees('Done so.');
    assert.equal(castor().read('lib/receipt.ts'), before);
    assert.throws(() => castor().read('src/receipt.ts'), /ENOENT/);
    assert.equal(castor().result().result.split('\n')[0], 'Renamed src/receipt.ts to lib/receipt.ts.');
  });

  it('several files and a folder are moved at once after a yes, and none after a no', async () => {
    mkdirSync(join(castor().folder, 'assets', 'deep'), { recursive: true });
    writeFileSync(join(castor().folder, 'assets', 'deep', 'logo.bin'), Buffer.from([0, 1, 2, 255]));
    uses('move', { paths: ['src/receipt.ts', 'src/cart.ts', 'assets'], to_folder: 'lib/shop' });
    const before = castor().read('src/receipt.ts');
    await castor().ask('do it');
    const shown = await (await castor().approval()).innerText();
    for (const text of ['Move 3 items to lib/shop', 'lib/shop/receipt.ts', 'lib/shop/cart.ts', 'lib/shop/assets']) {
      assert.ok(shown.includes(text), shown);
    }
    assert.match(shown, /everything in it goes with it/);
    await castor().workbench.screenshot('move-approval');
    await castor().answer('Deny');
    await castor().sees('Done so.');
    await castor().idle();
    assert.equal(castor().read('src/receipt.ts'), before);
    await castor().newSession();
    await castor().ask('do it');
    await castor().answer('Allow');
    await castor().sees('Done so.');
    await castor().idle();
    assert.equal(castor().read('lib/shop/receipt.ts'), before);
    assert.match(castor().read('lib/shop/cart.ts'), /export/);
    assert.equal(castor().read('lib/shop/assets/deep/logo.bin').length, 4);
    assert.throws(() => castor().read('src/cart.ts'), /ENOENT/);
    assert.throws(() => castor().read('assets/deep/logo.bin'), /ENOENT/);
    assert.match(castor().result().result, /^Moved 3 items\.\nsrc\/receipt\.ts → lib\/shop\/receipt\.ts\n/);
    await castor().workbench.screenshot('moved');
  });

  it('a file is deleted after a yes, and stays after a no', async () => {
    uses('delete_file', { path: 'src/receipt.ts' });
    await castor().ask('do it');
    assert.match(await (await castor().approval()).innerText(), /Delete src\/receipt\.ts/);
    await castor().workbench.screenshot('delete-approval');
    await castor().answer('Deny');
    await castor().sees('Done so.');
    await castor().idle();
    assert.ok(castor().read('src/receipt.ts'));
    await castor().newSession();
    await castor().ask('do it');
    await castor().answer('Allow');
    await castor().sees('Done so.');
    await castor().idle();
    assert.throws(() => castor().read('src/receipt.ts'), /ENOENT/);
    assert.equal(castor().result().result.split('\n')[0], 'Deleted src/receipt.ts.');
  });

  let tries = 0;
  it('a symbol is renamed in all files at once, seen before', async () => {
    // The server for Markdown confuses a file that went and came back with the one before: names of their own for each try.
    const [shop, terms] = [`shop-${++tries}.md`, `terms-${tries}.md`];
    writeFileSync(join(castor().folder, shop), '# Corner shop\n');
    writeFileSync(join(castor().folder, terms), `# Terms\n\nSee the [shop](${shop}#corner-shop).\n`);
    // It looks for files now and then; one that is open it knows.
    await openFile(castor(), terms);
    uses('rename_symbol', { path: shop, line: 1, symbol: 'Corner', new_name: 'Village shop' });
    await castor().ask('do it');
    const shown = await (await castor().approval()).innerText();
    for (const text of [shop, terms, '# Village shop', '#village-shop']) {
      assert.ok(shown.includes(text), shown);
    }
    await castor().answer('Allow');
    await castor().sees('Done so.');
    await castor().idle();
    assert.match(castor().read(shop), /^# Village shop\n/);
    assert.match(castor().read(terms), /#village-shop\)/);
    assert.match(castor().result().result, /^Renamed Corner to Village shop in 2 places of 2 files\./);
  });
});

describe('problems after an edit', () => {
  const castor = useCastor();

  it('are told to the model with the answer to its edit', async () => {
    const edits = [{ old_text: '  "type": "module",', new_text: '  "type": "module",,' }];
    castor().emulator.use([
      on('break', call('apply_edit', { path: 'data.json', edits })),
      onResult('break', 'apply_edit', { do: 'say', text: 'Oh.' }),
    ]);
    writeFileSync(join(castor().folder, 'data.json'), '{\n  "type": "module",\n  "x": 1\n}\n');
    await openFile(castor(), 'data.json');
    await castor().ask('break it');
    await castor().answer('Allow');
    await castor().sees('Oh.');
    await castor().idle();
    const { result } = castor().result();
    assert.match(result, /^Edited data\.json\./);
    assert.match(result, /The checkers report new problems in data\.json \(0 fixed, \d new\):\n {2}2:\d+ error: /);
    await castor().workbench.runCommand('View: Close All Editors');
  });
});

describe('plan mode', () => {
  const castor = useCastor();
  const plan = { title: 'Fix the subtotal', plan: '# Steps\n\n1. Read `src/cart.ts`\n2. Multiply by the quantity\n' };
  afterEach(async () => {
    await castor().workbench.runCommand('View: Close All Editors');
    await castor().calm();
  });

  it('reads only, presents a plan that is edited as a document, and goes on with what was accepted', async () => {
    castor().emulator.use([
      on('think', call('present_plan', plan)),
      onResult('think', 'present_plan', { do: 'say', text: 'There it is.' }),
      { name: 'carry out', match: { prompt: '^Carry out this plan' }, answer: [{ do: 'say', text: 'Off I go.' }] },
    ]);
    await castor().option('combobox', 'Changes of files', (choice) => choice.selectOption('Plan first'));
    await castor().asked('think it over');
    const offered = castor()
      .bodies()[0]!
      .tools!.map(({ name }) => name);
    assert.ok(offered.includes('present_plan') && offered.includes('read_file'));
    for (const name of ['apply_edit', 'create_file', 'run_command', 'rename_symbol'])
      assert.ok(!offered.includes(name));
    const card = (await castor().chat()).getByRole('group', { name: 'Plan' });
    await card.getByText('Multiply by the quantity').waitFor();
    await castor().workbench.screenshot('plan');
    await card.getByRole('button', { name: 'Open plan to edit' }).click();
    const { page } = castor();
    await page.getByRole('tab', { name: /Fix the subtotal\.md/ }).waitFor();
    await page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('3. Run the tests');
    await castor().workbench.screenshot('plan-document');
    await card.getByRole('button', { name: 'Accept plan and go on' }).click();
    await castor().sees('Off I go.');
    await castor().idle();
    const [step] = castor().added() as unknown as readonly {
      readonly content: readonly { text: string }[];
    }[];
    assert.equal(step?.content[0]?.text, `Carry out this plan:\n\n${plan.plan}3. Run the tests`);
    assert.ok(
      castor()
        .bodies()
        .at(-1)!
        .tools!.some(({ name }) => name === 'apply_edit'),
    );
    assert.equal(await castor().option('combobox', 'Changes of files', (choice) => choice.inputValue()), 'ask');
    assert.equal(await card.getByRole('button', { name: 'Accept plan and go on' }).count(), 0);
  });
});
