// A window in which nobody ever opened Castor: its quick fixes are at the first light bulb, and one of them brings the chat.

import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../emulator/server.ts';
import { remove, repo, temporaryFolder } from '../support/repo.ts';
import { serve } from '../support/serve.ts';
import { openWorkbench } from '../support/workbench.ts';
import { Castor, goodKey, on, photograph } from './castor.ts';
import { openFile, select, textsOf } from './editor.ts';

describe('the first light bulb of a fresh window', () => {
  let castor: Castor;
  let emulator: Emulator;

  before(async function () {
    this.timeout(600_000);
    const folder = temporaryFolder('workspace');
    cpSync(join(repo, 'test', 'fixtures', 'sample'), folder, { recursive: true });
    writeFileSync(join(folder, 'broken.json'), '{\n  "one": 1,\n  "one": 2\n}\n');
    emulator = await startEmulator();
    const served = await serve({
      folder,
      settings: { 'castor.api.baseUrl': emulator.url, 'workbench.secondarySideBar.defaultVisibility': 'hidden' },
      env: { GEMINI_API_KEY: goodKey },
    });
    const workbench = await openWorkbench(served);
    castor = new Castor({ served, workbench, emulator, folder });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(castor, this.currentTest.fullTitle());
  });
  after(async () => {
    await castor?.close();
    remove(castor?.folder);
  });

  it('has "Fix with Castor", which opens the chat and sends the problem', async function () {
    this.timeout(120_000);
    emulator.use([on('Attached problems', { do: 'say', text: 'A name stands twice.' })]);
    const { page } = castor;
    assert.equal(await page.locator('.part.auxiliarybar').isVisible(), false, 'nobody opened the chat');
    await openFile(castor, 'broken.json');
    await page.locator('.squiggly-warning').first().waitFor({ timeout: 30_000 });
    await select(castor, 3);
    for (let right = 0; right < 4; right++) await page.keyboard.press('ArrowRight');
    // Once: a second try would hide that the first list came without Castor.
    await page.keyboard.press('Control+.');
    const entry = page.locator('.action-widget .monaco-list-row').filter({ hasText: 'Fix with Castor' });
    await entry.waitFor({ timeout: 15_000 });
    await entry.click();
    await castor.sees('A name stands twice.', 30_000);
    const [attached, prompt] = textsOf(castor.bodies()[0]);
    assert.match(String(attached), /^broken\.json:3:3-3:8 warning.*: Duplicate object key$/m);
    assert.match(String(prompt), /^Fix the attached problems/);
  });
});
