// What tools of Google bring into an answer, in a real Chromium under the page's policy: numbers in the text, cards, places, suggestions.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../src/shared/events.ts';
import { closeAll, type Opened, type Options, open } from './page.ts';
import { facts, turn } from './sessions.ts';

const one = turn('t1', 'What is new?');
const answer = `Die **Größe** zählt in 東京.

- one [site](https://x.test/) here
- two

\`\`\`ts
const a = 1;
\`\`\`

End of \`it\`.
`;
const endOf = (text: string) => Buffer.byteLength(answer.slice(0, answer.indexOf(text) + text.length));
const cite = (url: string, title: string, end: number) => ({
  type: 'url_citation',
  url,
  title,
  start_index: 0,
  end_index: end,
});
const annotations = [
  cite('https://b.test/', 'b.test', endOf('site](https://x.test/)')),
  cite('https://a.test/', 'a.test', endOf('東京.')),
  cite('https://b.test/', 'b.test', endOf('東京.')),
  cite('https://c.test/', 'c.test', endOf('const a = 1;')),
  cite('https://d.test/', 'd.test', endOf('`it`.')),
];
const chips =
  '<style>.chip{color:rgb(1,2,3)}</style><div class="container"><a class="chip" href="https://vertex.test/redirect/1">news of today</a></div><script>parent.stolen=1</script><img src="https://evil.test/x.png" onerror="parent.stolen=2">';

const on = { interaction: 't1' } as const;
const at = 1;
const step = (index: number, step: { readonly type: string; readonly [field: string]: unknown }): SessionEvent[] => [
  { type: 'step.started', ...on, index, step, at },
  { type: 'step.stopped', ...on, index, at },
];
const search = [
  ...step(0, { type: 'google_search_call', id: 's1', arguments: { queries: ['what is new', 'today'] } }),
  ...step(1, {
    type: 'google_search_result',
    call_id: 's1',
    result: [{ search_suggestions: chips }, { search_suggestions: chips }],
  }),
];

async function start(events: readonly SessionEvent[], options: Options = {}): Promise<Opened> {
  const view = await open(options);
  await view.command('ready');
  const created = { type: 'session.created', id: 's', at: 1 } as const;
  await view.send({ type: 'transcript', session: 's', events: [created, ...events], state: facts });
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  return view;
}

const cited = (note: readonly object[] = annotations): SessionEvent[] => [
  ...one.output(2),
  ...one.text(2, answer),
  { type: 'step.delta', ...on, index: 2, delta: { type: 'text_annotation_delta', annotations: note } },
  ...one.stop(2),
  ...one.done(),
];

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !holds(); await new Promise((done) => setTimeout(done, 25))) {
    if (Date.now() > end) throw new Error(`Still not: ${what}`);
  }
}

