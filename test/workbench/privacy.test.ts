// What Google stores, in a real VS Code: switched off and on for a session, listed, looked at, deleted with a receipt; and what was sent.

import assert from 'node:assert/strict';
import { on, useCastor } from './castor.ts';

describe('private', () => {
  const castor = useCastor();

  it('sends the whole conversation and no id, and goes back to the chain', async () => {
    castor().emulator.use([
      {
        name: 'any',
        answer: [
          { do: 'think', summary: 'hm' },
          { do: 'say', text: 'Fine.' },
        ],
      },
    ]);
    await castor().asked('one');
    await castor().option('switch', 'Private', async (toggle) => {
      const options = (await castor().chat()).getByRole('dialog', { name: 'Options' });
      await options.getByText(/^Stored: Google keeps what is said here for 55 days/).waitFor();
      await toggle.click();
      await options.getByText(/1 earlier interaction of this session is still stored/).waitFor();
      assert.equal(await toggle.isChecked(), true);
      await castor().workbench.screenshot('private');
    });
    await castor().asked('two');
    // What is on is to be seen without opening anything, and is off with one press.
    await castor().click('Switch off Private');
    await (await castor().button('Switch off Private')).waitFor({ state: 'detached' });
    await castor().asked('three');
    await castor().asked('four');
    const bodies = castor().bodies();
    assert.deepEqual(
      bodies.map(({ store, previous_interaction_id: previous, input }) => [
        store,
        previous !== undefined,
        input.length,
      ]),
      [
        [true, false, 1],
        [false, false, 4],
        [true, false, 7],
        [true, true, 1],
      ],
    );
  });
});

describe('privacy', () => {
  const castor = useCastor();

  it('shows what was sent, exactly', async () => {
    castor().emulator.use([on('what', { do: 'say', text: 'This.' })]);
    const turn = await castor().asked('what goes out?');
    await castor().more(turn, 'What was sent');
    await castor()
      .page.locator('.tab.active', { hasText: /^Sent t1\.1\.json/ })
      .waitFor();
    await castor().page.locator('.view-line', { hasText: '"model"' }).first().waitFor();
    assert.equal(await castor().page.locator('.view-line', { hasText: 'AIza' }).count(), 0);
    await castor().workbench.runCommand('View: Close All Editors');
  });

  it('lists what is stored, shows Google’s record, and deletes with a receipt', async () => {
    castor().emulator.use([on('store', { do: 'say', text: 'Stored.' })]);
    await castor().asked('store this talk');
    await castor().workbench.runCommand('Castor: Focus on Privacy View');
    const group = castor()
      .page.getByRole('tree', { name: 'Privacy' })
      .getByRole('treeitem', { name: /^store this talk/ })
      .first();
    await group.waitFor();
    await group.click();
    const stored = castor()
      .page.getByRole('treeitem', { name: /^gemini-3\.8-flash.*expires in 55 days/ })
      .first();
    await stored.waitFor();
    await castor().workbench.screenshot('privacy-view');
    await stored.hover();
    await stored.getByRole('button', { name: 'Show Google’s Record' }).click();
    await castor().page.locator('.view-line', { hasText: '"object": "interaction"' }).first().waitFor();
    await stored.hover();
    await stored.getByRole('button', { name: 'Delete at Google…' }).click();
    await castor().page.locator('.monaco-dialog-box').getByRole('button', { name: 'Delete' }).click();
    await castor().page.locator('.tab.active', { hasText: 'Receipt.md' }).waitFor();
    await castor().page.locator('.view-line', { hasText: '1 deleted' }).first().waitFor();
    assert.equal(castor().emulator.requests.filter(({ method }) => method === 'DELETE').length, 1);
    await castor().workbench.runCommand('View: Close All Editors');
    await castor().page.getByRole('button', { name: 'Privacy Section' }).click();
    await castor().asked('store more');
    assert.equal(castor().bodies().length >= 2, true);
  });
});
