// The queue as a person uses it: seen, edited, removed, sent, by mouse and keyboard; what a screen reader hears of it.

import assert from 'node:assert/strict';
import type { HostState } from '../../src/shared/messages.ts';
import { closeAll, type Opened, open } from './page.ts';
import { facts, turn } from './sessions.ts';

const one = turn('t1', 'First');
const queue = [
  { id: 'q1', text: 'Then run the tests', attachments: [] },
  { id: 'q2', text: 'And write the changelog\nwith care', attachments: ['CHANGELOG.md'] },
];

async function start(state: Partial<HostState>): Promise<Opened> {
  const view = await open({ width: 300 });
  await view.command('ready');
  const events = [{ type: 'session.created', id: 's', at: 1 } as const, ...one.prompt()];
  await view.send({ type: 'transcript', session: 's', events, state: { ...facts, ...state } });
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  return view;
}

describe('queue', () => {
  let view: Opened;
  afterEach(async () => {
    assert.deepEqual(view.trouble, []);
    await view.close();
  });
  after(closeAll);

  it('shows what waits, in order, with what can be done', async () => {
    view = await start({ busy: true, queue });
    const region = view.page.getByRole('region', { name: 'Queue' });
    await region.getByText('Sent when this turn ends').waitFor();
    assert.deepEqual(await region.getByRole('listitem').allTextContents(), [
      'Then run the tests',
      'And write the changelogAttachments: 1',
    ]);
    await region.getByRole('button', { name: 'Remove queued prompt: Then run the tests' }).click();
    assert.deepEqual(await view.command('remove_queued'), { type: 'remove_queued', id: 'q1' });
    await region.getByRole('button', { name: 'Send next: And write the changelog' }).click();
    assert.deepEqual(await view.command('send_queued'), { type: 'send_queued', id: 'q2' });
  });

  it('offers to queue what is typed while a turn runs, beside Stop', async () => {
    view = await start({ busy: true });
    const { page } = view;
    assert.equal(await page.getByRole('button', { name: 'Queue this prompt' }).count(), 0);
    await page.getByRole('textbox', { name: 'Prompt' }).fill('more');
    assert.equal(await page.getByRole('button', { name: 'Stop', exact: true }).count(), 1);
    await page.getByRole('button', { name: 'Queue this prompt' }).click();
    assert.deepEqual(await view.command('send'), { type: 'send', text: 'more' });
    await view.send({ type: 'state', state: { ...facts, busy: true, queue: queue.slice(0, 1) } });
    await page.getByRole('status').getByText('Prompt queued. 1 waiting.').waitFor();
  });

  it('edits in place: tells the host before and after, Enter saves', async () => {
    view = await start({ busy: true, queue });
    await view.page.getByRole('button', { name: 'Edit queued prompt: Then run' }).click();
    assert.deepEqual(await view.command('edit_queued'), { type: 'edit_queued', id: 'q1' });
    const box = view.page.getByRole('textbox', { name: 'Edit queued prompt' });
    assert.equal(await box.evaluate((element) => element === document.activeElement), true);
    await box.fill('Then lint');
    await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    assert.equal(await box.count(), 1);
    await view.page.keyboard.press('Enter');
    assert.equal(await box.count(), 0);
    assert.deepEqual(await view.command('edit_queued'), { type: 'edit_queued', id: 'q1', text: 'Then lint' });
  });

  it('leaves an edit by Escape without stopping the turn', async () => {
    view = await start({ busy: true, queue });
    await view.page.getByRole('button', { name: 'Edit queued prompt: Then run' }).click();
    await view.page.keyboard.type('xxx');
    await view.page.keyboard.press('Escape');
    assert.deepEqual(await view.command('edit_queued'), { type: 'edit_queued', id: 'q1', text: 'Then run the tests' });
    assert.equal((await view.commands()).filter(({ type }) => type === 'stop').length, 0);
  });

  it('says that it waits for the person after a turn that did not end well, and sends on a click', async () => {
    view = await start({ queue, queueHeld: true });
    await view.page.getByText('Waiting for you').waitFor();
    await view.page.getByRole('button', { name: 'Send now: Then run the tests' }).click();
    assert.deepEqual(await view.command('send_queued'), { type: 'send_queued', id: 'q1' });
  });
});
