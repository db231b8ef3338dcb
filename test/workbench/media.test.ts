// Sounds, videos, PDF and Office documents in a real VS Code: attached from everywhere, sent along or uploaded, kept alive, seen and deleted at Google.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { until, useCastor } from './castor.ts';
import { choosePath } from './editor.ts';
import { attached, chip, chips, clear, send, sentParts } from './prompt.ts';
import { keptSteps } from './record.ts';

/** A file that begins as one of its kind. `megabytes` of filler follow. */
function medium(kind: 'pdf' | 'mp4' | 'wav' | 'docx', megabytes = 0): Buffer {
  const heads = { pdf: '%PDF-1.7\n', mp4: '\0\0\0\x18ftypisom', wav: 'RIFF\x24\0\0\0WAVEfmt ', docx: 'PK\x03\x04' };
  return Buffer.concat([Buffer.from(heads[kind], 'latin1'), Buffer.alloc(megabytes * 1e6, kind)]);
}

describe('media', () => {
  const castor = useCastor();

  const put = (name: string, bytes: Buffer) => writeFileSync(join(castor().folder, name), bytes);
  const uploads = () => castor().emulator.requests.filter(({ path }) => /\/upload\/v1beta\/files$/.test(path));
  const pieces = () => castor().emulator.requests.filter(({ path }) => path.includes('upload_id='));
  const box = (): Locator => castor().page.locator('.quick-input-widget input[type=text]').first();
  const type = async (placeholder: RegExp, text: string) => {
    await castor().page.locator('.quick-input-widget').getByText(placeholder).first().waitFor();
    await box().fill(text);
    await box().press('Enter');
  };
  const pick = (label: string | RegExp) =>
    castor().page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first().click();
  const uri = (part: object | undefined) => (part as { readonly uri?: string }).uri ?? '';
  /** Above what goes along with a request. */
  const largeVideo = medium('mp4', 9);
  const whole = async (name: string) => {
    const shown = await chip(castor(), name);
    await shown.getByRole('progressbar').waitFor({ state: 'detached', timeout: 20_000 });
    return shown;
  };

  beforeEach(() => castor().emulator.use([{ name: 'any', answer: [{ do: 'say', text: 'Seen.' }] }]));
  afterEach(async () => {
    await clear(castor());
    await castor().workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('go along with the request while they are small: mentioned, dropped and pasted', async () => {
    put('talk.wav', medium('wav'));
    put('paper.pdf', medium('pdf'));
    await attached(castor(), '@talk.wav', /^talk\.wav/);
    await attached(castor(), '@paper.pdf', /^paper\.pdf/);
    await (await castor().prompt()).evaluate((target) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['\0\0\0\x18ftypisom'], 'clip.mp4', { type: 'video/mp4' }));
      target.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await chip(castor(), 'clip.mp4');
    await (await castor().prompt()).fill('what are they?');
    await send(castor());
    const base64 = (bytes: Buffer) => bytes.toString('base64');
    assert.deepEqual(sentParts(castor()), [
      { type: 'text', text: 'Attached audio: talk.wav' },
      { type: 'audio', mime_type: 'audio/wav', data: base64(medium('wav')) },
      { type: 'text', text: 'Attached document: paper.pdf' },
      { type: 'document', mime_type: 'application/pdf', data: base64(medium('pdf')) },
      { type: 'text', text: 'Attached video: clip.mp4' },
      { type: 'video', mime_type: 'video/mp4', data: base64(medium('mp4')) },
      { type: 'text', text: 'what are they?' },
    ]);
    assert.equal(uploads().length, 0);
    await keptSteps(castor(), 'what are they?');
  });

  it('are uploaded in pieces when they are large, waited for, and referred to; once while they live', async () => {
    put('film.mp4', largeVideo);
    await attached(castor(), '@film.mp4', /^film\.mp4/);
    const shown = await chip(castor(), 'film.mp4');
    await shown.getByRole('progressbar', { name: 'Uploading film.mp4' }).waitFor();
    await shown.getByText('Google works on it').waitFor();
    await castor().workbench.screenshot('media-uploading');
    await (await castor().prompt()).fill('what happens?');
    assert.equal(await (await castor().button('Wait for the upload, or remove it')).isDisabled(), true);
    await whole('film.mp4');
    assert.deepEqual(
      uploads().map(({ body, headers }) => [body, headers['x-goog-upload-header-content-type']]),
      [
        [
          { file: { displayName: 'film.mp4', mimeType: 'video/mp4', sizeBytes: String(largeVideo.length) } },
          'video/mp4',
        ],
      ],
    );
    assert.equal(Buffer.compare(Buffer.concat(pieces().map(({ body }) => body as Buffer)), largeVideo), 0);
    await send(castor());
    const [name, video, words] = sentParts(castor());
    assert.match(uri(video), /\/v1beta\/files\/[a-z0-9]+$/);
    assert.deepEqual(
      [name, video, words],
      [
        { type: 'text', text: 'Attached video: film.mp4' },
        { type: 'video', mime_type: 'video/mp4', uri: uri(video) },
        { type: 'text', text: 'what happens?' },
      ],
    );
    await keptSteps(castor(), 'what happens?');
    put('same.mp4', largeVideo);
    await attached(castor(), '@same.mp4', /^same\.mp4/);
    await whole('same.mp4');
    await (await castor().prompt()).fill('and here?');
    await send(castor());
    assert.equal(uri(sentParts(castor())[1]), uri(video));
    assert.equal(uploads().length, 1);
  });

  it('stop being uploaded when their chip is removed', async () => {
    castor().emulator.use([
      { name: 'slow', match: { operation: 'upload' }, answer: [{ do: 'delay_headers' }] },
      { name: 'any', answer: [{ do: 'say', text: 'Seen.' }] },
    ]);
    put('film.mp4', medium('mp4', 8));
    await attached(castor(), '@film.mp4', /^film\.mp4/);
    await until('an upload', () => uploads().length === 1);
    await castor().click('Remove film.mp4');
    await until('no chip', async () => (await (await chips(castor())).count()) === 0);
    await (await castor().prompt()).fill('without it');
    await send(castor());
    assert.deepEqual(sentParts(castor()), [{ type: 'text', text: 'without it' }]);
    assert.equal(await castor().page.locator('.notification-toast', { hasText: 'film.mp4' }).count(), 0);
  });

  it('are uploaded again when Google has deleted them and the conversation goes on', async () => {
    put('film.mp4', medium('mp4', 8));
    await castor().option('switch', 'Private', (toggle) => toggle.click());
    await attached(castor(), '@film.mp4', /^film\.mp4/);
    await whole('film.mp4');
    // 8 MB fit into a private session's request.
    await (await castor().prompt()).fill('small enough');
    await send(castor());
    assert.equal(uploads().length, 0);
    await castor().newSession();
    put('long.mp4', medium('mp4', 21));
    await castor().option('switch', 'Private', (toggle) => toggle.click());
    const box = await castor().prompt();
    await box.click();
    await box.pressSequentially('@long.mp4');
    await (await castor().chat())
      .getByRole('option')
      .filter({ hasText: /^long\.mp4/ })
      .first()
      .waitFor();
    await box.press('Enter');
    const dialog = castor().page.locator('.monaco-dialog-box');
    await dialog.getByText('Upload long.mp4 to Google?').waitFor();
    await dialog.getByText(/Google keeps it for 48 hours, also for this private session/).waitFor();
    await dialog.getByRole('button', { name: 'Upload' }).click();
    await whole('long.mp4');
    await (await castor().prompt()).fill('what is it?');
    await send(castor());
    const before = uri(sentParts(castor())[1]);
    castor().emulator.expireFiles();
    await castor().asked('and now?');
    await castor().sees('Seen.');
    const [first] = castor().bodies().at(-1)!.input as unknown as readonly [{ content: readonly object[] }];
    const after = uri(first.content[1]);
    assert.notEqual(after, before);
    assert.match(after, /\/files\//);
    assert.equal(uploads().length, 2);
  });

  it('say before they are sent what the model does not take, and so does the service', async () => {
    put('plan.docx', medium('docx'));
    put('empty.pdf', Buffer.alloc(0));
    put('fake.wav', Buffer.from('no sound'));
    await attached(castor(), '@plan.docx', /^plan\.docx/);
    const warning = (await castor().chat()).getByRole('status').filter({ hasText: 'takes no Office documents' });
    await warning.waitFor();
    assert.match(await warning.innerText(), /Gemini 4 Carbon does/);
    await castor().workbench.screenshot('media-warning');
    await (await castor().prompt()).fill('read it');
    await send(castor());
    assert.match(await castor().alert(), /does not support that/);
    for (const name of ['empty.pdf', 'fake.wav']) {
      const prompt = await castor().prompt();
      await prompt.click();
      await prompt.pressSequentially(`@${name}`);
      await (await castor().chat()).getByRole('option').filter({ hasText: name }).first().waitFor();
      await prompt.press('Enter');
      await castor()
        .page.getByText(new RegExp(`${name} was not attached\\. It is no .+, whatever its name says`))
        .first()
        .waitFor();
      await prompt.fill('');
    }
  });

  it('come from YouTube and the web by their address, looked at as the person says', async () => {
    const fromWeb = async (address: string) => {
      await castor().workbench.runCommand('Castor: Attach from the Web or YouTube…');
      await type(/Google fetches what is at this address/, address);
    };
    await fromWeb('https://youtu.be/dQw4w9WgXcQ?t=3');
    const video = await chip(castor(), 'YouTube dQw4w9WgXcQ');
    await video.getByRole('button', { name: 'How Gemini looks at YouTube dQw4w9WgXcQ' }).click();
    await pick('low resolution');
    await type(/The part to look at/, '0:30-2:00');
    await type(/Frames to look at/, '0.5');
    await video.getByText('0:30–2:00, 0.5 fps, low resolution').waitFor();
    await fromWeb('https://example.org/picture?id=7');
    await pick('Picture');
    await chip(castor(), 'picture (example.org)');
    await castor().workbench.screenshot('media-web');
    await (await castor().prompt()).fill('compare');
    await send(castor());
    assert.deepEqual(sentParts(castor()), [
      { type: 'text', text: 'Attached video: YouTube dQw4w9WgXcQ' },
      {
        type: 'video',
        uri: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
        resolution: 'low',
        processing: { type: 'static', start_offset: '30s', end_offset: '120s', fps: 0.5 },
      },
      { type: 'text', text: 'Attached image: picture (example.org)' },
      { type: 'image', mime_type: 'image/jpeg', uri: 'https://example.org/picture?id=7' },
      { type: 'text', text: 'compare' },
    ]);
    await castor().workbench.runCommand('Castor: Attach from the Web or YouTube…');
    await box().fill('http://192.168.0.1/a.png');
    await castor()
      .page.getByText(/addresses of the open web alone/)
      .waitFor();
    await castor().page.keyboard.press('Escape');
  });

  it('are picked with Attach among the files of the computer', async () => {
    put('film.mp4', medium('mp4'));
    await castor().click('Attach');
    await castor().page.locator('.quick-input-widget').getByRole('button', { name: 'Files of this computer…' }).click();
    await choosePath(castor(), 'Attach', join(castor().folder, 'film.mp4'));
    await chip(castor(), 'film.mp4');
  });

  it('are listed in a view, added to the prompt from there, and deleted', async () => {
    put('film.mp4', medium('mp4', 8));
    await attached(castor(), '@film.mp4', /^film\.mp4/);
    await whole('film.mp4');
    await clear(castor());
    await castor().workbench.runCommand('Castor: Show Files at Google');
    await castor().workbench.runCommand('Castor: Refresh Files at Google');
    const row = castor().page.getByRole('treeitem', { name: /^film\.mp4, 8 MB · expires in 48 hr/ });
    await row.waitFor();
    await castor().workbench.screenshot('media-files');
    await row.hover();
    await row.getByRole('button', { name: /Add File at Google to Prompt/ }).click();
    await chip(castor(), 'film.mp4');
    await (await castor().prompt()).fill('go on');
    await send(castor());
    assert.match(uri(sentParts(castor())[1]), /\/files\//);
    await row.hover();
    await row.getByRole('button', { name: /Delete File at Google/ }).click();
    const dialog = castor().page.locator('.monaco-dialog-box');
    await dialog.getByText('Delete film.mp4 at Google?').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'detached' });
    await until('a delete', () =>
      castor().emulator.requests.some(({ method, path }) => method === 'DELETE' && path.includes('/files/')),
    );
  });
});
