// The model's browser on the page: each step's picture with its mark, what the page told, the safety check's question, the bar; in every theme and at 240 px.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionEvent } from '../../src/shared/events.ts';
import type { HostState } from '../../src/shared/messages.ts';
import { launch } from '../support/browser.ts';
import { repo } from '../support/repo.ts';
import { startSite } from '../support/site.ts';
import { closeAll, type Opened, type Options, open } from './page.ts';
import { facts, turn } from './sessions.ts';
import type { Theme } from './themes.ts';

const axe = readFileSync(join(repo, 'node_modules/axe-core/axe.min.js'), 'utf8');
const themes: readonly Theme[] = ['dark', 'light', 'hc', 'hc-light'];
const one = turn('t1', 'Open my app and see why the form fails');
const form = 'http://localhost:3000/form';

/** `picture`: base64 of a PNG. */
function step(
  [index, name, title]: readonly [number, string, string],
  args: Record<string, unknown>,
  said: object,
  picture: string,
): SessionEvent[] {
  const id = `c${index}`;
  const call = { type: 'function_call' as const, id, name, arguments: args };
  const result = [
    { type: 'text' as const, text: JSON.stringify({ url: form, title: 'Order form', ...said }) },
    { type: 'image' as const, mime_type: 'image/png', data: picture },
  ];
  return [
    { type: 'step.started', interaction: 't1', index, step: call, at: 1 },
    { type: 'step.stopped', interaction: 't1', index, at: 1 },
    { type: 'call.received', interaction: 't1', call, title, effect: 'web' },
    { type: 'call.started', call: id, at: 1 },
    { type: 'call.completed', call: id, result: { type: 'function_result', call_id: id, name, result }, at: 2 },
  ];
}

describe('the model’s browser on the page', () => {
  let picture: string;
  before(async () => {
    const [site, browser] = [await startSite(), await launch()];
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${site.url}/form`);
    picture = (await page.screenshot()).toString('base64');
    await browser.close();
    await site.close();
  });
  after(closeAll);

  async function show(options: Options = {}, state: Partial<HostState> = {}): Promise<Opened> {
    const view = await open(options);
    await view.command('ready');
    const risky = { x: 188, y: 350, safety_decision: { decision: 'require_confirmation', explanation: 'It orders.' } };
    const events: SessionEvent[] = [
      { type: 'session.created', id: 's', at: 1 },
      ...one.prompt(),
      ...step([1, 'navigate', 'Open localhost:3000/form'], { url: form }, { notes: ['The page is loading.'] }, picture),
      ...step(
        [2, 'click', 'Click (188, 350): Send the order'],
        { x: 188, y: 350 },
        { problems: ['console: mail is not valid', `POST ${form}: 500 Internal Server Error`] },
        picture,
      ),
      ...step([3, 'drag_and_drop', 'Drag'], { start_x: 100, start_y: 200, end_x: 600, end_y: 700 }, {}, picture),
      ...one.call(4, 'c4', 'click', 'Click (188, 350)'),
      ...one.ask('c4', {
        tool: 'click',
        title: 'Click (188, 350)',
        always: true,
        changes: [],
        reason: 'The safety check of Gemini wants your word on it: It orders.',
        parameters: risky,
      }),
    ];
    const host: HostState = { ...facts, busy: true, browser: { page: form, visible: true, paused: false }, ...state };
    await view.send({ type: 'transcript', session: 's', events, state: host });
    await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
    return view;
  }

  it('shows each step’s picture with a mark where it was made, in full width when asked by the keyboard, and what the page told', async () => {
    const view = await show();
    const { page } = view;
    const shot = page.getByRole('button').filter({ has: page.getByRole('img', { name: /^The page after: Click/ }) });
    const [box, mark] = [await shot.boundingBox(), await shot.locator('.browser-mark').boundingBox()];
    assert.ok(Math.abs(mark!.x + mark!.width / 2 - box!.x - box!.width * 0.188) < 3);
    assert.ok(Math.abs(mark!.y + mark!.height / 2 - box!.y - box!.height * 0.35) < 3);
    assert.equal(await page.locator('.browser-mark').count(), 3, 'one for the click, two for the drag');
    assert.equal(await shot.getAttribute('aria-pressed'), 'false');
    await shot.focus();
    await page.keyboard.press('Enter');
    assert.equal(await shot.getAttribute('aria-pressed'), 'true');
    assert.ok((await shot.boundingBox())!.width > box!.width);
    const told = page.getByRole('list', { name: 'Notes and errors of the page' });
    assert.deepEqual(await told.nth(0).getByRole('listitem').allInnerTexts(), ['The page is loading.']);
    assert.deepEqual(await told.nth(1).getByRole('listitem').allInnerTexts(), [
      'console: mail is not valid',
      `POST ${form}: 500 Internal Server Error`,
    ]);
    await view.close();
  });

  const bars: readonly (readonly [Partial<HostState['browser'] & object>, string, string, string])[] = [
    [{}, 'Browser: localhost:3000/form', 'Take over', 'pause'],
    [{ visible: false }, 'Browser: localhost:3000/form', 'Pause', 'pause'],
    [{ paused: true }, 'You have the browser', 'Go on', 'resume'],
    [{ paused: true, visible: false }, 'Browser: paused', 'Go on', 'resume'],
    [{}, 'Browser: localhost:3000/form', 'Close the browser', 'close'],
  ];
  for (const [state, says, button, wish] of bars) {
    it(`offers with the keyboard alone: ${button} (${says})`, async () => {
      const view = await show({}, { browser: { page: form, visible: true, paused: false, ...state } });
      const bar = view.page.getByRole('region', { name: 'Browser of this session' });
      await bar.getByText(says, { exact: true }).waitFor();
      await bar.getByRole('button', { name: button, exact: true }).focus();
      await view.page.keyboard.press('Enter');
      assert.deepEqual(await view.command('browser'), { type: 'browser', wish });
      await view.close();
    });
  }

  for (const theme of themes) {
    it(`gives axe nothing to find at 240 px: ${theme}`, async () => {
      const view = await show({ theme, width: 240, height: 1500 });
      const found =
        await view.page.evaluate(`${axe}; axe.run(document, { rules: { 'heading-order': { enabled: false } } })
          .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html.slice(0, 160) + ' ' + (any[0]?.message ?? '')).join(' | ')))`);
      assert.deepEqual(found, [], theme);
      assert.equal(await view.page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, theme);
      await view.close();
    });
  }
});
