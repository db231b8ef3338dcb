// Sessions as files in a real VS Code: exported and imported through the editor's dialogs, archived, of another workspace, named by the model; and what `.gitignore` leaves out.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openSessionLog } from '../../src/node/sessionLog.ts';
import { registerWorkspace } from '../../src/node/workspaceFolders.ts';
import { longSession } from '../support/longSession.ts';
import { type Castor, goodKey, on, onResult, photograph, startCastor, until, useCastor } from './castor.ts';
import { choosePath } from './editor.ts';

function row({ page }: Castor, title: string) {
  return page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
}

describe('sessions as files', () => {
  const castor = useCastor();

  it('are exported whole, deleted, and imported again', async () => {
    castor().emulator.use([on('export', { do: 'say', text: 'The word is marzipan.' })]);
    await castor().asked('export this talk');
    await castor().workbench.runCommand('Castor: Export Session…');
    await row(castor(), 'JSON').click();
    const path = join(castor().folder, 'talk.json');
    await choosePath(castor(), 'Export Session', path);
    await until('the file', () => existsSync(path));
    assert.match(castor().read('talk.json'), /"format": ?"castor\.session"/);
    await castor().newSession();
    await castor().workbench.runCommand('Castor: Import Session…');
    await choosePath(castor(), 'Import Session', path);
    await castor().sees('The word is marzipan.');
    await castor().workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('are exported as Markdown to read; a file that is no session is refused in words', async () => {
    castor().emulator.use([on('export', { do: 'say', text: 'As **Markdown**.' })]);
    await castor().asked('export to read');
    await castor().workbench.runCommand('Castor: Export Session…');
    await row(castor(), 'Markdown').click();
    const path = join(castor().folder, 'talk.md');
    await choosePath(castor(), 'Export Session', path);
    await until('the file', () => existsSync(path));
    assert.match(castor().read('talk.md'), /export to read[\s\S]*As \*\*Markdown\*\*\./);
    writeFileSync(join(castor().folder, 'other.json'), '{"format":"else"}');
    await castor().workbench.runCommand('Castor: Import Session…');
    await choosePath(castor(), 'Import Session', join(castor().folder, 'other.json'));
    await castor().page.getByText('This file is no session that Castor exported').first().waitFor();
    await castor().workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('of another workspace are listed by its name, and read', async () => {
    castor().emulator.use([on('here', { do: 'say', text: 'Here.' })]);
    await castor().asked('here and now');
    const all = readdirSync(castor().served.data, { recursive: true, encoding: 'utf8' });
    const registry = all.find((name) => /globalStorage[/\\][^/\\]*castor[^/\\]*[/\\]workspaces$/i.test(name));
    assert.ok(registry, 'the list of workspaces');
    const folder = join(castor().served.data, dirname(registry), 'another', 'sessions');
    mkdirSync(folder, { recursive: true });
    const { log } = await openSessionLog(join(folder, 'elsewhere-1.session'));
    await log.append(longSession(2), true);
    await log.close();
    await registerWorkspace(join(castor().served.data, registry), { name: 'Boat yard', folder });
    await castor().workbench.runCommand('Castor: Sessions…');
    // Of a long list only what is in sight is drawn.
    await castor().page.locator('.quick-input-widget input[type=text]').first().fill('Question 1 of 2');
    const line = row(castor(), 'Question 1 of 2');
    await line.getByText('Boat yard').waitFor();
    await castor().workbench.screenshot('other-workspaces');
    await line.click();
    await castor().page.locator('.tab.active', { hasText: 'Question 1 of 2.md' }).waitFor();
    await castor().workbench.runCommand('View: Close All Editors');
  });
});

describe('what version control leaves out', () => {
  const castor = useCastor();

  it('asks each time it is read, whatever was allowed', async () => {
    writeFileSync(join(castor().folder, '.gitignore'), 'local.txt\n');
    writeFileSync(join(castor().folder, 'local.txt'), 'mine alone\n');
    const read = { do: 'call', name: 'read_file', arguments: { path: 'local.txt' } } as const;
    castor().emulator.use([on('read', read), onResult('read', 'read_file', { do: 'say', text: 'Read it.' })]);
    for (const prompt of ['read it', 'read it again']) {
      await castor().ask(prompt);
      const card = (await castor().approval()).first();
      await card.getByText('left out by an ignore file (.gitignore)').first().waitFor();
      assert.equal(await card.getByRole('button', { name: /for this session/ }).count(), 0);
      await castor().answer('Allow');
      await castor().idle();
    }
  });
});

describe('a title by the model', () => {
  let castor: Castor;
  before(async function () {
    this.timeout(300_000);
    castor = await startCastor({ env: { GEMINI_API_KEY: goodKey }, settings: { 'castor.sessionTitles': true } });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(castor, this.currentTest.fullTitle());
  });
  after(() => castor?.close());

  it('is asked for after the first turn, of which nothing is stored, and shown in the head and the list', async () => {
    castor.emulator.use([
      on('how', { do: 'say', text: 'With nails.' }),
      { name: 'title', match: { prompt: '^Prompt:' }, answer: [{ do: 'say', text: '{"title":"Building a boat"}' }] },
    ]);
    await castor.asked('how do I build a boat');
    const head = (await castor.chat()).locator('h1', { hasText: 'Building a boat' });
    // In a narrow side bar other things of the head go before it.
    await head.waitFor({ state: 'attached' });
    await castor.workbench.runCommand('Castor: Sessions…');
    await row(castor, 'Building a boat').waitFor();
    await castor.workbench.screenshot('title');
    const asked = castor.bodies().find(({ model }) => model === 'gemini-3.5-flash-lite');
    assert.equal(asked?.store, false);
  });
});
