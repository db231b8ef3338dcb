// Several sessions in a real VS Code: side by side, found again, renamed, pinned, deleted and put back, read as a document.

import assert from 'node:assert/strict';
import { type Castor, on, onResult, until, useCastor } from './castor.ts';

const edit = {
  do: 'call',
  name: 'create_file',
  arguments: { path: 'note.txt', content: 'hello\n' },
} as const;

describe('sessions', () => {
  const castor = useCastor({ own: true });

  it('goes on in one that is left, says that it waits, and is gone back to', async () => {
    castor().emulator.use([
      on('change', edit),
      onResult('change', 'create_file', { do: 'say', text: 'Made it.' }),
      on('other', { do: 'say', text: 'Something else.' }),
    ]);
    await castor().ask('change a file');
    await castor().approval();
    await castor().click('New session');
    await until('an empty transcript', async () => (await (await castor().turns()).count()) === 0);
    await castor().asked('other things');
    await castor().sees('Something else.');
    await castor().click('Sessions: 1 waits for you');
    await row(castor(), 'change a file').getByText('waits for you').waitFor();
    await row(castor(), 'change a file').click();
    await castor().answer('Allow');
    await castor().sees('Made it.');
    assert.equal(castor().read('note.txt'), 'hello\n');
    await (await castor().button('Sessions')).waitFor();
  });

  it('are found by what was said in them', async () => {
    castor().emulator.use([
      on('first', { do: 'say', text: 'The word is pumpernickel.' }),
      on('second', { do: 'say', text: 'Nothing of note.' }),
    ]);
    await castor().asked('first question here');
    await castor().newSession();
    await castor().asked('second question here');
    await castor().workbench.runCommand('Castor: Sessions…');
    const box = castor().page.locator('.quick-input-widget input[type=text]').first();
    await box.fill('pumpernickel');
    await row(castor(), 'first question here').click();
    await castor().sees('pumpernickel');
  });

  it('stand in a view, where they are renamed, pinned, deleted and put back', async () => {
    castor().emulator.use([on('name', { do: 'say', text: 'Yes.' })]);
    await castor().asked('name me later');
    await castor().workbench.runCommand('Castor: Rename Session…');
    // The palette's own box stands there until this one has come.
    const asking = castor().page.locator('.quick-input-widget', { hasText: 'A title for the list of sessions' });
    const box = asking.locator('input[type=text]').first();
    await until('the title so far stands there', async () => (await box.inputValue()) === 'name me later');
    // As by hand: what is put there at once and confirmed in the same moment is taken for the text before.
    await box.fill('');
    await box.pressSequentially('A better name', { delay: 20 });
    await box.press('Enter');
    await asking.waitFor({ state: 'hidden' });
    await castor().workbench.runCommand('Castor: Focus on Sessions View');
    const tree = castor().page.getByRole('tree', { name: 'Sessions' });
    const item = tree.getByRole('treeitem', { name: /^A better name/ });
    await item.first().waitFor();
    await castor().workbench.runCommand('Castor: Pin Session');
    await castor()
      .page.getByRole('treeitem', { name: /^Pinned/ })
      .waitFor();
    await castor().workbench.screenshot('sessions-view');
    await castor().workbench.runCommand('Castor: Delete Session');
    await castor().workbench.runCommand('Notifications: Show Notifications');
    const notice = castor().page.locator('.notification-list-item', { hasText: '“A better name” is deleted' });
    await notice.getByRole('button', { name: 'Undo' }).click();
    await item.first().waitFor();
    await until('an empty transcript', async () => (await (await castor().turns()).count()) === 0);
    await castor().workbench.runCommand('Notifications: Clear All Notifications');
    await castor().page.getByRole('button', { name: 'Sessions Section' }).click();
  });

  it('are read as a document in an editor tab', async () => {
    castor().emulator.use([on('document', { do: 'say', text: 'As you **like**.' })]);
    await castor().asked('document this talk');
    await castor().workbench.runCommand('Castor: Open Session as Document');
    await castor().page.locator('.tab.active', { hasText: 'document this talk.md' }).waitFor();
    await castor().page.locator('.view-line', { hasText: '# document this talk' }).first().waitFor();
    await castor().page.locator('.view-line', { hasText: 'like' }).first().waitFor();
    await castor().workbench.runCommand('View: Close All Editors');
  });
});

function row({ page }: Castor, title: string) {
  return page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
}
