// A PDF that an answer cites, where an extension shows such files: opened in its viewer, at the page, which is said as well.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repo } from '../support/repo.ts';
import { type Castor, freshEach, goodKey, on, startCastor, until } from './castor.ts';

const path = 'docs/paper.pdf';
const text = 'Dams hold.';

describe('a PDF that is cited, with a viewer installed', function () {
  this.timeout(600_000);
  let castor: Castor;
  before(async () => {
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      extensions: [join(repo, 'test', 'support', 'reader')],
    });
  });
  after(() => castor?.close());
  freshEach(() => castor);

  /** Asks, and clicks the number of the source. */
  async function follow(page: object): Promise<void> {
    mkdirSync(join(castor.folder, 'docs'), { recursive: true });
    writeFileSync(join(castor.folder, path), '%PDF-1.7\n');
    const citation = { type: 'file_citation', file_name: path, ...page, end_index: text.length };
    castor.emulator.use([on('Paper', { do: 'say', text, annotations: [citation] })]);
    const turn = await castor.asked('Paper?');
    await turn.getByRole('link', { name: `Source 1: ${path}` }).click();
    await castor.page.locator('.tab.active', { hasText: 'paper.pdf' }).waitFor();
  }

  /** What the viewers that are open show. */
  async function shown(): Promise<readonly string[]> {
    const texts = castor.page.frames().map((frame) =>
      frame
        .locator('p', { hasText: 'paper.pdf at' })
        .allInnerTexts()
        .catch(() => []),
    );
    return (await Promise.all(texts)).flat();
  }

  it('opens at the page', async () => {
    await follow({ page_number: 3 });
    await until('the viewer', async () => (await shown()).length > 0, 20_000);
    assert.deepEqual(await shown(), ['paper.pdf at page=3']);
    await castor.workbench.runCommand('Notifications: Show Notifications');
    const said = castor.page.locator('.notification-list-item', { hasText: `${path} is cited at page 3.` }).first();
    await said.waitFor({ timeout: 20_000 });
    assert.doesNotMatch(await said.innerText(), /no viewer/);
    await castor.workbench.screenshot('pdf-viewer');
    await castor.workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('opens at its start where no page is said', async () => {
    await castor.workbench.runCommand('View: Close All Editors');
    await follow({});
    await until('the viewer', async () => (await shown()).length > 0, 20_000);
    assert.deepEqual(await shown(), ['paper.pdf at its start']);
  });
});
