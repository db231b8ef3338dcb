// The prompt box in a real Chromium: chips that open and go, completion by keyboard and for screen readers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostState } from '../../src/shared/messages.ts';
import { repo } from '../support/repo.ts';
import { closeAll, type Opened, open } from './page.ts';
import { facts } from './sessions.ts';

async function start(state: Partial<HostState> = {}): Promise<Opened> {
  const view = await open();
  await view.command('ready');
  await view.send({
    type: 'transcript',
    session: 's',
    events: [{ type: 'session.created', id: 's', at: 1 }],
    state: { ...facts, ...state },
  });
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  return view;
}

describe('composer', () => {
  let view: Opened;
  afterEach(async () => {
    assert.deepEqual(view.trouble, []);
    await view.close();
  });
  after(closeAll);

  it('shows each attachment with its size, opens and removes it', async () => {
    view = await start({
      attachments: [
        { id: 'a1', kind: 'file', label: 'src/a.ts', path: 'src/a.ts', tokens: 1240 },
        { id: 'a2', kind: 'image', label: 'image.png', bytes: 34_400 },
      ],
    });
    const list = view.page.getByRole('list', { name: 'Attachments' });
    assert.deepEqual(
      (await list.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
      ['src/a.ts ~1.2k tokens', 'image.png 34 kB'],
    );
    await list.getByRole('button', { name: 'src/a.ts ~1.2k tokens' }).click();
    assert.deepEqual(await view.command('open_attachment'), { type: 'open_attachment', id: 'a1' });
    await list.getByRole('button', { name: 'Remove image.png' }).click();
    assert.deepEqual(await view.command('detach'), { type: 'detach', id: 'a2' });
  });

  it('completes a mention as a combobox: asks, lists, moves, takes, and tells the host', async () => {
    view = await start();
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.pressSequentially('see @ca');
    const { request, trigger, query } = await view.command('complete');
    assert.deepEqual([trigger, query], ['@', 'ca']);
    await offer(view, request);
    const list = view.page.getByRole('listbox', { name: 'Suggestions for what you type' });
    await list.waitFor();
    assert.equal(await box.getAttribute('aria-controls'), await list.getAttribute('id'));
    assert.equal(await active(view), 'cart.ts src');
    await box.press('ArrowDown');
    assert.equal(await active(view), '@changes What differs');
    await box.press('ArrowUp');
    await box.press('ArrowUp');
    assert.equal(await active(view), '@symbol A definition');
    await box.press('ArrowDown');
    await box.press('Tab');
    assert.equal(await box.inputValue(), 'see @src/cart.ts ');
    assert.deepEqual(await view.command('choose'), { type: 'choose', item: 'file:src/cart.ts' });
    assert.equal(await list.count(), 0);
    assert.equal(await box.getAttribute('aria-activedescendant'), null);
    assert.ok(await box.evaluate((element) => element === document.activeElement));
  });

  it('asks on after a kind that needs a name, and chooses nothing yet', async () => {
    view = await start();
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.pressSequentially('@s');
    await offer(view, (await view.command('complete')).request);
    await view.page.getByRole('option', { name: /@symbol/ }).click();
    assert.equal(await box.inputValue(), '@symbol:');
    await view.page.waitForFunction(() =>
      (window as unknown as { posted: { query?: string }[] }).posted.some(({ query }) => query === 'symbol:'),
    );
    assert.ok(!(await view.commands()).some(({ type }) => type === 'choose'));
  });

  it('closes the list with Escape without stopping the turn, and sends with the next Enter', async () => {
    view = await start({ busy: true });
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.pressSequentially('@c');
    await offer(view, (await view.command('complete')).request);
    await view.page.getByRole('listbox').waitFor();
    await box.press('Escape');
    assert.equal(await view.page.getByRole('listbox').count(), 0);
    assert.ok(!(await view.commands()).some(({ type }) => type === 'stop'));
    await box.press('Enter');
    assert.deepEqual(await view.command('send'), { type: 'send', text: '@c' });
  });

  it('opens no list that Escape was faster than, and sends with the next Enter', async () => {
    view = await start();
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.fill('/explain');
    const { request } = await view.command('complete');
    await box.press('Escape');
    await offer(view, request);
    await box.press('Enter');
    assert.deepEqual(await view.command('send'), { type: 'send', text: '/explain' });
  });

  it('takes what was typed faster than the host could list it, and shows no list of another word', async () => {
    view = await start();
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.pressSequentially('@c');
    const { request } = await view.command('complete');
    await offer(view, request);
    await view.page.getByRole('listbox').waitFor();
    await box.pressSequentially('art');
    await box.press('Enter');
    assert.ok(!(await view.commands()).some(({ type }) => type === 'choose'));
    await offer(view, request + 3);
    assert.deepEqual(await view.command('choose'), { type: 'choose', item: 'file:src/cart.ts' });
    assert.equal(await box.inputValue(), '@src/cart.ts ');
    await box.pressSequentially('and @');
    assert.equal(await view.page.getByRole('listbox').count(), 0);
  });

  it('includes the selection with one key and one button, never by itself', async () => {
    const selection = { label: 'src/a.ts:3-9', tokens: 40, included: false };
    view = await start({ selection });
    assert.ok(!(await view.commands()).some(({ type }) => type === 'toggle_selection'));
    await view.page.getByRole('button', { name: /^Add src\/a\.ts:3-9/ }).click();
    await view.command('toggle_selection');
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    assert.ok(await box.evaluate((element) => element === document.activeElement));
    await view.send({ type: 'state', state: { ...facts, selection: { ...selection, included: true } } });
    await view.page.getByRole('button', { name: /^Add src/ }).waitFor({ state: 'detached' });
    await box.press('Alt+Enter');
    assert.equal((await view.commands()).filter(({ type }) => type === 'toggle_selection').length, 2);
  });

  it('hands images and long texts to the host, and leaves short texts in the box', async () => {
    view = await start();
    await transfer(view, 'paste', { text: 'line\n'.repeat(41) });
    assert.deepEqual(await view.command('paste_text'), { type: 'paste_text', text: 'line\n'.repeat(41) });
    await transfer(view, 'paste', { image: 'image/png' });
    assert.deepEqual(await view.command('paste_file'), {
      type: 'paste_file',
      name: 'x',
      mimeType: 'image/png',
      data: 'AQID',
    });
    assert.equal(await transfer(view, 'paste', { text: 'short' }), true);
    assert.equal(await transfer(view, 'paste', { image: 'image/svg+xml' }), true);
  });

  it('takes files that are dropped on it', async () => {
    view = await start();
    await transfer(view, 'drop', { uris: 'file:///w/a.ts\r\nfile:///w/b.ts' });
    assert.deepEqual(await view.command('drop'), { type: 'drop', uris: 'file:///w/a.ts\r\nfile:///w/b.ts' });
    assert.equal(await transfer(view, 'dragover', { uris: 'file:///w/a.ts' }), false);
    assert.equal(await transfer(view, 'dragover', { text: 'words' }), true);
  });

  it('shows which instructions of the workspace count, warns of hidden characters, and opens them', async () => {
    view = await start({
      instructions: [
        { path: 'src/AGENTS.md', tokens: 12, hidden: 0 },
        { path: 'AGENTS.md', tokens: 300, hidden: 2 },
      ],
    });
    const list = view.page.getByRole('list', { name: 'Instructions of the workspace' });
    assert.deepEqual(
      (await list.getByRole('listitem').allTextContents()).map((text) => text.includes('2 hidden characters')),
      [false, true],
    );
    await list.getByRole('button', { name: /^src\/AGENTS\.md/ }).click();
    assert.deepEqual(await view.command('open_file'), { type: 'open_file', path: 'src/AGENTS.md' });
  });

  it('gives axe nothing to find while the list is open', async () => {
    view = await start({
      attachments: [{ id: 'a1', kind: 'file', label: 'src/a.ts', path: 'src/a.ts', tokens: 12 }],
      selection: { label: 'src/a.ts:3-9', tokens: 40, included: false },
      instructions: [{ path: 'AGENTS.md', tokens: 300, hidden: 2 }],
    });
    await view.page.getByRole('textbox', { name: 'Prompt' }).pressSequentially('@');
    await offer(view, (await view.command('complete')).request);
    await view.page.getByRole('listbox').waitFor();
    assert.deepEqual(await axe(view), []);
  });
});

async function offer(view: Opened, request: number): Promise<void> {
  await view.send({
    type: 'completions',
    request,
    items: [
      { id: 'file:src/cart.ts', kind: 'file', label: 'cart.ts', detail: 'src', insert: '@src/cart.ts ' },
      { id: 'changes', kind: 'changes', label: '@changes', detail: 'What differs', insert: '@changes ' },
      { id: 'symbol', kind: 'symbol', label: '@symbol', detail: 'A definition', insert: '@symbol:', more: true },
    ],
  });
}

/** The option that a screen reader is told of. */
async function active(view: Opened): Promise<string> {
  const box = view.page.getByRole('textbox', { name: 'Prompt' });
  const option = view.page.locator(`#${await box.getAttribute('aria-activedescendant')}[aria-selected="true"]`);
  return (await option.innerText()).replace(/\s+/g, ' ').trim();
}

/** Through the debugger: the page's own policy lets no foreign script in. */
function axe({ page }: Opened): Promise<unknown> {
  const script = readFileSync(join(repo, 'node_modules/axe-core/axe.min.js'), 'utf8');
  return page.evaluate(
    `${script}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + nodes[0].html))`,
  );
}

/** True: the box would take it by itself. */
function transfer(
  { page }: Opened,
  type: 'paste' | 'drop' | 'dragover',
  given: { readonly text?: string; readonly uris?: string; readonly image?: string },
): Promise<boolean> {
  return page.getByRole('textbox', { name: 'Prompt' }).evaluate(
    (box, { type, given: { text, uris, image } }) => {
      const data = new DataTransfer();
      if (text) data.setData('text/plain', text);
      if (uris) data.setData('text/uri-list', uris);
      if (image) data.items.add(new File([new Uint8Array([1, 2, 3])], 'x', { type: image }));
      const how = { bubbles: true, cancelable: true };
      return box.dispatchEvent(
        type === 'paste'
          ? new ClipboardEvent(type, { ...how, clipboardData: data })
          : new DragEvent(type, { ...how, dataTransfer: data }),
      );
    },
    { type, given },
  );
}
