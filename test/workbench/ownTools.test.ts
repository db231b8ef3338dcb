// File search in stores of one's own, and remote MCP servers of the user's settings, in a real VS Code: set up, used, cited, deleted.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Castor, freshEach, goodKey, on, startCastor, until } from './castor.ts';

const url = 'https://docs.test/mcp';
const step = (type: string, fields: object, id: string) => ({
  do: 'step' as const,
  step: { type, [type.endsWith('_call') ? 'id' : 'call_id']: id },
  deltas: [{ type, ...fields }],
});

describe('tools of one’s own', () => {
  let castor: Castor;
  before(async function () {
    this.timeout(600_000);
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      settings: {
        'castor.mcpServers': {
          my_docs: { url, allowedTools: ['find'] },
          'my-local': { url: 'https://a.test/mcp' },
          here: { url: 'https://localhost/mcp' },
        },
      },
    });
  });
  freshEach(() => castor);
  after(() => castor?.close());

  const tools = async () => {
    const chat = await castor.chat();
    const list = chat.getByRole('dialog', { name: 'Tools of Google' });
    if (!(await list.isVisible())) await (await castor.button(/^Tools of Google/)).first().click();
    await list.waitFor();
    return list;
  };
  const input = (type = 'text') => castor.page.locator(`.quick-input-widget input[type=${type}]`).first();
  const fill = async (text: string, type = 'text') => {
    await input(type).waitFor();
    await input(type).fill(text);
    await castor.page.keyboard.press('Enter');
  };
  const row = (label: string) => castor.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  const pick = (label: string) => row(label).click();
  /** What is asked under this title is still asked after a look at something else. */
  const lookAway = async (title: string) => {
    await castor.page.locator('.quick-input-title', { hasText: title }).waitFor();
    await (await castor.prompt()).click();
  };
  /** From the menu of a folder in the Explorer, up to the list of stores. */
  const addFolder = async (name: string, store: string) => {
    const { page } = castor;
    // A menu that is still coming up takes no key.
    for (let tries = 0; tries < 3 && !(await row(store).isVisible()); tries++) {
      const folder = page.locator('.part.sidebar').getByRole('treeitem', { name: new RegExp(`^${name}`) });
      await folder.click({ button: 'right' });
      const item = page
        .locator('.context-view .monaco-menu')
        .getByRole('menuitem', { name: 'Add to File Search Store…' });
      await item.hover();
      await item.press('Enter');
      await row(store)
        .waitFor({ timeout: 8000 })
        .catch(() => page.keyboard.press('Escape'));
    }
    await row(store).waitFor();
  };
  const say = (name: string) =>
    castor.page.locator('.monaco-dialog-box').getByRole('button', { name, exact: true }).click();

  it('MCP: a server with its header and allowed tools goes into the request once it is on, and its calls are cards', async () => {
    castor.emulator.use([
      on(
        'Docs',
        step('mcp_server_tool_call', { name: 'find', server_name: 'my_docs', arguments: { q: 'cart' } }, 'm1'),
        step('mcp_server_tool_result', { name: 'find', server_name: 'my_docs', result: 'three pages' }, 'm1'),
        { do: 'say', text: 'Three pages.' },
      ),
    ]);
    let list = await tools();
    assert.match(await list.innerText(), /Google’s servers call https:\/\/docs\.test\/mcp/);
    assert.match(await list.innerText(), /lower-case letters, digits and _ only/);
    assert.match(await list.innerText(), /Google cannot reach a server on this machine/);
    for (const name of ['MCP server my-local', 'MCP server here']) {
      assert.equal(await list.getByRole('switch', { name }).isDisabled(), true, name);
    }
    await list.getByRole('button', { name: 'Set header…' }).first().click();
    await fill('Authorization');
    await fill('Bearer of-mine', 'password');
    await input('password').waitFor({ state: 'hidden' });
    list = await tools();
    await list.getByRole('switch', { name: 'MCP server my_docs' }).check();
    await castor.page.keyboard.press('Escape');
    const turn = await castor.asked('Docs on the cart?');
    const own = castor
      .bodies()
      .at(-1)
      ?.tools?.filter(({ type }) => type !== 'function');
    assert.deepEqual(own, [
      {
        type: 'mcp_server',
        name: 'my_docs',
        url,
        headers: { Authorization: 'Bearer of-mine' },
        allowed_tools: [{ mode: 'auto', tools: ['find'] }],
      },
    ]);
    await turn.getByText('my_docs: find').click();
    await turn.getByText('three pages', { exact: true }).waitFor();
    assert.doesNotMatch(await (await castor.chat()).content(), /of-mine/);
    await castor.workbench.screenshot('mcp');
  });

  it('in a private session: calls and results of servers and searches go back with every request', async () => {
    const steps = [
      step(
        'mcp_server_tool_call',
        { name: 'find', server_name: 'my_docs', arguments: { q: 'cart' }, signature: 'bWNw' },
        'm1',
      ),
      step(
        'mcp_server_tool_result',
        { name: 'find', server_name: 'my_docs', result: 'three pages', signature: 'bWNwMg==' },
        'm1',
      ),
      step('file_search_call', { signature: 'ZmlsZQ==' }, 'f1'),
      step('file_search_result', { result: [{}], signature: 'ZmlsZTI=' }, 'f1'),
    ];
    castor.emulator.use([
      on('Docs', ...steps, { do: 'say', text: 'Three pages.' }),
      on('More', { do: 'say', text: 'No more.' }),
    ]);
    await castor.option('switch', 'Private', (toggle) => toggle.click());
    const list = await tools();
    await list.getByRole('switch', { name: 'MCP server my_docs' }).check();
    await castor.page.keyboard.press('Escape');
    await castor.asked('Docs in private');
    await castor.asked('More of them');
    const body = castor.bodies().at(-1);
    assert.deepEqual([body?.store, body?.previous_interaction_id], [false, undefined]);
    const sent = body?.input.filter(({ type }) => /^(?:mcp|file)_/.test(type));
    // What the service takes back of each: no signature of a server's call, no result of a file search (contract section 5).
    assert.deepEqual(sent, [
      { type: 'mcp_server_tool_call', id: 'm1', name: 'find', server_name: 'my_docs', arguments: { q: 'cart' } },
      { type: 'mcp_server_tool_result', call_id: 'm1', name: 'find', server_name: 'my_docs', result: 'three pages' },
      { type: 'file_search_call', id: 'f1', signature: 'ZmlsZQ==' },
      { type: 'file_search_result', call_id: 'f1', signature: 'ZmlsZTI=' },
    ]);
  });

  it('file search: a store is made and filled from the Explorer past the gate, searched, cited, opened and emptied', async () => {
    const { page } = castor;
    mkdirSync(join(castor.folder, 'docs'), { recursive: true });
    writeFileSync(join(castor.folder, 'docs', 'guide.md'), '# Guide\nCarts hold prices.\n');
    writeFileSync(join(castor.folder, 'docs', '.env'), 'SECRET=1\n');
    await castor.workbench.runCommand('Castor: Show File Search Stores');
    await page.getByText('A store holds documents at Google that Gemini can search in.').waitFor();
    await castor.workbench.runCommand('Castor: Create File Search Store…');
    await fill('Handbook');
    const explorer = page.locator('.part.sidebar');
    const store = explorer.getByRole('treeitem', { name: /Handbook/ });
    await store.waitFor({ timeout: 20_000 });
    await addFolder('docs', 'Handbook');
    await pick('Handbook');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(
      await dialog.innerText(),
      /To Google, kept there until you delete it: 1 document, \d+ B\.[\s\S]*protected, excluded or too large: 1\./,
    );
    await say('Add');
    await explorer.getByRole('treeitem', { name: /Handbook.*1 document / }).waitFor({ timeout: 20_000 });
    const listed = () => castor.emulator.requests.filter(({ path }) => /fileSearchStores(?:\?|$)/.test(path)).length;
    const before = listed();
    await castor.workbench.runCommand('Castor: Refresh File Search Stores');
    await until('the stores are asked for anew', () => listed() > before);
    const sent = castor.emulator.requests.filter(({ path }) => path.includes('upload_id='));
    assert.deepEqual(
      sent.map(({ body }) => String(body)),
      ['# Guide\nCarts hold prices.\n'],
    );

    const text = 'Carts hold prices.';
    const citation = {
      type: 'file_citation',
      file_name: 'docs/guide.md',
      page_number: 1,
      start_index: 0,
      end_index: text.length,
    };
    castor.emulator.use([
      on(
        'Guide',
        step('file_search_call', { signature: 'c2ln' }, 'f1'),
        step('file_search_result', { result: [{}], signature: 'c2ln' }, 'f1'),
        { do: 'say', text, annotations: [citation] },
      ),
    ]);
    const list = await tools();
    assert.equal(await list.getByRole('switch', { name: 'File search' }).isDisabled(), true);
    await list.getByRole('button', { name: 'Choose stores…' }).click();
    await lookAway('Stores to search in');
    await pick('Handbook');
    await page.keyboard.press('Enter');
    await lookAway('Metadata filter');
    await fill('folder = "docs"');
    await (await castor.button('Switch off File search')).waitFor();
    const turn = await castor.asked('Guide me');
    const [tool] =
      castor
        .bodies()
        .at(-1)
        ?.tools?.filter(({ type }) => type !== 'function') ?? [];
    const names = (tool as unknown as { file_search_store_names: string[] }).file_search_store_names;
    assert.match(names[0] ?? '', /^fileSearchStores\/handbook-/);
    assert.deepEqual(tool, { type: 'file_search', file_search_store_names: names, metadata_filter: 'folder = "docs"' });
    await turn.getByText('Searched your files at Google').waitFor();
    await castor.workbench.screenshot('file-search');
    await turn.getByRole('link', { name: 'Source 1: docs/guide.md' }).click();
    await page.locator('.tab.active', { hasText: 'guide.md' }).waitFor();

    await explorer
      .getByRole('treeitem', { name: /Handbook/ })
      .locator('.monaco-tl-twistie')
      .click();
    const document = explorer.getByRole('treeitem', { name: /docs\/guide\.md/ });
    await document.hover();
    await document.getByRole('button', { name: 'Delete from File Search' }).click();
    await dialog.waitFor();
    await say('Delete');
    await document.waitFor({ state: 'detached' });
    await until('it is gone', () =>
      castor.emulator.requests.some(({ method, path }) => method === 'DELETE' && /documents/.test(path)),
    );
  });

  it('file search: what is added is shown as it goes, and stopped: nothing more leaves, and no document is there', async () => {
    const { page, emulator } = castor;
    mkdirSync(join(castor.folder, 'papers'), { recursive: true });
    for (const name of ['one.md', 'two.md']) writeFileSync(join(castor.folder, 'papers', name), `# ${name}\n`);
    emulator.use([{ name: 'slow', match: { operation: 'upload' }, answer: [{ do: 'delay_headers' }] }]);
    await castor.workbench.runCommand('Castor: Show File Search Stores');
    await castor.workbench.runCommand('Castor: Create File Search Store…');
    await fill('Papers');
    const store = page.locator('.part.sidebar').getByRole('treeitem', { name: /^Papers/ });
    await store.waitFor({ timeout: 20_000 });
    await addFolder('papers', 'Papers');
    await pick('Papers');
    await page.locator('.monaco-dialog-box').getByText('2 documents').waitFor();
    await say('Add');
    await castor.workbench.runCommand('Notifications: Show Notifications');
    const shown = page.locator('.notification-list-item', { hasText: 'Adding to Papers' }).first();
    await shown.getByText(/1\/2 papers\/(?:one|two)\.md/).waitFor();
    await castor.workbench.screenshot('store-progress');
    const listed = () => emulator.requests.filter(({ path }) => /fileSearchStores(?:\?|$)/.test(path)).length;
    const before = listed();
    await shown.getByRole('button', { name: 'Cancel' }).click();
    await until('it has ended: the stores are asked for anew', () => listed() > before);
    await shown.waitFor({ state: 'detached' });
    const uploads = emulator.requests.filter(({ path }) => path.includes('uploadToFileSearchStore'));
    assert.equal(uploads.length, 1, 'the second was not begun');
    const answer = await fetch(`${emulator.url}/v1beta/fileSearchStores`, { headers: { 'x-goog-api-key': goodKey } });
    const { fileSearchStores: stores } = (await answer.json()) as { fileSearchStores: readonly object[] };
    assert.deepEqual(
      stores.map((one) => [(one as { displayName: string }).displayName, (one as { sizeBytes: string }).sizeBytes]),
      [['Papers', '0']],
    );
    assert.equal(await page.locator('.notification-list-item', { hasText: 'Not added' }).count(), 0);
  });

  it('file search: a PDF that is cited says its page, where VS Code has no viewer for it', async () => {
    const { page } = castor;
    mkdirSync(join(castor.folder, 'docs'), { recursive: true });
    writeFileSync(join(castor.folder, 'docs', 'paper.pdf'), '%PDF-1.7\n');
    const text = 'Dams hold.';
    const citation = { type: 'file_citation', file_name: 'docs/paper.pdf', page_number: 3, end_index: text.length };
    castor.emulator.use([on('Paper', { do: 'say', text, annotations: [citation] })]);
    const turn = await castor.asked('Paper?');
    const number = turn.getByRole('link', { name: 'Source 1: docs/paper.pdf' });
    await number.hover();
    await (await castor.chat()).getByRole('tooltip').getByText('page 3').waitFor();
    await number.click();
    await castor.workbench.runCommand('Notifications: Show Notifications');
    const said = page.locator('.notification-list-item', { hasText: 'docs/paper.pdf is cited at page 3.' }).first();
    await said.getByText('This VS Code has no viewer for such files.').waitFor({ timeout: 20_000 });
    await castor.workbench.screenshot('pdf-citation');
    await said.getByRole('button', { name: 'Show in Explorer' }).click();
    await page
      .locator('.explorer-folders-view .monaco-list-row.selected')
      .filter({ hasText: 'paper.pdf' })
      .waitFor({ timeout: 20_000 });
  });

  it('file search: a store is deleted with its documents, after a question', async () => {
    const { page } = castor;
    await castor.workbench.runCommand('Castor: Create File Search Store…');
    await fill('Old things');
    const store = page.locator('.part.sidebar').getByRole('treeitem', { name: /^Old things/ });
    await store.waitFor({ timeout: 20_000 });
    const remove = async () => {
      await store.hover();
      await store.getByRole('button', { name: 'Delete from File Search' }).click();
      await page.locator('.monaco-dialog-box').getByText('Delete Old things?').waitFor();
    };
    const deletions = () =>
      castor.emulator.requests.filter(({ method, path }) => method === 'DELETE' && path.includes('oldthings'));
    await remove();
    await page.locator('.monaco-dialog-box').getByText('The store and its documents are deleted at Google').waitFor();
    await castor.workbench.screenshot('store-deletion');
    await say('Cancel');
    await store.waitFor();
    assert.equal(deletions().length, 0);
    await remove();
    await say('Delete');
    await until('its deletion', () => deletions().length === 1);
    await store.waitFor({ state: 'detached' });
    assert.match(deletions()[0]!.path, /^\/v1beta\/fileSearchStores\/oldthings-\w+\?force=true$/);
  });
});
