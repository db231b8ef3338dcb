// A session in an editor tab of a real VS Code, beside the one in the side bar: asked, allowed, reloaded, and the same one in both.

import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { Castor, on, onResult, until, useCastor } from './castor.ts';

const edit = { do: 'call', name: 'create_file', arguments: { path: 'note.txt', content: 'hello\n' } } as const;
const words = Array.from({ length: 60 }, (_, i) => `w${i}`).join(' ');

describe('a session in an editor tab', () => {
  const castor = useCastor({ own: true });
  const sideBar = () => at(castor(), true);
  const tab = () => at(castor(), false);
  const open = () => castor().workbench.runCommand('Castor: Open Session in Editor');

  afterEach(() => castor().workbench.runCommand('View: Close All Editors'));

  it('answers there while the side bar is at another session', async () => {
    castor().emulator.use([
      on('one', { do: 'say', text: 'First answer.' }),
      on('two', { do: 'say', text: words, chunk: 8, delay: 40 }),
      on('three', { do: 'say', text: 'Third answer.' }),
    ]);
    await castor().asked('one');
    await open();
    await castor().page.locator('.tab.active', { hasText: 'one' }).waitFor();
    await tab().sees('First answer.');
    await sideBar().sees('First answer.');
    await sideBar().click('New session');
    await until('an empty side bar', async () => (await (await sideBar().turns()).count()) === 0);
    await tab().ask('two');
    await tab().sees(/w3 /);
    await sideBar().asked('three');
    await sideBar().sees('Third answer.');
    await castor().workbench.screenshot('session-tab');
    await tab().idle();
    assert.ok((await (await tab().turn('two')).innerText()).includes(words), 'the answer is whole');
    assert.equal(await (await tab().turns()).count(), 2);
    assert.equal(await (await sideBar().turns()).count(), 1);
    const [one, two, three] = castor().bodies();
    assert.equal(one?.previous_interaction_id, undefined);
    assert.match(String(two?.previous_interaction_id), /^v1_/);
    assert.equal(three?.previous_interaction_id, undefined);
  });

  it('is the same in both places: what one is allowed is done once and asked in none any more', async () => {
    castor().emulator.use([
      on('change', edit),
      onResult('change', 'create_file', { do: 'say', text: 'Made it.' }),
      on('then', { do: 'say', text: 'And then.' }),
    ]);
    await castor().ask('change a file');
    await castor().approval();
    await open();
    await tab().approval();
    await castor().workbench.screenshot('session-tab-approval');
    await tab().answer('Allow');
    for (const place of [tab(), sideBar()]) {
      await place.sees('Made it.');
      await place.idle();
      assert.equal(await (await place.chat()).getByRole('group', { name: 'Approval' }).count(), 0);
    }
    assert.equal(castor().read('note.txt'), 'hello\n');
    await sideBar().asked('then what');
    await tab().sees('And then.');
    const shown = await (await tab().turn('then what')).innerText();
    assert.equal(shown, await (await sideBar().turn('then what')).innerText());
    assert.equal(castor().bodies().length, 3, 'nothing was asked twice');
  });

  it('is there after a reload, with what was typed, and goes on with its chain', async () => {
    castor().emulator.use([
      on('here', { do: 'say', text: 'In the tab.' }),
      on('there', { do: 'say', text: 'In the side bar.' }),
      on('more', { do: 'say', text: 'More of it.' }),
    ]);
    await castor().asked('here it is');
    await open();
    await tab().sees('In the tab.');
    await sideBar().click('New session');
    await until('an empty side bar', async () => (await (await sideBar().turns()).count()) === 0);
    await sideBar().asked('there it is');
    const box = await tab().prompt();
    await box.click();
    await box.fill('half a thought');
    // Typing is told to the host once it pauses, the editor in a browser notes its open tabs every five seconds; nothing on the screen shows either.
    await castor().page.waitForTimeout(6000);
    await castor().workbench.reload();
    await tab().sees('In the tab.');
    await sideBar().sees('In the side bar.');
    await until('the words', async () => (await (await tab().prompt()).inputValue()) === 'half a thought');
    assert.equal(await (await sideBar().prompt()).inputValue(), '');
    await tab().asked('more of it');
    await tab().sees('More of it.');
    const [here, there, more] = castor().bodies();
    assert.equal(here?.previous_interaction_id ?? there?.previous_interaction_id, undefined);
    assert.match(String(more?.previous_interaction_id), /^v1_/);
    assert.equal(await (await sideBar().turns()).count(), 1);
  });

  it('is closed when it is deleted, and an approval that waits in a closed tab waits in the list', async () => {
    castor().emulator.use([on('change', edit), onResult('change', 'create_file', { do: 'say', text: 'Made it.' })]);
    await castor().ask('change in the tab');
    await castor().approval();
    await open();
    await tab().approval();
    await sideBar().click('New session');
    await castor().workbench.runCommand('View: Close All Editors');
    await sideBar().click('Sessions: 1 waits for you');
    const row = castor().page.locator('.quick-input-list .monaco-list-row', { hasText: 'change in the tab' }).first();
    await row.getByText('waits for you').waitFor();
    await row.click();
    await sideBar().answer('Allow');
    await sideBar().sees('Made it.');
    await sideBar().idle();
    await open();
    await tab().sees('Made it.');
    await castor().workbench.runCommand('Castor: Delete Session');
    await castor().page.locator('.tab', { hasText: 'change in the tab' }).waitFor({ state: 'detached' });
    await until('an empty side bar', async () => (await (await sideBar().turns()).count()) === 0);
    await castor().workbench.runCommand('Notifications: Clear All Notifications');
  });
});

/** The same hands, in one of the places. */
function at(castor: Castor, inSideBar: boolean): Castor {
  const { served, emulator, folder, workbench } = castor;
  const chat = () => frameIn(workbench.page, inSideBar);
  return new Castor({ served, emulator, folder, workbench: { ...workbench, chat } });
}

/** The editor says in the address of a webview's outer frame when it is a view's. */
async function frameIn(page: Page, inSideBar: boolean): Promise<Frame> {
  let found: Frame | undefined;
  await until(
    `a page in ${inSideBar ? 'the side bar' : 'a tab'}`,
    async () => {
      for (const frame of page.frames()) {
        const isView = frame.parentFrame()?.url().includes('purpose=webviewView') ?? false;
        if (isView === inSideBar && (await holdsChat(frame))) found = frame;
      }
      return found !== undefined;
    },
    30_000,
  );
  return found!;
}

function holdsChat(frame: Frame): Promise<boolean> {
  return frame.evaluate(() => (document.querySelector('#castor')?.childElementCount ?? 0) > 0).catch(() => false);
}
