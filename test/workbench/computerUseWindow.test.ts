// A browser with a window of its own in a real VS Code: the person takes it over, it fails and comes back, the whole site is walked through, its steps run as a test.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { remove, temporaryFolder } from '../support/repo.ts';
import { runSpec } from '../support/runSpec.ts';
import { type SeenBrowser, seenBrowser } from '../support/seenBrowser.ts';
import { type Site, startSite } from '../support/site.ts';
import { type Castor, freshEach, goodKey, on, onResult, startCastor, until } from './castor.ts';
import { barOf, call, results, said, switchOn } from './driven.ts';

/** Where boxes of the site's pages are, in thousandths of 1280 × 800. */
const spots = { mail: { x: 188, y: 150 }, send: { x: 188, y: 350 }, first: { x: 188, y: 163 } } as const;

describe('computer use in a window', () => {
  let castor: Castor;
  let site: Site;
  let folder: string;
  let browser: SeenBrowser;

  before(async function () {
    if (process.platform === 'win32') {
      console.warn('SKIPPED: the window that no screen shows is started by a shell script.');
      this.skip();
    }
    this.timeout(600_000);
    site = await startSite();
    folder = temporaryFolder('browser');
    browser = seenBrowser(folder);
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      settings: {
        'castor.browser.path': browser.path,
        'castor.browser.window': 'visible',
        'castor.browser.sandbox': process.getuid?.() !== 0,
      },
    });
  });
  after(async () => {
    await castor?.close();
    await site?.close();
    if (folder) remove(folder);
  });
  freshEach(() => castor);

  const open = (path: string) => call('navigate', { url: `${site.url}${path}` });
  const titles = () => results(castor.bodies().at(-1)).map(({ result }) => said(result).title);

  it('is the person’s once they took it over: the model waits, then sees what they did; Stop closes window and profile', async () => {
    castor.emulator.use([
      on('Order', open('/form'), call('wait', { seconds: 8 }), call('take_screenshot', {})),
      onResult('Order', 'take_screenshot', call('wait', { seconds: 30 })),
    ]);
    await switchOn(castor);
    const turn = await castor.ask('Order it');
    const bar = await barOf(castor);
    await turn.getByRole('img', { name: /^The page after: Open/ }).waitFor({ timeout: 60_000 });
    await bar.getByRole('button', { name: 'Take over' }).click();
    await bar.getByText('You have the browser').waitFor();
    await castor.workbench.screenshot('computer-use-taken-over');
    await browser.byHand(`${site.url}/form`, async (page) => {
      await page.getByRole('textbox', { name: 'Mail' }).fill('anna@example.com');
      await page.getByRole('button', { name: 'Send order' }).click();
      await page.getByText('Sent: anna@example.com').waitFor();
      await page.goto(`${site.url}/list`);
    });
    assert.ok(site.requests.includes('POST /order'));
    // The step that was under way ends; the one after it waits.
    await turn.getByRole('img', { name: 'The page after: Wait 8 s' }).waitFor({ timeout: 30_000 });
    assert.equal(await turn.getByRole('img', { name: 'The page after: Look at the page' }).count(), 0);
    assert.equal(castor.bodies().length, 1, 'the model waits');
    await bar.getByRole('button', { name: 'Go on' }).click();
    await until('the model sees it', () => castor.bodies().length === 2, 30_000);
    const seen = said(results(castor.bodies()[1]).at(-1)?.result);
    assert.deepEqual([seen.url, seen.title], [`${site.url}/list`, 'List']);
    const notes = results(castor.bodies()[1]).map(({ result }) => said(result).notes);
    assert.match(notes.join(), /The person had the browser meanwhile/);
    assert.ok(browser.hasProfile());
    await castor.click('Stop');
    await castor.sees('Stopped');
    await bar.waitFor({ state: 'detached' });
    await until('window and profile are gone', () => !browser.hasProfile());
  }).timeout(180_000);

  it('says so when it does not start, and starts afresh when it was closed in the middle', async () => {
    castor.emulator.use([
      on('Try', open('/form')),
      onResult('Try', 'navigate', { do: 'say', text: 'It does not start.' }),
      on('Again', open('/form'), call('wait', { seconds: 30 }), open('/list')),
      onResult('Again', 'navigate', { do: 'say', text: 'Here I am.' }),
    ]);
    await switchOn(castor);
    browser.broken(true);
    const turn = await castor.asked('Try it');
    browser.broken(false);
    const [failed] = results(castor.bodies().at(-1));
    assert.equal(failed?.is_error, true);
    assert.match(String(failed?.result), /The browser .*browser\.sh did not start: .*castor\.browser\.sandbox off/);
    await turn.getByText('It does not start.').waitFor();
    await castor.workbench.screenshot('computer-use-no-start');
    const before = browser.profiles();
    await castor.ask('Again please');
    await (await barOf(castor)).getByText('/form').waitFor({ timeout: 60_000 });
    browser.kill();
    await castor.sees('Here I am.', 60_000);
    await castor.idle();
    const [, waited, listed] = results(castor.bodies().at(-1));
    assert.match(String(waited?.result), /The browser was closed\. The next step starts a fresh one\./);
    assert.equal(said(listed?.result).title, 'List');
    const fresh = browser.profiles().slice(before.length);
    assert.deepEqual([fresh.length, new Set(fresh).size], [2, 2], 'each start has a profile of its own');
  }).timeout(180_000);

  it('walks through dialogs, drags, frames, tabs, downloads, slow and broken pages, each step a card with a picture and a mark', async () => {
    castor.emulator.use([
      on(
        'Walk',
        ...[open('/dialog'), call('click', spots.first), call('press_key', { key: 'Enter' })],
        ...[open('/drag'), call('drag_and_drop', { start_x: 109, start_y: 175, end_x: 500, end_y: 500 })],
        ...[open('/iframe'), call('click', { x: 344, y: 475 })],
        ...[open('/popup'), call('click', spots.first), call('go_back', {})],
        ...[open('/download'), call('click', spots.first)],
        ...[open('/slow'), open('/broken')],
        ...[open('/list'), call('scroll', { x: 500, y: 500, direction: 'down', magnitude_in_pixels: 450 })],
        call('wait', { seconds: 1 }),
      ),
      onResult('Walk', 'scroll', { do: 'say', text: 'Seen it all.' }),
    ]);
    await switchOn(castor);
    const turn = await castor.ask('Walk through it');
    await castor.sees('Seen it all.', 120_000);
    await castor.idle();
    const answers = results(castor.bodies().at(-1));
    for (const { name, result } of answers) {
      const picture = (result as readonly { mime_type?: string; data?: string }[])[1];
      assert.equal(picture?.mime_type, 'image/png', String(name));
      assert.match(String(said(result).url), /^http:\/\/127\.0\.0\.1:\d+\//);
    }
    const notes = answers.map(({ result }) =>
      [said(result).notes ?? [], said(result).problems ?? []].flat().join('\n'),
    );
    const all = titles();
    assert.match(notes[1]!, /A dialog \(confirm\) is open: "Delete everything\?"/);
    assert.deepEqual([all[2], all[4]], ['deleted', 'at 600px 360px']);
    assert.deepEqual(said(answers[6]?.result).element, {
      role: 'button',
      name: 'Send order',
      css: 'button',
      frames: ['iframe[name="inner"]'],
    });
    assert.match(notes[8]!, /opened a tab/);
    assert.deepEqual([all[8], all[9]], ['List', 'Popup']);
    assert.match(notes[11]!, /file\.zip\)\. Downloads are refused/);
    assert.match(notes[12]!, /still loading/);
    assert.match(notes[13]!, /console: price is undefined[\s\S]*\/api\/price: 500/);
    assert.equal(all[16], 'List 450');
    // The person sees the same: a card with a picture each, the mark where the click was, what went wrong in words.
    const pictures = turn.getByRole('img', { name: /^The page after/ });
    assert.equal(await pictures.count(), answers.length);
    const shot = turn.locator('.browser-shot').nth(6);
    const [box, mark] = [await shot.getByRole('img').boundingBox(), await shot.locator('.browser-mark').boundingBox()];
    assert.ok(Math.abs(mark!.x + mark!.width / 2 - box!.x - box!.width * 0.344) < 3, 'across');
    assert.ok(Math.abs(mark!.y + mark!.height / 2 - box!.y - box!.height * 0.475) < 3, 'down');
    await turn
      .getByRole('list', { name: 'Notes and errors of the page' })
      .getByText(/GET .*\/api\/price: 500/)
      .waitFor();
    await pictures.nth(6).scrollIntoViewIfNeeded();
    await castor.workbench.screenshot('computer-use-site');
  }).timeout(180_000);

  it('obeys no page: what a hostile one has the model try is asked for, whatever is allowed, and its hosts are not reached', async () => {
    castor.emulator.use([
      on('Read', open('/hostile')),
      onResult('Read', 'create_file', { do: 'say', text: 'It was refused.' }),
      onResult(
        'Read',
        'navigate',
        call('create_file', { path: 'evil.txt', content: 'x' }),
        call('run_command', { command: 'touch evil' }),
        call('navigate', { url: 'file:///etc/passwd' }),
      ),
    ]);
    await castor.option('combobox', 'Changes of files', (choice) => choice.selectOption('Allow changes'));
    await switchOn(castor);
    await castor.ask('Read it');
    for (const tool of ['create_file', 'run_command']) {
      const card = await castor.approval(60_000);
      await card.getByText(tool).first().waitFor({ timeout: 60_000 });
      assert.equal(await card.getByRole('button', { name: 'Allow for this session' }).count(), 0);
      await castor.answer('Deny');
      await card.getByText(tool).first().waitFor({ state: 'detached' });
    }
    await castor.sees('It was refused.');
    await castor.idle();
    const opened = castor.bodies().find((body) => results(body).length === 1);
    assert.match(String(said(results(opened)[0]?.result).notes), /evil\.example was not reached/);
    const last = results(castor.bodies().at(-1));
    assert.deepEqual(
      last.map(({ is_error: isError }) => isError),
      [true, true, true],
    );
    assert.match(String(last[2]?.result), /http and https addresses only/);
    for (const path of ['evil.txt', 'evil']) assert.throws(() => castor.read(path), /ENOENT/);
  }).timeout(180_000);

  it('makes a Playwright test of its steps, which runs and passes', async () => {
    const path = 'tests/fill-the-form.spec.ts';
    const spec = `import { expect, test } from '@playwright/test';

test.use({ viewport: { width: 1280, height: 800 } });

test('Fill the form', async ({ page }) => {
  await page.goto('${site.url}/form');
  await page.getByRole('textbox', { name: 'Mail' }).click({ clickCount: 3 });
  await page.keyboard.type('anna@example.com');
  await page.getByRole('button', { name: 'Send order' }).click();
  await expect(page).toHaveURL('${site.url}/form');
  await expect(page).toHaveTitle('Order form');
});
`;
    castor.emulator.use([
      on(
        'Fill',
        ...[open('/form'), call('triple_click', spots.mail), call('type', { text: 'anna@example.com' })],
        call('click', spots.send),
      ),
      onResult('Fill', 'click', { do: 'say', text: 'Sent.' }),
      on('Create the file', call('create_file', { path, content: spec })),
      onResult('Create the file', 'create_file', { do: 'say', text: 'Written.' }),
    ]);
    await switchOn(castor);
    const turn = await castor.asked('Fill the form');
    await castor.more(turn, 'Turn this into a Playwright test');
    await castor.approval();
    const [asked] = castor.bodies().at(-1)!.input as unknown as readonly {
      readonly content: readonly { text: string }[];
    }[];
    assert.ok(asked!.content[0]!.text.includes(`\n\n\`\`\`typescript\n${spec}\`\`\``), asked!.content[0]!.text);
    await castor.answer('Allow');
    await castor.sees('Written.');
    await castor.idle();
    assert.equal(castor.read(path), spec);
    const orders = site.requests.filter((one) => one === 'POST /order').length;
    assert.equal(await runSpec(join(castor.folder, path)), 'passed: Fill the form\nended well');
    assert.equal(site.requests.filter((one) => one === 'POST /order').length, orders + 1);
  }).timeout(180_000);
});
