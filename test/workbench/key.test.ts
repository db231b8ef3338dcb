// The API key, given through the input box of a real VS Code: checked, refused in words, kept all the same, missed when it is gone.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { remove } from '../support/repo.ts';
import { type Castor, on, photograph, startCastor, until } from './castor.ts';

const good = 'AIza-entered-in-the-input-box';

describe('the API key in VS Code', () => {
  let castor: Castor;

  before(async function () {
    this.timeout(600_000);
    castor = await startCastor();
  });
  beforeEach(() => {
    castor.emulator.reset();
    castor.emulator.use([on('hello', { do: 'say', text: 'Hi there.' })]);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(castor, this.currentTest.fullTitle());
  });
  after(async () => {
    await castor?.close();
    if (castor) remove(castor.folder);
  });

  async function box(): Promise<Locator> {
    await castor.workbench.runCommand('Castor: Set API Key');
    const input = castor.page.locator('.quick-input-widget input[type=password]');
    await input.waitFor();
    return input;
  }

  async function said(): Promise<string> {
    return castor.page.locator('.quick-input-widget .quick-input-message').innerText();
  }

  it('is asked for by the page that has none', async () => {
    await castor.click('Set API key');
    const input = castor.page.locator('.quick-input-widget input[type=password]');
    await input.waitFor();
    await input.press('Escape');
    await input.waitFor({ state: 'hidden' });
    assert.equal(castor.emulator.requests.length, 0);
  });

  it('is refused in the box when it is bad, and is not stored', async () => {
    const input = await box();
    await input.fill('bad-key');
    await input.press('Enter');
    await until('the refusal', async () => /does not accept this API key/.test(await said()));
    assert.match(castor.emulator.requests[0]?.path ?? '', /\/models/);
    await input.press('Escape');
    await (await castor.button('Set API key')).first().waitFor();
  });

  it('says what can be no key without asking anyone', async () => {
    const input = await box();
    await input.fill('two words');
    await until('the reason', async () => /no spaces/.test(await said()));
    await input.press('Enter');
    assert.equal(castor.emulator.requests.length, 0);
    await input.press('Escape');
  });

  it('is accepted after one small request, and a prompt goes out with it', async () => {
    const input = await box();
    await input.fill(good);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await castor.page.locator('.statusbar-item', { hasText: 'accepted the key' }).waitFor();
    await until('the key in use', async () => (await (await castor.button('Set API key')).count()) === 0);
    await castor.asked('hello');
    await castor.sees('Hi there.');
    const opened = castor.emulator.requests.find(({ method }) => method === 'POST');
    assert.equal(opened?.headers['x-goog-api-key'], good);
  });

  it('is kept where nobody can be asked, which is said', async () => {
    const plugIn = await castor.unplug();
    const input = await box();
    await input.fill(`${good}-offline`);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden', timeout: 20_000 });
    await castor.workbench.runCommand('Notifications: Show Notifications');
    const notice = castor.page.locator('.notification-list-item', { hasText: 'could not be checked' });
    await notice.first().waitFor();
    assert.match(await notice.first().innerText(), /cannot be reached/);
    await plugIn();
    await castor.workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('is missed by name when the secret storage has forgotten it', async () => {
    // The server of these tests keeps secrets in memory, as a desktop without a keyring does.
    await castor.workbench.reload();
    await castor.workbench.openChat();
    await castor.workbench.runCommand('Notifications: Show Notifications');
    const notice = castor.page.locator('.notification-list-item', { hasText: 'has forgotten the API key' });
    await notice.first().waitFor({ timeout: 20_000 });
    assert.match(await notice.first().innerText(), /GEMINI_API_KEY/);
    await castor.workbench.runCommand('Notifications: Clear All Notifications');
  });
});
