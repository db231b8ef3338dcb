// Commands of palette and views that no other file drives, each once in a real VS Code: what Gemini got, what is on the disk, what one sees.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { on, onResult, until, useCastor } from './castor.ts';
import { openFile, select } from './editor.ts';

const first = ['(sum, line) => sum + line.price, 0)', '(sum, line) => sum + line.price * line.quantity, 0)'] as const;
const second = ['subtotal(lines) - discount', 'subtotal(lines) * (1 - discount / 100)'] as const;
const edit = {
  do: 'call',
  name: 'apply_edit',
  arguments: { path: 'src/cart.ts', edits: [first, second].map(([old_text, new_text]) => ({ old_text, new_text })) },
} as const;

describe('every command', () => {
  const castor = useCastor({ own: true });
  const run = (title: string) => castor().workbench.runCommand(`Castor: ${title}`);
  const input = () => castor().page.locator('.quick-input-widget input[type=text]').first();
  const deleted = () => castor().emulator.requests.filter(({ method }) => method === 'DELETE').length;
  const item = (name: RegExp) => castor().page.getByRole('treeitem', { name }).first();

  async function pick(label: string | RegExp): Promise<void> {
    await castor()
      .page.locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: label, visible: true })
      .first()
      .click();
  }

  async function agree(button: string): Promise<void> {
    await castor().page.locator('.monaco-dialog-box').getByRole('button', { name: button }).click();
  }

  async function fromMenu(of: Locator, name: string): Promise<void> {
    const entry = castor().page.locator('.context-view .monaco-menu').getByRole('menuitem', { name });
    await of.click({ button: 'right' });
    await entry.hover();
    await castor().page.keyboard.press('Enter');
    await entry.waitFor({ state: 'hidden' });
  }

  /** A tree that is drawn anew forgets a click. */
  async function expand(group: Locator): Promise<void> {
    await until('it is open', async () => {
      if ((await group.getAttribute('aria-expanded')) === 'true') return true;
      await group.click();
      await castor().page.keyboard.press('ArrowRight');
      return false;
    });
  }

  /** Folded again after the test: the chat needs the room. */
  async function inView(name: 'Sessions' | 'Privacy', use: () => Promise<void>): Promise<void> {
    await castor().workbench.runCommand(`Castor: Focus on ${name} View`);
    await use();
    await castor()
      .page.getByRole('button', { name: `${name} Section` })
      .click();
  }

  beforeEach(() =>
    castor().emulator.use([
      on('fix', edit),
      onResult('fix', 'apply_edit', { do: 'say', text: 'That was it.' }),
      { name: 'any', answer: [{ do: 'say', text: 'So be it.' }] },
    ]),
  );
  afterEach(() => castor().workbench.runCommand('View: Close All Editors'));

  it('of a review: all changes in one view, the next one, accepted by key, the rest rejected by the palette', async () => {
    const untouched = castor().read('src/cart.ts');
    await castor().option('combobox', 'Changes of files', (choice) => choice.selectOption({ label: 'Review after' }));
    await castor().asked('fix it');
    await run('Show All Changes of the Last Turn');
    await castor().page.locator('.monaco-component.multiDiffEditor').waitFor();
    await openFile(castor(), 'cart.ts');
    await select(castor(), 1);
    await run('Go to Next Change to Review');
    await castor().page.keyboard.press('Control+K');
    await castor().page.keyboard.press('Shift+Y');
    const card = (await castor().chat()).getByRole('region', { name: 'Changes' });
    await card.getByText('1 change to review').waitFor();
    await run('Reject All Changes in File');
    await card.getByText('Accepted in part').waitFor();
    await until('one is made', () => castor().read('src/cart.ts') === untouched.replace(...first));
  });

  it('of a plan: accepted from its document', async () => {
    const plan = { title: 'Fix it all', plan: '1. Read\n2. Change\n' };
    castor().emulator.use([
      on('think', { do: 'call', name: 'present_plan', arguments: plan }),
      onResult('think', 'present_plan', { do: 'say', text: 'There it is.' }),
      on('Carry out', { do: 'say', text: 'Off I go.' }),
    ]);
    await castor().option('combobox', 'Changes of files', (choice) => choice.selectOption('Plan first'));
    await castor().asked('think');
    await castor().click('Open plan to edit');
    await castor()
      .page.getByRole('tab', { name: /Fix it all\.md/ })
      .waitFor({ timeout: 30_000 });
    await run('Accept Plan');
    await castor().sees('Off I go.');
    await castor().idle();
    assert.match(JSON.stringify(castor().bodies().at(-1)?.input), /Carry out this plan:.*1\. Read/);
  });

  it('of tools of others: chosen for the session, and offered to the model', async () => {
    await run('Choose Tools…');
    const list = castor().page.locator('.quick-input-widget');
    await list.getByText('Tools for this session').waitFor();
    // One that VS Code brings along.
    await list.locator('.monaco-list-row', { hasText: 'renderMermaidDiagram' }).locator('.label-name').first().click();
    await list.getByText('1 Selected').waitFor();
    await list.getByRole('button', { name: 'OK' }).click();
    await (await castor().button('Tools that are on: renderMermaidDiagram')).waitFor();
    await castor().asked('draw');
    const offered = (castor().bodies()[0]?.tools ?? []).map(({ name }) => name);
    assert.ok(offered.includes('renderMermaidDiagram'), offered.join(' '));
  });

  it('of a session: archived and taken out, pinned and not, deleted and put back in the view', async () => {
    await castor().asked('keep me well');
    await inView('Sessions', async () => {
      const session = () => item(/^keep me well/);
      await session().waitFor();
      await run('Archive Session');
      const shelf = item(/^Archived/);
      await shelf.waitFor();
      await expand(shelf);
      await fromMenu(session(), 'Take Session Out of the Archive');
      await shelf.waitFor({ state: 'detached' });
      await run('Pin Session');
      await item(/^Pinned/).waitFor();
      await session().hover();
      await session().getByRole('button', { name: 'Unpin Session' }).click();
      await item(/^Pinned/).waitFor({ state: 'detached' });
      await run('Delete Session');
      const bin = item(/^Deleted/);
      await bin.waitFor();
      await expand(bin);
      await session().hover();
      await session().getByRole('button', { name: 'Restore Session' }).click();
      await item(/^Today/).waitFor();
      await castor().workbench.runCommand('Notifications: Clear All Notifications');
    });
  });

  it('of a session: exported to read and to import, and imported', async () => {
    await castor().asked('take me elsewhere');
    for (const [form, ending] of [
      ['Markdown', 'md'],
      ['JSON', 'json'],
    ] as const) {
      await run('Export Session…');
      await pick(form);
      const name = `take me elsewhere.${ending}`;
      await until('the name of the file', async () => (await input().inputValue()).endsWith(name));
      await input().press('Enter');
      await until(`${name} is there`, () => existsSync(join(castor().folder, name)));
    }
    assert.match(
      readFileSync(join(castor().folder, 'take me elsewhere.md'), 'utf8'),
      /^# take me elsewhere[\s\S]*So be it\./,
    );
    await castor().newSession();
    await run('Import Session…');
    const dialog = castor().page.locator('.quick-input-widget', { hasText: 'Import Session' });
    await dialog.waitFor();
    await until('the file is chosen', async () => {
      if (!(await dialog.isVisible())) return true;
      const name = join(castor().folder, 'take me elsewhere.json');
      if ((await input().inputValue()) === name) await input().press('Enter');
      else await input().fill(name);
      await castor().page.waitForTimeout(500);
      return false;
    });
    await castor().sees('So be it.');
    // What it says goes out once more, as nothing of it is stored under this session's name.
    await castor().asked('and on');
    assert.equal(castor().bodies().length, 2);
    await castor().workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('of what Google stores: shown, looked up anew, deleted from one on, of the session, and all', async () => {
    await castor().asked('one of them');
    await castor().asked('two of them');
    await run('Show What Was Sent');
    await castor()
      .page.locator('.tab.active', { hasText: /^Sent t2\.1\.json/ })
      .waitFor();
    await run('Show What Google Stores');
    const group = item(/^one of them/);
    await group.waitFor();
    await castor().page.getByRole('button', { name: 'Privacy Section' }).hover();
    await castor().page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await expand(group);
    const stored = castor().page.getByRole('treeitem', { name: /^gemini-3\.8-flash/ });
    await until('both are listed', async () => (await stored.count()) === 2);
    await fromMenu(stored.last(), 'Delete at Google From Here On…');
    await agree('Delete');
    await until('the last ones are deleted', () => deleted() >= 1);
    await castor().page.locator('.tab.active', { hasText: 'Receipt.md' }).waitFor();
    await castor().asked('three of them');
    await run('Delete This Session at Google…');
    await agree('Delete');
    const before = deleted();
    await until('the session is deleted', () => deleted() > before || deleted() >= 2);
    await castor().newSession();
    await castor().asked('four of them');
    const counted = deleted();
    await run('Delete Everything at Google…');
    await agree('Delete');
    await until('everything is deleted', () => deleted() > counted);
    await until('nothing is listed', async () => (await stored.count()) === 0);
    await castor().page.getByRole('button', { name: 'Privacy Section' }).click();
  });
});
