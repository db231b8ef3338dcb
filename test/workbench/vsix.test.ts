// The packaged extension, as a person gets it: exactly the files that run, installed into a VS Code, and a prompt answered there.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { chromiumPath } from '../support/browser.ts';
import { nodeBinary, remove, repo, temporaryFolder } from '../support/repo.ts';
import { type Served, serve } from '../support/serve.ts';
import { type Site, startSite } from '../support/site.ts';
import { openWorkbench, type Workbench } from '../support/workbench.ts';

const files = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/NOTICES.txt',
  'extension/dist/browser.cjs',
  'extension/dist/chat.cjs',
  'extension/dist/extension.cjs',
  'extension/dist/gemini.cjs',
  'extension/dist/highlight.js',
  'extension/dist/html.cjs',
  'extension/dist/key.cjs',
  'extension/dist/lexer.js',
  'extension/dist/page.css',
  'extension/dist/page.js',
  'extension/dist/tools.cjs',
  'extension/l10n/bundle.l10n.json',
  'extension/media/icon.png',
  'extension/media/icon.svg',
  ...['allow', 'ask', 'key', 'open'].flatMap((step) =>
    ['dark', 'hc', 'hcLight', 'light'].map((theme) => `extension/media/walkthrough/${step}-${theme}.webp`),
  ),
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
];

/** The scripts of `npm run package`, without the build that this suite has already had. */
async function packaged(vsix: string): Promise<void> {
  const { scripts } = JSON.parse(readFileSync(join(repo, 'package.json'), 'utf8'));
  const [, options] = /vsce package (.*) --out castor\.vsix$/.exec(scripts.package) ?? [];
  assert.ok(options, `what does ${scripts.package} do?`);
  const vsce = join(repo, 'node_modules', '@vscode', 'vsce', 'vsce');
  await promisify(execFile)(nodeBinary, [vsce, 'package', ...options.split(' '), '--out', vsix], { cwd: repo });
}

/** Names in the central directory of a zip file, which stands at its end. */
function namesIn(zip: Buffer): string[] {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    assert.equal(zip.toString('latin1', at, at + 4), 'PK\x01\x02');
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const start = at + 46;
    at = start + name + extra + comment;
    return zip.toString('utf8', start, start + name);
  });
}

describe('castor.vsix', () => {
  let folder: string;
  let vsix: string;
  let emulator: Emulator;
  let served: Served;
  let workbench: Workbench;
  let site: Site | undefined;

  before(async function () {
    this.timeout(600_000);
    folder = temporaryFolder('vsix');
    vsix = join(folder, 'castor.vsix');
    await packaged(vsix);
  });

  after(async () => {
    await workbench?.close();
    await served?.close();
    await emulator?.close();
    await site?.close();
    remove(folder);
  });

  it('holds what runs and nothing else', () => {
    const zip = readFileSync(vsix);
    assert.deepEqual(namesIn(zip).toSorted(), files);
    assert.ok(zip.length < 1_800_000, `${zip.length} bytes`);
  });

  it('answers a prompt where it is installed', async function () {
    this.timeout(600_000);
    emulator = await startEmulator({
      scenarios: [{ name: 'hello', answer: [{ do: 'say', text: 'Packed and alive.' }] }],
    });
    served = await serve({
      folder,
      vsix,
      settings: {
        'castor.api.baseUrl': emulator.url,
        'castor.browser.path': chromiumPath(),
        'castor.browser.window': 'hidden',
        'castor.browser.sandbox': process.getuid?.() !== 0,
      },
      env: { GEMINI_API_KEY: 'a-key-for-the-emulator' },
    });
    workbench = await openWorkbench(served, { extension: null });
    const chat = await workbench.openChat();
    const prompt = chat.getByRole('textbox', { name: 'Prompt' });
    await prompt.fill('hello');
    await prompt.press('Enter');
    await chat.getByRole('article').getByText('Packed and alive.').waitFor({ timeout: 30_000 });
    assert.deepEqual(emulator.complaints, []);
    // Its title is asked for once the answer is there; nothing is kept of that.
    const asked = emulator.requests.filter(({ method, path }) => method === 'POST' && /interactions$/.test(path));
    const kept = asked.filter(({ body }) => (body as { readonly store?: boolean }).store !== false);
    assert.equal(kept.length, 1);
  });

  it('drives a browser where it is installed, with the driver that it brought along', async function () {
    this.timeout(120_000);
    site = await startSite();
    const url = `${site.url}/form`;
    emulator.reset();
    emulator.use([
      { name: 'shown', match: { tool_result: 'navigate' }, answer: [{ do: 'say', text: 'It is an order form.' }] },
      { name: 'open', match: { prompt: '^See' }, answer: [{ do: 'call', name: 'navigate', arguments: { url } }] },
      // The session's title, which may be asked for as late as now.
      { name: 'title', answer: [{ do: 'say', text: 'A title' }] },
    ]);
    const chat = await workbench.openChat();
    await chat
      .getByRole('button', { name: /^Tools of Google/ })
      .first()
      .click();
    await chat.getByRole('switch', { name: 'Browser' }).check();
    await workbench.page.keyboard.press('Escape');
    const prompt = chat.getByRole('textbox', { name: 'Prompt' });
    await prompt.fill('See what is there');
    await prompt.press('Enter');
    await chat.getByRole('article').getByText('It is an order form.').waitFor({ timeout: 60_000 });
    await chat.getByRole('img', { name: /^The page after: Open/ }).waitFor();
    assert.ok(site.requests.includes('GET /form'));
    assert.deepEqual(emulator.complaints, []);
  });
});
