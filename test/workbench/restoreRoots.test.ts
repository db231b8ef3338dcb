// A workspace of two folders without git, one of them on no disk, in a real VS Code: changed, restored, undone, reloaded, restored again.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { remove, repo, temporaryFolder } from '../support/repo.ts';
import { type Castor, goodKey, on, onResult, photograph, startCastor, until } from './castor.ts';
import { becomes, clear } from './prompt.ts';

const call = (name: string, args: Readonly<Record<string, unknown>>) =>
  ({ do: 'call', name, arguments: args }) as const;
const edit = (path: string, old_text: string, new_text: string) =>
  call('apply_edit', { path, edits: [{ old_text, new_text }] });

function put(root: string, path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), mode);
}

/** Every folder, and every file with its bits and its text. */
function tree(root: string, bits: boolean): readonly string[] {
  const names = (readdirSync(root, { recursive: true }) as string[]).sort();
  return names.map((name) => {
    const found = statSync(join(root, name));
    if (found.isDirectory()) return `${name}/`;
    return `${name} ${bits ? (found.mode & 0o777).toString(8) : ''} ${readFileSync(join(root, name), 'utf8')}`;
  });
}

describe('restore in a workspace of two folders', function () {
  this.timeout(600_000);
  // One goes on where the other ended.
  this.retries(0);
  let castor: Castor;
  const vault = temporaryFolder('vault');
  before(async () => {
    put(vault, 'notes/todo.md', 'one\ntwo\n');
    put(vault, 'notes/old/list.md', 'a list\n');
    put(vault, 'notes/kept/.aiexclude', '*.private\n');
    put(vault, 'notes/kept/a.private', 'CANARY\n');
    put(vault, 'notes/kept/list.schema.json', '{"type":"object"}\n');
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey, CASTOR_VAULT: vault },
      extensions: [join(repo, 'test', 'support', 'vault')],
      workspaceFile: 'shop.code-workspace',
      prepare(folder) {
        put(folder, 'app/main.ts', 'export const a = 1;\n');
        put(folder, 'app/.gitignore', 'tools/\n');
        put(folder, 'app/tools/run.sh', '#!/bin/sh\n', 0o755);
        mkdirSync(join(folder, 'app', 'tools', 'empty', 'deep'), { recursive: true });
        const folders = [{ path: 'app' }, { uri: 'vault:/notes', name: 'notes' }];
        writeFileSync(join(folder, 'shop.code-workspace'), JSON.stringify({ folders }));
      },
    });
    castor.workbench.context.setDefaultTimeout(40_000);
  });
  after(async () => {
    await castor?.close();
    remove(vault);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(castor, this.currentTest.fullTitle());
  });

  const all = () => [...tree(join(castor.folder, 'app'), true), '--', ...tree(vault, false)];
  /** What goes while it is read is not there yet, or no longer. */
  const reads = (wanted: readonly string[]) => {
    try {
      return JSON.stringify(all()) === JSON.stringify(wanted);
    } catch {
      return false;
    }
  };
  const is = (what: string, wanted: readonly string[]) =>
    until(what, () => reads(wanted), 30_000).catch((error: unknown) => {
      throw new Error(`${error}\n${all().join('\n')}\ninstead of\n${wanted.join('\n')}`);
    });

  async function choose(label: string | RegExp): Promise<void> {
    const row = castor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label, visible: true });
    await row.first().waitFor({ timeout: 30_000 });
    await row.first().click();
  }

  it('brings back texts, permission bits and empty folders of both, undoes it, and does it again after a reload', async () => {
    const before = all();
    castor.emulator.use([
      on(
        'tidy',
        edit('app/main.ts', 'a = 1', 'a = 2'),
        edit('notes/todo.md', 'two', 'three'),
        call('create_file', { path: 'notes/new/idea.md', content: 'an idea\n' }),
        call('move', { paths: ['notes/old'], to_folder: 'notes/archive' }),
        call('delete_file', { path: 'app/tools' }),
      ),
      onResult('tidy', 'delete_file', { do: 'say', text: 'All tidy.' }),
    ]);
    await castor.option('combobox', 'Changes of files', (mode) => mode.selectOption({ label: 'Allow changes' }));
    await castor.ask('tidy up');
    await (await castor.approval()).filter({ hasText: 'Move notes/old to notes/archive' }).waitFor();
    await castor.answer('Allow');
    await (await castor.approval()).filter({ hasText: 'Delete app/tools' }).waitFor();
    await castor.answer('Allow');
    await castor.sees('All tidy.');
    await castor.idle();
    const after = all();
    const names = after.map((line) => line.split(' ')[0]);
    assert.ok(names.includes('notes/archive/old/list.md') && names.includes('notes/new/idea.md'), names.join('\n'));
    assert.ok(!names.some((name) => name?.startsWith('tools') || name?.startsWith('notes/old')), names.join('\n'));

    await castor.click('Restore to before this prompt');
    await choose(/Files\s*\d/);
    const list = castor.page.locator('.quick-input-list');
    for (const text of ['app/tools/run.sh', 'app/tools/empty/deep', 'notes/todo.md', 'notes/new/idea.md']) {
      await list.getByText(text).first().waitFor({ timeout: 30_000 });
    }
    await castor.workbench.screenshot('restore-list-folders');
    await choose(/Restore \d+ file/);
    await is('all is as before the prompt', before);
    await castor.click('Undo');
    await is('all is as after it', after);
    await castor.workbench.reload();
    await castor.idle();
    await castor.click('Redo');
    await is('all is as before the prompt again', before);
    await castor.click('Undo');
    await is('all is as after it again', after);
  });

  it('keeps from the model what an ignore file of the folder on no disk names', async () => {
    castor.emulator.use([
      // What was restored is told before the person's own words.
      { name: 'peek', match: { prompt: 'peek' }, answer: [call('read_file', { path: 'notes/kept/a.private' })] },
      {
        name: 'peeked',
        match: { prompt: 'peek', tool_result: 'read_file' },
        answer: [{ do: 'say', text: 'I see nothing.' }],
      },
    ]);
    await castor.asked('peek into it');
    await castor.sees('I see nothing.');
    assert.match(JSON.stringify(castor.bodies().at(-1)!.input), /kept from models by an ignore file/);
    assert.doesNotMatch(JSON.stringify(castor.bodies()), /CANARY/);
  });

  it('names files of the folder on no disk for mentions, in the list to attach from, and as shapes of answers', async () => {
    const vaultFile = /todo\.md/;
    assert.ok(await becomes(castor, '@file:todo', vaultFile, vaultFile), 'the mention never became a chip');
    await clear(castor);
    const rows = castor.page.locator('.quick-input-list .monaco-list-row');
    const box = castor.page.locator('.quick-input-widget input[type=text]').first();
    await castor.click('Attach');
    await box.fill('main.ts');
    await rows.filter({ hasText: 'main.ts', visible: true }).first().waitFor();
    await box.fill('todo.md');
    await rows.filter({ hasText: 'todo.md', visible: true }).first().waitFor();
    await castor.page.keyboard.press('Escape');
    await castor.workbench.runCommand('Castor: Extract as JSON…');
    await rows.filter({ hasText: 'list.schema.json', visible: true }).first().waitFor();
    await castor.page.keyboard.press('Escape');
  });

  it('shows what the turn changed from its checkpoints, after the reload as well', async () => {
    const card = (await castor.chat()).getByRole('region', { name: 'Changes' });
    await card.getByRole('button', { name: 'Open changes' }).click({ timeout: 30_000 });
    const view = castor.page.locator('.monaco-component.multiDiffEditor');
    await view.waitFor({ timeout: 30_000 });
    for (const text of ['main.ts', 'todo.md', 'idea.md', 'list.md', 'run.sh']) {
      await view.getByText(text).first().waitFor();
    }
    await castor.workbench.screenshot('open-changes-after-reload');
  });
});
