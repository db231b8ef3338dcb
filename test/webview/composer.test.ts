// The prompt box in a real Chromium: chips that open and go.

import assert from 'node:assert/strict';
import type { HostState } from '../../src/shared/messages.ts';
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
});
