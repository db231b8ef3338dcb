// What a person drops on and pastes into the prompt box of a real VS Code, and what becomes of it over a reload.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repo } from '../support/repo.ts';
import { on, until, useCastor } from './castor.ts';
import { attached, chip, chips, clear, send, sentParts, sentTexts } from './prompt.ts';

const picture = join(repo, 'media', 'icon.png');
const long = Array.from({ length: 60 }, (_, at) => `line ${at}`).join('\n');

describe('the prompt box takes', () => {
  const castor = useCastor();
  const bytes = readFileSync(picture).toString('base64');

  before(() => castor().workbench.context.grantPermissions(['clipboard-read', 'clipboard-write']));
  beforeEach(() => {
    mkdirSync(join(castor().folder, 'media'), { recursive: true });
    copyFileSync(picture, join(castor().folder, 'media', 'logo.png'));
    castor().emulator.use([{ name: 'any', answer: [{ do: 'say', text: 'Seen.' }] }]);
  });
  afterEach(() => clear(castor()));

  /** What the explorer and the tabs of VS Code put into a drag. */
  async function drop(...paths: readonly string[]): Promise<void> {
    const uris = paths.map(
      (path) => `vscode-remote://${new URL(castor().served.origin).host}${castor().folder}/${path}`,
    );
    await (await castor().prompt()).evaluate((box, list) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('application/vnd.code.uri-list', list);
      for (const type of ['dragenter', 'dragover', 'drop'])
        box.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }, uris.join('\r\n'));
  }

  it('a file that is dragged out of the explorer, with Shift, as VS Code wants it over a webview', async () => {
    const { page } = castor();
    await castor().workbench.runCommand('View: Show Explorer');
    const rows = page.locator('.explorer-folders-view .monaco-list-row');
    // A folder that the explorer only now finds moves the rows below it.
    await rows.filter({ hasText: 'media' }).waitFor();
    const row = rows.filter({ hasText: 'README.md' });
    const from = (await row.boundingBox())!;
    const to = (await (await castor().prompt()).boundingBox())!;
    await page.mouse.move(from.x + 40, from.y + from.height / 2);
    await page.mouse.down();
    await page.keyboard.down('Shift');
    const middle = to.y + to.height / 2;
    for (const above of [200, 100, 40, 0]) await page.mouse.move(to.x + to.width / 2, middle - above, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await chip(castor(), 'README.md');
  });

  it('files and folders that are dropped on it', async () => {
    await drop('README.md', 'src');
    await chip(castor(), 'README.md');
    await chip(castor(), 'src/');
    await (await castor().prompt()).fill('what are they?');
    await send(castor());
    assert.deepEqual(sentTexts(castor()), [
      `Attached file: README.md\n\`\`\`\n${castor().read('README.md')}\n\`\`\``,
      'Attached folder: src\n```\ncart.test.ts\ncart.ts\nreceipt.ts\n```',
      'what are they?',
    ]);
  });

  it('an image of the workspace as an image: dropped, mentioned, or added in the explorer', async () => {
    const image = [
      { type: 'text', text: 'Attached image: media/logo.png' },
      { type: 'image', mime_type: 'image/png', data: bytes },
    ];
    await drop('media/logo.png');
    assert.match(await (await chip(castor(), 'media/logo.png')).innerText(), /\d+ kB/);
    await (await castor().prompt()).fill('what is it?');
    await send(castor());
    assert.deepEqual(sentParts(castor()), [...image, { type: 'text', text: 'what is it?' }]);
    await attached(castor(), '@media/logo.png', /^logo\.png/);
    await (await castor().chat()).getByRole('button', { name: /^media\/logo\.png/ }).click();
    await castor().page.locator('.tab.active', { hasText: 'logo.png' }).waitFor();
    await castor().workbench.runCommand('View: Close All Editors');
    await send(castor());
    assert.deepEqual(sentParts(castor()).slice(0, 2), image);
  });

  it('a file that is no image whatever it is called: with a word on why not', async () => {
    copyFileSync(join(repo, 'media', 'icon.svg'), join(castor().folder, 'media', 'fake.png'));
    await drop('media/fake.png');
    await castor()
      .page.getByText(/media\/fake\.png was not attached\. It is no image that Gemini takes/)
      .first()
      .waitFor();
    assert.equal(await (await chips(castor())).count(), 0);
    await castor().workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('a pasted image', async () => {
    await castor().page.evaluate(async (data) => {
      const blob = new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], { type: 'image/png' });
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    }, bytes);
    const box = await castor().prompt();
    await box.click();
    await box.press('Control+V');
    await chip(castor(), 'image.png');
    await box.fill('what is it?');
    await send(castor());
    const [image, text] = sentParts(castor());
    assert.deepEqual([image?.type, image?.mime_type, text?.text], ['image', 'image/png', 'what is it?']);
    assert.match(String(image?.data), /^iVBORw0KGgo/);
  });

  it('a long paste as a chip that shows it, and a short one as text', async () => {
    const paste = async (text: string) => {
      await castor().page.evaluate((words) => navigator.clipboard.writeText(words), text);
      await (await castor().prompt()).click();
      await (await castor().prompt()).press('Control+V');
    };
    await paste('short words');
    await until('the words', async () => (await (await castor().prompt()).inputValue()) === 'short words');
    await paste(long);
    const shown = await chip(castor(), 'Pasted text, 60 lines');
    assert.equal(await (await castor().prompt()).inputValue(), 'short words');
    await shown.getByRole('button').first().click();
    await castor().page.locator('.view-line', { hasText: 'line 7' }).first().waitFor();
    await castor().workbench.runCommand('View: Close All Editors');
    await send(castor());
    assert.deepEqual(sentTexts(castor()), [
      `Attached text: Pasted text, 60 lines\n\`\`\`\n${long}\n\`\`\``,
      'short words',
    ]);
  });

  it('attachments that are still there after a reload, and a queue that waits then', async function () {
    this.timeout(90_000);
    castor().emulator.use([
      on('slow', { do: 'say', text: 'The half of it.' }, { do: 'hang' }),
      { name: 'any', answer: [{ do: 'say', text: 'Seen.' }] },
    ]);
    await castor().ask('slow');
    await castor().sees('The half of it.');
    await drop('README.md');
    await chip(castor(), 'README.md');
    await (await castor().prompt()).fill('with the file');
    await (await castor().prompt()).press('Enter');
    const queue = async () => (await castor().chat()).getByRole('region', { name: 'Queue' });
    await (await queue()).getByText('with the file').waitFor();
    await drop('src/cart.ts');
    await chip(castor(), 'src/cart.ts');
    await castor().workbench.reload();
    await castor().idle();
    await chip(castor(), 'src/cart.ts');
    await (await queue()).getByText('Waiting for you').waitFor();
    await clear(castor());
    const sent = castor().opened().length;
    await castor().click('Send now: with the file');
    await until('a request', () => castor().opened().length > sent);
    await castor().idle();
    assert.match(sentTexts(castor())[0] ?? '', /^Attached file: README\.md\n/);
    assert.equal(sentTexts(castor()).at(-1), 'with the file');
    assert.equal(await (await queue()).count(), 0);
  });
});
