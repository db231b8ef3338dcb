// What tools of Google bring, attachments and waits in a page 240 px wide: the words that matter are whole, nothing leaves its box.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../src/shared/events.ts';
import { findings } from './axe.ts';
import { closeAll, type Opened, open } from './page.ts';
import { facts, turn } from './sessions.ts';

const one = turn('t1', 'What is new?');
const long = 'a-paper-with-a-rather-long-name-of-its-own-that-goes-on.pdf';
const on = { interaction: 't1' } as const;
const step = (index: number, step: { readonly type: string; readonly [field: string]: unknown }): SessionEvent[] => [
  { type: 'step.started', ...on, index, step, at: 1 },
  { type: 'step.stopped', ...on, index, at: 1 },
];
const prompt = () =>
  one
    .prompt()
    .map((event) =>
      event.type === 'prompt.sent'
        ? { ...event, attachments: [{ id: 'a', kind: 'file' as const, label: long }] }
        : event,
    );
const urls = [`https://a.test/${'long/'.repeat(20)}`, 'https://b.test/', 'https://paid.test/article'];
const place = {
  type: 'place_citation',
  place_id: 'p',
  name: 'A tea house with quite a long name',
  url: 'https://maps.google.com/?cid=1',
  end_index: 4,
};

/** Whether its text is drawn whole. */
const whole = (element: Element) => element.scrollWidth <= element.clientWidth;

describe('a narrow page', () => {
  let view: Opened;
  afterEach(() => view.close());
  after(closeAll);

  const start = async (events: readonly SessionEvent[], busy = false) => {
    view = await open({ width: 240 });
    await view.command('ready');
    const created = { type: 'session.created', id: 's', at: 1 } as const;
    await view.send({
      type: 'transcript',
      session: 's',
      events: [created, ...events],
      state: { ...facts, busy },
    });
    await view.page.getByRole('article').waitFor();
    return view.page;
  };

  it('keeps a long attachment inside its prompt, the name of Google Maps and each outcome whole, and the tools of a turn in one line', async () => {
    const page = await start([
      ...prompt(),
      ...step(0, { type: 'google_maps_call', id: 'g', arguments: { queries: ['tea near the old station'] } }),
      ...step(1, { type: 'google_maps_result', call_id: 'g', result: [{ places: [{ name: 'Tea', url: place.url }] }] }),
      ...step(2, { type: 'url_context_call', id: 'u', arguments: { urls } }),
      ...step(3, {
        type: 'url_context_result',
        call_id: 'u',
        result: urls.map((url, at) => ({ url, status: ['success', 'error', 'paywall'][at] })),
      }),
      ...one.output(4),
      ...one.text(4, 'Tea.'),
      { type: 'step.delta', ...on, index: 4, delta: { type: 'text_annotation_delta', annotations: [place] } },
      ...one.stop(4),
      ...one.done(),
    ]);
    const bubble = (await page.locator('.prompt').boundingBox())!;
    const chip = (await page.locator('.prompt .chip').boundingBox())!;
    assert.ok(chip.x + chip.width <= bubble.x + bubble.width, JSON.stringify({ chip, bubble }));
    await page.getByText('Read web pages').click();
    const outcomes = page.locator('.outcomes .step-state');
    assert.deepEqual(await outcomes.allInnerTexts(), ['Read', 'Could not be read', 'Behind a paywall']);
    const names = [...(await page.getByText('Google Maps', { exact: true }).all()), ...(await outcomes.all())];
    assert.equal(names.length, 5);
    for (const name of names) assert.ok(await name.evaluate(whole), await name.innerText());
    const heights = await page.locator('.places .maps').evaluate((name) => name.getClientRects().length);
    assert.equal(heights, 1, 'the name of the service is not broken');
    const tops = await page
      .locator('.turn-end > .tool')
      .evaluateAll((tools) => tools.map((tool) => tool.getBoundingClientRect().top));
    assert.equal(new Set(tops).size, 1, `one line of ${tops.length} tools`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 240);
    assert.deepEqual(await findings(view), []);
  });

  it('marks the address that could not be read, and no other', async () => {
    const page = await start([
      ...one.prompt(),
      ...step(0, { type: 'url_context_call', id: 'u', arguments: { urls: urls.slice(0, 2) } }),
      ...step(1, {
        type: 'url_context_result',
        call_id: 'u',
        result: [
          { url: urls[0], status: 'success' },
          { url: urls[1], status: 'error' },
        ],
      }),
      ...step(2, { type: 'url_context_call', id: 'v', arguments: { urls: urls.slice(1, 2) } }),
      ...step(3, { type: 'url_context_result', call_id: 'v', result: [{ url: urls[1], status: 'error' }] }),
    ]);
    const titles = page.locator('.call > summary .step-title');
    assert.deepEqual(await titles.allInnerTexts(), ['Read web pages', 'Could not be read']);
    await titles.first().click();
    const colours = await page
      .locator('.call')
      .first()
      .locator('.outcomes .step-state')
      .evaluateAll((states) => states.map((state) => getComputedStyle(state).color));
    const failure = await page.evaluate(() =>
      getComputedStyle(document.body).getPropertyValue('--vscode-errorForeground'),
    );
    assert.equal(failure, '#f85149');
    assert.deepEqual(
      colours.map((colour) => colour === 'rgb(248, 81, 73)'),
      [false, true],
    );
  });

  it('says how long a wait lasts before it says what for', async () => {
    const page = await start(
      [
        ...one.prompt(),
        ...one
          .activity('retrying', Date.now() + 75_000)
          .map((event) =>
            event.type === 'activity.updated' && event.activity
              ? { ...event, activity: { ...event.activity, detail: 'The Gemini API has a problem on its side.' } }
              : event,
          ),
      ],
      true,
    );
    const text = page.locator('.activity-text');
    await text.filter({ hasText: 'Retrying in 1 min' }).waitFor();
    assert.ok(await text.evaluate(whole), await text.innerText());
    assert.equal(await page.locator('.activity-detail').evaluate(whole), false, 'what for is cut off instead');
  });
});
