// Everything a prompt can be about, in a real VS Code with Git, its TypeScript and JSON servers and a terminal: what is picked is what Gemini gets.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Castor, goodKey, photograph, startCastor, until } from './castor.ts';
import { openFile, select } from './editor.ts';
import { attached, becomes, chip, clear, mention, send, sentTexts } from './prompt.ts';

describe('what a prompt is about', () => {
  let castor: Castor;

  const git = (folder: string, ...args: readonly string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  const write = (path: string, text: string) => writeFileSync(join(castor.folder, path), text);

  before(async function () {
    this.timeout(600_000);
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      settings: { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never' },
      prepare(folder) {
        git(folder, 'init', '-q', '-b', 'main');
        git(folder, 'add', '.');
        git(folder, '-c', 'user.name=T', '-c', 'user.email=t@t.test', 'commit', '-q', '-m', 'first');
      },
    });
    await castor.workbench.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  beforeEach(async () => {
    await castor.calm();
    git(castor.folder, 'checkout', '-q', '--', '.');
    git(castor.folder, 'clean', '-fdq');
    await clear(castor);
    await castor.newSession();
    castor.emulator.reset();
    castor.emulator.use([{ name: 'any', answer: [{ do: 'say', text: 'Seen.' }] }]);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') return photograph(castor, this.currentTest.fullTitle());
    assert.deepEqual(castor.emulator.complaints, []);
  });
  after(() => castor?.close());

  /** One file changed, one that Git does not know yet. */
  function change(): void {
    write('src/receipt.ts', castor.read('src/receipt.ts').replace('Total  ', 'Sum  '));
    write('src/fresh.ts', 'export const fresh = 1;\n');
  }

  function seesChanges(text: string | undefined): void {
    assert.match(String(text), /^Attached changes: 2 changed files\n/);
    assert.match(String(text), /^-.*Total {2}.*\n\+.*Sum {2}/m);
    assert.match(String(text), /\+\+\+ b\/src\/fresh\.ts\n@@ -0,0 \+1,1 @@\n\+export const fresh = 1;/);
  }

  it('@changes: the working tree against the last commit, without a git of ours', async function () {
    this.timeout(90_000);
    change();
    await until(
      'Git has looked at the folder',
      () => becomes(castor, '@changes', /^@changes/, /2 changed files/),
      60_000,
    );
    await send(castor);
    seesChanges(sentTexts(castor)[0]);
  });

  it('/review and /commit: take the changes along by themselves', async () => {
    change();
    for (const [command, words] of [
      ['review', /^Review what is attached/],
      ['commit', /^Write a commit message for the attached changes/],
    ] as const) {
      await mention(castor, `/${command}`, new RegExp(`^/${command}`));
      await chip(castor, /2 changed files/);
      await send(castor);
      seesChanges(sentTexts(castor)[0]);
      assert.match(sentTexts(castor)[1] ?? '', words);
    }
  });

  it('a starter: the changes, as the empty session offers them', async () => {
    change();
    await castor.workbench.runCommand('Git: Refresh');
    const starters = (await castor.chat()).getByRole('list', { name: 'Suggestions' });
    const review = starters.getByRole('button', { name: 'Review my changes in 2 files' });
    await review.waitFor({ timeout: 20_000 });
    assert.equal(await starters.getByRole('button').count(), 4);
    await review.press('Enter');
    await until('a request', () => castor.opened().length === 1, 20_000);
    await castor.idle();
    seesChanges(sentTexts(castor)[0]);
  });

  it('a starter: the open file, at the symbol or as a whole', async () => {
    await openFile(castor, 'README.md');
    const explain = (await castor.chat()).getByRole('button', { name: 'Explain README.md' });
    await explain.waitFor({ timeout: 20_000 });
    await explain.press('Enter');
    await until('a request', () => castor.opened().length === 1, 20_000);
    await castor.idle();
    assert.match(sentTexts(castor)[0] ?? '', /^Attached (file|symbol): README\.md/);
  });

  it('@symbol: a definition, whole, by its name', async function () {
    this.timeout(60_000);
    await openFile(castor, 'README.md');
    const heading = /Corner shop \(README\.md:1-\d+\)/;
    await until(
      'the language server knows it',
      () => becomes(castor, '@symbol:Corner', /Corner shop/, heading),
      40_000,
    );
    await send(castor);
    assert.match(
      sentTexts(castor)[0] ?? '',
      /^Attached symbol: README\.md lines 1-\d+\n```\n# Corner shop\n[\s\S]*the tests fail\./,
    );
  });

  for (const [command, words] of [
    ['explain', /^Explain what the attached code does/],
    ['fix', /^Find what is wrong in the attached code/],
    ['tests', /^Write tests for the attached code/],
    ['doc', /^Write documentation comments/],
  ] as const) {
    it(`/${command} with nothing selected: the symbol at the cursor, and the chip says so`, async function () {
      this.timeout(60_000);
      await openFile(castor, 'package.json');
      await select(castor, 7);
      const symbol = /^scripts \(package\.json:6-8\)/;
      // Until the language server has started it would be the file.
      await until('the symbol', () => becomes(castor, `/${command}`, new RegExp(`^/${command}`), symbol), 40_000);
      await send(castor);
      assert.match(
        sentTexts(castor)[0] ?? '',
        /^Attached symbol: package\.json lines 6-8 \(scripts\)\n```json\n {2}"scripts"/,
      );
      assert.match(sentTexts(castor)[1] ?? '', words);
    });
  }

  it('/explain with a selection, sent at once: the selection; in a text without symbols: the file', async () => {
    const explain = async () => {
      await (await castor.prompt()).fill('/explain');
      await (await castor.prompt()).press('Escape');
      await send(castor);
    };
    await openFile(castor, 'cart.ts');
    await select(castor, 15, 2);
    await explain();
    assert.match(sentTexts(castor)[0] ?? '', /^Attached selection: src\/cart\.ts lines 15-16/);
    await castor.newSession();
    write('src/notes.txt', 'just words\n');
    await openFile(castor, 'notes.txt');
    await explain();
    assert.equal(sentTexts(castor)[0], 'Attached file: src/notes.txt\n```plaintext\njust words\n\n```');
  });

  it('@selection: what is selected in the editor', async () => {
    await openFile(castor, 'receipt.ts');
    await select(castor, 3, 1);
    await attached(castor, 'why @selection', /^@selection/);
    await send(castor);
    const line = castor.read('src/receipt.ts').split('\n')[2];
    assert.equal(sentTexts(castor)[0], `Attached selection: src/receipt.ts lines 3-3\n\`\`\`\n${line}\n\n\`\`\``);
  });

  it('@problems: what the editor reports', async function () {
    this.timeout(90_000);
    write('src/twice.json', '{\n  "one": 1,\n  "one": 2\n}\n');
    await openFile(castor, 'twice.json');
    await castor.page.locator('.squiggly-warning').first().waitFor({ timeout: 40_000 });
    await attached(castor, '@problems', /^@problems/);
    await send(castor);
    assert.match(
      sentTexts(castor)[0] ?? '',
      /^Attached problems: \d problems\n[\s\S]*src\/twice\.json:3:3 warning.*Duplicate object key/,
    );
  });

  it('@terminal: the last command and what it printed', async function () {
    this.timeout(120_000);
    const { page } = castor;
    // Of another try.
    await castor.workbench.runCommand('Terminal: Kill All Terminals');
    await castor.workbench.runCommand('Terminal: Create New Terminal');
    const terminal = page.locator('.terminal-wrapper.active');
    await terminal.locator('.xterm-screen').waitFor({ timeout: 30_000 });
    await until(
      'the command and its output are known',
      async () => {
        await terminal.click();
        await page.keyboard.type('echo castor$((40+2))\n');
        // About eight tokens with the output, six without.
        return becomes(castor, '@terminal:last', /^Last command/, /Terminal output\s*~[89]/);
      },
      60_000,
    );
    await send(castor);
    assert.match(
      sentTexts(castor)[0] ?? '',
      /^Attached terminal: Terminal output\n```\n\$ echo castor\$\(\(40\+2\)\)\n[\s\S]*castor42/,
    );
    await castor.workbench.runCommand('Terminal: Kill All Terminals');
    await terminal.waitFor({ state: 'hidden' });
  });

  it('@folder: the names in it', async () => {
    await attached(castor, '@folder:sr', /^src$/);
    await send(castor);
    assert.equal(sentTexts(castor)[0], 'Attached folder: src\n```\ncart.test.ts\ncart.ts\nreceipt.ts\n```');
  });
});