describe('grounding', () => {
  let view: Opened;
  afterEach(() => view.close());
  after(closeAll);

  it('numbers sources where they are cited, outside of links and code, in any script', async () => {
    view = await start([...one.prompt(), ...search, ...cited()]);
    const { page } = view;
    const numbers = page.locator('.markdown .cite');
    await numbers.first().waitFor();
    assert.equal(await page.locator('.markdown section > p').first().innerText(), 'Die Größe zählt in 東京.12');
    assert.equal(await page.locator('.markdown li').first().innerText(), 'one site2 here');
    assert.equal(await page.locator('.markdown a .cite').count(), 0);
    assert.equal(await page.locator('.code .cite').count(), 0);
    assert.equal(await page.locator('.markdown section > p').last().innerText(), 'End of it.4');
    await page.getByText('Sources (4)').click();
    assert.deepEqual(await page.locator('.sources li').allInnerTexts(), ['1a.test', '2b.test', '3c.test', '4d.test']);
    await numbers.first().click();
    assert.deepEqual(await view.command('open_link'), { type: 'open_link', url: 'https://a.test/' });
    assert.deepEqual(
      view.trouble.filter((one) => !/evil/.test(one)),
      [],
    );
  });

  it('says on hover and focus what a number stands for, and Escape takes that away and stops nothing', async () => {
    view = await start([...one.prompt(), ...search, ...cited()]);
    const { page } = view;
    await page.getByRole('link', { name: 'Source 2: b.test' }).first().hover();
    const card = page.getByRole('tooltip');
    await card.waitFor();
    assert.match(await card.innerText(), /b\.test/);
    await page.mouse.move(5, 5);
    await card.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Source 1: a.test' }).focus();
    await card.waitFor();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    assert.equal(
      (await view.commands()).some(({ type }) => type === 'stop'),
      false,
    );
  });

  it('puts numbers into a text that has streamed without replacing what was finished', async () => {
    view = await start([...one.prompt(), ...search, ...one.output(2), ...one.text(2, answer)]);
    const { page } = view;
    await page.getByText('two').waitFor();
    await page.evaluate(() => {
      const first = document.querySelector('.markdown section > p')!;
      const text = document.createTreeWalker(first, NodeFilter.SHOW_TEXT).nextNode();
      Object.assign(window, { kept: { first, strong: first.querySelector('strong'), text } });
    });
    const [, , delta, ...end] = cited();
    await view.send({ type: 'events', events: [delta!, ...end] });
    await page.locator('.markdown .cite').first().waitFor();
    const kept = await page.evaluate(() => {
      const { first, strong, text } = (window as unknown as { kept: Record<string, Node> }).kept;
      const now = document.querySelector('.markdown section > p');
      return [first === now, strong?.isConnected, text?.isConnected];
    });
    assert.deepEqual(kept, [true, true, true]);
  });

  it('shows the suggestions once, unmodified, in a frame that runs nothing and asks for nothing; a click goes to the host', async () => {
    const refused: string[] = [];
    view = await start(one.prompt());
    const { page } = view;
    page.on('requestfailed', (request) => refused.push(`${request.url()} ${request.failure()?.errorText}`));
    await view.send({ type: 'events', events: [...search, ...cited()] });
    const frames = page.locator('iframe');
    await frames.first().waitFor();
    assert.equal(await frames.count(), 1);
    assert.equal(await frames.getAttribute('sandbox'), 'allow-same-origin');
    assert.equal(await frames.getAttribute('title'), 'Google Search suggestions');
    const chip = page.frameLocator('iframe').getByRole('link', { name: 'news of today' });
    await chip.waitFor();
    assert.equal(await chip.evaluate((link) => getComputedStyle(link).color), 'rgb(1, 2, 3)');
    const whole = await page.frameLocator('iframe').locator('html').innerHTML();
    const other = await page.context().newPage();
    const sent = await other.evaluate(
      (html) => new DOMParser().parseFromString(html, 'text/html').documentElement.innerHTML,
      chips,
    );
    await other.close();
    assert.equal(whole, sent, 'the block is what the service sent, nothing taken away and nothing added');
    const schemes = [frames, page.frameLocator('iframe').locator('html')].map((one) =>
      one.evaluate((element) => getComputedStyle(element).colorScheme),
    );
    assert.deepEqual(await Promise.all(schemes), ['dark', 'dark'], 'the ground of the frame is not white in the dark');
    await chip.click();
    assert.deepEqual(await view.command('open_link'), { type: 'open_link', url: 'https://vertex.test/redirect/1' });
    assert.equal(await page.evaluate(() => (window as unknown as { stolen?: number }).stolen), undefined);
    // The picture was stopped by the policy that the frame has from the page.
    await until('the picture is stopped', () => refused.length > 0);
    assert.deepEqual(refused, ['https://evil.test/x.png csp']);
    // After the answer, before the line that ends the turn.
    const order = await page.evaluate(() =>
      [...document.querySelectorAll('.output, .suggestions, .turn-end')].map(({ classList }) => classList[0]),
    );
    assert.deepEqual(order, ['output', 'suggestions', 'turn-end']);
  });

  it('shows places right after the text, by title, with reviews and the unaltered name of the service', async () => {
    const place = {
      type: 'place_citation',
      place_id: 'places/1',
      name: 'Café Hut',
      url: 'https://maps.google.com/?cid=1',
      review_snippets: [{ title: 'Good cake', url: 'https://maps.google.com/r1' }],
      end_index: endOf('東京.'),
    };
    view = await start([...one.prompt(), ...cited([place])]);
    const places = view.page.getByRole('region', { name: 'Places from Google Maps' });
    await places.waitFor();
    assert.deepEqual(await places.getByRole('link').allInnerTexts(), ['Café Hut', 'Good cake']);
    const name = places.getByText('Google Maps', { exact: true });
    assert.equal(await name.getAttribute('translate'), 'no');
    assert.equal(await view.page.locator('.output > .cited + .places').count(), 1);
    await places.getByRole('link', { name: 'Good cake' }).click();
    assert.deepEqual(await view.command('open_link'), { type: 'open_link', url: 'https://maps.google.com/r1' });
    assert.deepEqual(view.trouble, []);
  });

  it('shows what the tools did as cards: addresses with their status, code with its output and plot, servers with their answer', async () => {
    const plot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    view = await start([
      ...one.prompt(),
      ...step(0, { type: 'url_context_call', id: 'u', arguments: { urls: ['https://a.test/x', 'https://b.test/'] } }),
      ...step(1, { type: 'code_execution_call', id: 'c', arguments: { code: 'print(6*7)', language: 'python' } }),
      ...step(2, {
        type: 'code_execution_result',
        call_id: 'c',
        result: [
          { type: 'text', text: '42' },
          { type: 'image', mime_type: 'image/png', data: plot },
        ],
      }),
      ...step(3, {
        type: 'url_context_result',
        call_id: 'u',
        result: [
          { url: 'https://a.test/x', status: 'success' },
          { url: 'https://b.test/', status: 'paywall' },
        ],
      }),
      ...step(4, { type: 'mcp_server_tool_call', id: 'm', name: 'find', server_name: 'docs', arguments: { q: 'x' } }),
      ...step(5, { type: 'mcp_server_tool_result', call_id: 'm', result: [{ type: 'text', text: 'found it' }] }),
      ...one.done(),
    ]);
    const { page } = view;
    await page.getByText('Read web pages').click();
    assert.deepEqual(await page.locator('.outcomes li').allInnerTexts(), [
      'https://a.test/x\nRead',
      'https://b.test/\nBehind a paywall',
    ]);
    await page.getByText('Ran code at Google').click();
    await page.getByText('print(6*7)').waitFor();
    await page.getByRole('button', { name: 'Copy to Notebook' }).click();
    assert.deepEqual(await view.command('code_to_notebook'), {
      type: 'code_to_notebook',
      text: 'print(6*7)',
      output: '42',
    });
    const picture = page.getByRole('img', { name: 'A picture that the code made' });
    await picture.waitFor();
    assert.match(String(await picture.getAttribute('src')), /^blob:/);
    await page.getByText('docs: find').click();
    await page.getByText('found it').waitFor();
    assert.deepEqual(view.trouble, []);
  });

  it('offers the tools as switches that say what is on, by keyboard, at 240 px', async () => {
    view = await start([], { width: 240 });
    const { page } = view;
    const tools = [
      { name: 'google_search', label: 'Google Search', detail: 'Searches go to Google.' },
      { name: 'google_maps', label: 'Google Maps', detail: 'Looks up places.', action: 'Set location…' },
    ];
    const created = { type: 'session.created', id: 's', at: 1 } as const;
    await view.send({ type: 'transcript', session: 's', events: [created], state: { ...facts, busy: true, tools } });
    const button = page.getByRole('button', { name: 'Tools of Google' });
    await button.focus();
    await page.keyboard.press('Enter');
    const list = page.getByRole('dialog', { name: 'Tools of Google' });
    await list.waitFor();
    const box = (await list.boundingBox())!;
    assert.ok(box.x >= 0 && box.x + box.width <= 240, JSON.stringify(box));
    await page.getByRole('switch', { name: 'Google Search' }).focus();
    await page.keyboard.press('Space');
    assert.deepEqual(await view.command('switch_tool'), { type: 'switch_tool', tool: 'google_search', on: true });
    await page.getByRole('button', { name: 'Set location…' }).click();
    assert.deepEqual(await view.command('configure_tool'), { type: 'configure_tool', tool: 'google_maps' });
    await list.waitFor({ state: 'hidden' });
    await button.click();
    await list.waitFor();
    await view.send({
      type: 'events',
      events: [{ type: 'options.changed', options: { tools: ['google_search', 'google_maps'] } }],
    });
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Tools of Google: Google Search, Google Maps' }).click();
    await list.waitFor();
    assert.equal(await page.getByRole('switch', { checked: true }).count(), 2);
    assert.equal(
      (await view.commands()).some(({ type }) => type === 'stop'),
      false,
    );
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 240);
    assert.deepEqual(view.trouble, []);
  });
});
