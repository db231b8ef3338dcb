// Recording for the next prompt in a real Chromium with a made-up microphone: there where the frame allows it, a sound for the host at its end.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { repo } from '../support/repo.ts';
import { closeAll, type Opened, type Options, open } from './page.ts';
import { facts } from './sessions.ts';

describe('recording', () => {
  let view: Opened;
  afterEach(async () => {
    assert.deepEqual(view.trouble, []);
    await view.close();
  });
  after(closeAll);

  async function start(options: Options): Promise<void> {
    view = await open(options);
    await view.command('ready');
    const created = { type: 'session.created', id: 's', at: 1 } as const;
    await view.send({ type: 'transcript', session: 's', events: [created], state: facts });
    await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  }
  const button = (name: string) => view.page.getByRole('button', { name, exact: true });

  it('is not offered where the frame keeps the microphone from the page, as VS Code does', async () => {
    await start({});
    await button('Attach').waitFor();
    assert.equal(await button('Record sound').count(), 0);
  });

  it('gives two seconds of sound to the host, as a pasted file', async () => {
    await start({ microphone: 'allowed', width: 240 });
    assert.equal(await view.page.evaluate(() => document.documentElement.scrollWidth), 240);
    await button('Record sound').focus();
    await view.page.keyboard.press('Enter');
    await button('Stop recording').waitFor();
    await view.page.screenshot({ path: join(repo, 'test-results', 'recording.png') });
    await view.page.waitForTimeout(2000);
    await view.page.keyboard.press('Enter');
    const { mimeType, name, data } = await view.command('paste_file');
    assert.equal(mimeType, 'audio/webm');
    assert.match(name, /^Recording [^.]+$/);
    const bytes = Buffer.from(data, 'base64');
    assert.deepEqual([bytes.readUInt32BE(0), bytes.length > 1000], [0x1a45dfa3, true]);
    await button('Record sound').waitFor();
    assert.equal((await view.commands()).filter(({ type }) => type === 'paste_file').length, 1);
  });

  it('says so when the person does not allow it', async () => {
    await start({ microphone: 'refused' });
    await button('Record sound').click();
    await button('The microphone is not allowed. Try again').waitFor();
  });
});
