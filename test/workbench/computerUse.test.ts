// Gemini drives a browser in a real VS Code: what a person sees and allows, what they stop and take over, and what of it becomes a test.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Action } from '../emulator/scenario.ts';
import { chromiumPath } from '../support/browser.ts';
import { type Site, startSite } from '../support/site.ts';
import { type Castor, freshEach, goodKey, on, onResult, startCastor, until } from './castor.ts';
import { barOf, call, results, said, switchOn as switchOnIn } from './driven.ts';

describe('computer use', () => {
  let castor: Castor;
  let site: Site;

  before(async function () {
    this.timeout(600_000);
    site = await startSite();
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      settings: {
        'castor.browser.path': chromiumPath(),
        'castor.browser.window': 'hidden',
        'castor.browser.sandbox': process.getuid?.() !== 0,
        'castor.browser.exclude': 'hotkey',
        // Hosts of other machines are the site, too.
        'http.proxy': site.url,
        'http.noProxy': ['127.0.0.1', 'localhost'],
      },
    });
  });
  after(async () => {
    await castor?.close();
    await site?.close();
  });
  freshEach(() => castor);

  const switchOn = () => switchOnIn(castor);
  const bar = () => barOf(castor);
  /** Browsers that run with the site's pages or none: each has a profile of its own. */
  const running = () =>
    execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).includes('playwright_chromiumdev_profile');
  const form = (...more: Action[]) => [call('navigate', { url: `${site.url}/form`, intent: 'Open the form' }), ...more];
  const send = call('click', { x: 188, y: 350, intent: 'Send the order' });
  const type = call('type', { text: 'nobody', press_enter: true, intent: 'Fill in a mail' });
  const field = call('triple_click', { x: 188, y: 150, intent: 'Select the old mail' });

  it('is absent until it is on; then parallel steps are made in order, each a card with its picture, and the page’s errors are told', async function () {
    this.timeout(180_000);
    castor.emulator.use([
      on('Plain', { do: 'say', text: 'No browser here.' }),
      on('See', ...form(field, type, send)),
      onResult('See', 'click', { do: 'say', text: 'The mail is not valid.' }),
    ]);
    await castor.asked('Plain words');
    await switchOn();
    const turn = await castor.ask('See why the form fails');
    await castor.sees('The mail is not valid.', 60_000);
    await castor.idle();
    const [plain, asked, answered] = castor.bodies();
    assert.ok(!plain?.tools?.some(({ type: kind }) => kind === 'computer_use'));
    assert.deepEqual(asked?.tools?.at(-1), {
      type: 'computer_use',
      environment: 'browser',
      enable_prompt_injection_detection: true,
      excluded_predefined_functions: ['hotkey'],
    });
    assert.ok(!asked?.tools?.some(({ name }) => name === 'move'), 'no tool of ours has the name of a step');
    const [opened, , typed, clicked] = results(answered);
    assert.equal(said(opened?.result).url, `${site.url}/form`);
    assert.deepEqual(said(typed?.result).problems, ['console: form: mail is not valid']);
    assert.deepEqual(said(clicked?.result).element, { role: 'button', name: 'Send order', css: 'button' });
    assert.equal(await turn.getByRole('img', { name: /^The page after/ }).count(), 4);
    assert.ok(await turn.getByText('console: form: mail is not valid').first().isVisible());
    assert.equal(await turn.getByRole('group', { name: 'Approval' }).count(), 0);
    await castor.workbench.screenshot('computer-use');
    assert.ok(running());
    await (await bar()).getByRole('button', { name: 'Close the browser' }).click();
    await (await bar()).waitFor({ state: 'detached' });
  });

  it('asks for another host and for what the safety check wants; a no does nothing', async function () {
    this.timeout(180_000);
    const risky = { decision: 'require_confirmation', explanation: 'It sends an order.' };
    castor.emulator.use([
      on(
        'Buy',
        ...form(
          call('click', { x: 188, y: 350, safety_decision: risky }),
          call('navigate', { url: 'http://shop.example/' }),
        ),
      ),
      onResult('Buy', 'navigate', { do: 'say', text: 'As you like.' }),
    ]);
    await switchOn();
    await castor.ask('Buy it');
    const card = await castor.approval(60_000);
    await card.getByText(/^Why it asks: .*It sends an order\.$/).waitFor({ timeout: 60_000 });
    await castor.workbench.screenshot('computer-use-approval');
    await castor.answer('Deny', 'Not today');
    await card.getByText('shop.example, which is outside of this machine', { exact: false }).waitFor();
    await castor.answer('Deny');
    await castor.sees('As you like.');
    await castor.idle();
    const [, clicked, opened] = results(castor.bodies().at(-1));
    assert.equal(clicked?.result, 'The person refused this call. Their words: Not today');
    assert.equal(opened?.is_error, true);
    assert.ok(!site.requests.includes('POST /order'));
  });

  it('opens a host that the person allows, and asks no more for it; a search engine is a host like any other', async function () {
    this.timeout(180_000);
    const shop = 'http://shop.example';
    castor.emulator.use([
      on('Shop', call('navigate', { url: `${shop}/form` }), call('navigate', { url: `${shop}/list` })),
      onResult('Shop', 'navigate', call('search', {}), call('search', { pattern: 'price' })),
      onResult('Shop', 'search', { do: 'say', text: 'Nothing found.' }),
    ]);
    await switchOn();
    const turn = await castor.ask('Shop for me');
    const card = await castor.approval();
    await card.getByText('It opens shop.example, which is outside of this machine', { exact: false }).waitFor();
    const before = site.requests.length;
    await castor.answer('Allow');
    await turn.getByRole('img', { name: /^The page after: Open shop\.example\/list/ }).waitFor({ timeout: 60_000 });
    await card.getByText('It opens www.google.com, which is outside of this machine', { exact: false }).waitFor();
    await castor.workbench.screenshot('computer-use-search');
    assert.ok(!site.requests.includes('CONNECT www.google.com:443'), 'nobody went there unasked');
    await castor.answer('Allow');
    await castor.sees('Nothing found.', 60_000);
    await castor.idle();
    const opened = results(castor.bodies().find((body) => results(body).at(-1)?.name === 'navigate'));
    assert.deepEqual(
      opened.map(({ result }) => [said(result).url, said(result).title]),
      [
        [`${shop}/form`, 'Order form'],
        [`${shop}/list`, 'List'],
      ],
    );
    const [searched, found] = results(castor.bodies().at(-1));
    assert.ok(site.requests.slice(before).includes('CONNECT www.google.com:443'), 'it went there once allowed');
    assert.match(String(said(searched?.result).notes), /ERR_TUNNEL_CONNECTION_FAILED/);
    assert.match(String(found?.result), /matches? in \d+ files? for "price"/);
  });

  it('acknowledges what was allowed, and asks for every change once a page was shown', async function () {
    this.timeout(180_000);
    const risky = { decision: 'require_confirmation', explanation: 'It sends an order.' };
    castor.emulator.use([
      on('Go', ...form(call('click', { x: 188, y: 350, safety_decision: risky }))),
      onResult('Go', 'click', call('create_file', { path: 'evil.txt', content: 'x' })),
      onResult('Go', 'create_file', { do: 'say', text: 'Refused.' }),
    ]);
    await switchOn();
    await castor.ask('Go on');
    await castor.approval(60_000);
    await castor.answer('Allow');
    const card = await castor.approval();
    await card.getByText('create_file').first().waitFor({ timeout: 60_000 });
    assert.equal(await card.getByRole('button', { name: 'Allow for this session' }).count(), 0);
    await castor.answer('Deny');
    await castor.sees('Refused.');
    await castor.idle();
    const first = castor.bodies().find((body) => results(body).length === 2);
    assert.equal(said(results(first)[1]?.result).safety_acknowledgement, true);
    assert.throws(() => castor.read('evil.txt'), /ENOENT/);
  });

  it('waits while the person has it, and Stop closes it', async function () {
    this.timeout(180_000);
    castor.emulator.use([
      on('Slow', call('navigate', { url: site.url })),
      onResult('Slow', 'navigate', call('wait', { seconds: 3 }), call('go_back', {})),
      onResult('Slow', 'go_back', call('wait', { seconds: 30 })),
    ]);
    await switchOn();
    await castor.ask('Slow now');
    await (await bar()).getByRole('button', { name: 'Pause' }).click({ timeout: 60_000 });
    await (await bar()).getByText('Browser: paused').waitFor();
    await castor.workbench.screenshot('computer-use-paused');
    const asked = castor.bodies().length;
    await (await bar()).getByRole('button', { name: 'Go on' }).click();
    await until('it goes on', () => castor.bodies().length > asked, 30_000);
    await castor.click('Stop');
    await castor.sees('Stopped');
    await castor.idle();
    await (await bar()).waitFor({ state: 'detached' });
  });

  it('is gone after a reload in the middle, and its steps are still there', async function () {
    this.timeout(180_000);
    castor.emulator.use([
      on('Again', ...form()),
      onResult('Again', 'navigate', call('wait', { seconds: 30 })),
      onResult('Again', 'wait', { do: 'say', text: 'Back again.' }),
    ]);
    await switchOn();
    const turn = await castor.ask('Again please');
    await turn
      .getByRole('img', { name: /^The page after/ })
      .first()
      .waitFor({ timeout: 60_000 });
    await castor.workbench.reload();
    // A busy machine may take its time.
    await castor.chat().catch(() => undefined);
    await castor.idle();
    await castor.sees('Interrupted');
    assert.equal(await (await castor.turn('Again please')).getByRole('img', { name: /^The page after/ }).count(), 1);
    await castor.click('Continue');
    await castor.sees('Back again.', 40_000);
    await castor.idle();
    const [waited] = results(castor.bodies().at(-1));
    assert.match(String(waited?.result), /not known/);
  });

  it('makes a Playwright test of its steps, as a file that is reviewed', async function () {
    this.timeout(180_000);
    const path = 'tests/test-the-form.spec.ts';
    castor.emulator.use([
      on('Test', ...form(field, type)),
      onResult('Test', 'type', { do: 'say', text: 'It fails.' }),
      on('Create the file', call('create_file', { path, content: 'as asked' })),
      onResult('Create the file', 'create_file', { do: 'say', text: 'Written.' }),
    ]);
    await switchOn();
    const turn = await castor.asked('Test the form');
    await castor.more(turn, 'Turn this into a Playwright test');
    await castor.approval();
    const prompt = JSON.stringify(castor.bodies().at(-1)?.input);
    assert.ok(prompt.includes(`\`${path}\``), prompt);
    assert.ok(prompt.includes("await page.getByRole('textbox', { name: 'Mail' }).click({ clickCount: 3 });"), prompt);
    await castor.answer('Allow');
    await castor.sees('Written.');
    await castor.idle();
  });
});
