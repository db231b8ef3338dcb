// Tools that Google runs, switched on by a person in a real VS Code: what the request says, what the page shows, where a click leads.

import assert from 'node:assert/strict';
import type { Scenario } from '../emulator/scenario.ts';
import { type Body, on, until, useCastor } from './castor.ts';

const text = 'Die **Größe** zählt in 東京. Mehr steht da.';
const end = (words: string) => Buffer.byteLength(text.slice(0, text.indexOf(words) + words.length));
const annotations = [
  { type: 'url_citation', url: 'https://vertex.test/a', title: 'a.test', start_index: 0, end_index: end('東京.') },
  { type: 'url_citation', url: 'https://vertex.test/b', title: 'b.test', start_index: 0, end_index: end('da.') },
];
const chips =
  '<style>.chip{border:solid 1px}</style><div class="container"><a class="chip" href="https://vertex.test/chip">größe tokio</a></div>';
const plot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const step = (type: string, fields: object, id: string): Scenario['answer'][number] => ({
  do: 'step',
  step: { type, [type.endsWith('_call') ? 'id' : 'call_id']: id },
  deltas: [{ type, ...fields }],
});

const kinds = (body: Body | undefined) => (body?.tools ?? []).filter(({ type }) => type !== 'function');

describe('tools of Google', () => {
  const castor = useCastor();

  const open = async () => {
    const chat = await castor().chat();
    const list = chat.getByRole('dialog', { name: 'Tools of Google' });
    if (!(await list.isVisible())) await (await castor().button(/^Tools of Google/)).first().click();
    await list.waitFor();
    return list;
  };
  const close = async () => {
    await castor().page.keyboard.press('Escape');
    await (await castor().chat()).getByRole('dialog', { name: 'Tools of Google' }).waitFor({ state: 'hidden' });
  };
  const set = async (names: readonly string[]) => {
    const list = await open();
    const switches = list.getByRole('switch');
    for (const one of await switches.all()) {
      const label = (await one.evaluate((box) => box.parentElement?.textContent ?? '')).trim();
      await one.setChecked(names.includes(label));
    }
    await close();
    const shown = names.length ? `Tools of Google: ${names.join(', ')}` : 'Tools of Google';
    await (await castor().button(shown)).waitFor();
  };
  afterEach(() => set([]));

  it('are off until switched on for the session, and out of the request again once off', async () => {
    castor().emulator.use([on('Tell', { do: 'say', text: 'So be it.' })]);
    await castor().asked('Tell me once');
    assert.deepEqual(kinds(castor().bodies()[0]), []);
    await set(['Google Search', 'URL context', 'Code execution']);
    await castor().asked('Tell me twice');
    assert.deepEqual(kinds(castor().bodies()[1]), [
      { type: 'google_search' },
      { type: 'url_context' },
      { type: 'code_execution' },
    ]);
    assert.ok(
      castor()
        .bodies()[1]
        ?.tools?.some(({ name }) => name === 'read_file'),
      'local functions go along',
    );
    await set([]);
    await castor().asked('Tell me thrice');
    assert.deepEqual(kinds(castor().bodies()[2]), []);
    await set(['Google Image Search']);
    await castor().asked('Tell me of pictures');
    assert.deepEqual(kinds(castor().bodies()[3]), [
      { type: 'google_search', search_types: ['web_search', 'image_search'] },
    ]);
    await castor().newSession();
    await castor().asked('Tell me anew');
    assert.deepEqual(kinds(castor().bodies()[4]), [], 'another session begins with none');
  });

  it('search: numbers in the text, sources, suggestions in a frame, and a click through the gate', async () => {
    castor().emulator.use([
      on(
        'News',
        { do: 'search', queries: ['größe tokio'], suggestions: [chips, chips] },
        { do: 'say', text, chunk: 5, annotations },
      ),
    ]);
    await set(['Google Search']);
    const turn = await castor().asked('News please');
    await turn.getByText('Searched Google').waitFor();
    await turn.getByRole('link', { name: 'Source 1: a.test' }).waitFor();
    assert.equal((await turn.locator('.markdown p').innerText()).trim(), 'Die Größe zählt in 東京.1 Mehr steht da.2');
    await turn.getByText('Sources (2)').click();
    assert.deepEqual(await turn.locator('.sources li').allInnerTexts(), ['1a.test', '2b.test']);
    const chip = turn.frameLocator('iframe').getByRole('link', { name: 'größe tokio' });
    await chip.click();
    const dialog = castor().page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /https:\/\/vertex\.test\/chip/);
    await castor().page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await castor().workbench.screenshot('google-search');
    // What the service sent goes back as it came, in a chain that has to be rebuilt and in one that has not.
    await castor().asked('News again');
    assert.equal(typeof castor().bodies()[1]?.previous_interaction_id, 'string');
  });

  it('read pages, run code and ask servers: a card for each, the code into a notebook', async () => {
    castor().emulator.use([
      on(
        'Plot',
        step('url_context_call', { arguments: { urls: ['https://a.test/data'] }, signature: 'c2ln' }, 'u1'),
        step('url_context_result', { result: [{ url: 'https://a.test/data', status: 'success' }] }, 'u1'),
        step(
          'code_execution_call',
          { arguments: { code: 'print(6 * 7)', language: 'python' }, signature: 'c2ln' },
          'c1',
        ),
        step(
          'code_execution_result',
          {
            result: [
              { type: 'text', text: '42\n' },
              { type: 'image', mime_type: 'image/png', data: plot },
            ],
          },
          'c1',
        ),
        { do: 'say', text: 'It is 42.' },
      ),
    ]);
    await set(['URL context', 'Code execution']);
    const turn = await castor().asked('Plot https://a.test/data');
    await turn.getByText('Read web pages').click();
    await turn.getByText('https://a.test/data', { exact: true }).last().waitFor();
    await turn.getByText('Ran code at Google').click();
    await turn.getByRole('img', { name: 'A picture that the code made' }).waitFor();
    await castor().workbench.screenshot('google-code');
    await turn.getByRole('button', { name: 'Copy to Notebook' }).click();
    const cell = castor().page.locator('.notebook-editor, .notebookOverlay').first();
    await cell.waitFor({ timeout: 20_000 });
    await castor().page.getByText('6 * 7').first().waitFor();
    await castor()
      .page.locator('.tab.active', { hasText: /Untitled/ })
      .waitFor();
    await castor().workbench.runCommand('View: Revert and Close Editor');
    await cell.waitFor({ state: 'detached' });
  });

  it('maps: near the place that the person gave, with sources marked as the service asks', async () => {
    const place = {
      type: 'place_citation',
      place_id: 'places/1',
      name: 'Café Hut',
      url: 'https://maps.google.com/?cid=1',
      review_snippets: [{ title: 'Good cake', url: 'https://maps.google.com/r1' }],
      start_index: 0,
      end_index: end('da.'),
    };
    castor().emulator.use([
      on(
        'Coffee',
        step('google_maps_call', { arguments: { queries: ['coffee'] }, signature: 'c2ln' }, 'g1'),
        step(
          'google_maps_result',
          { result: [{ places: [{ place_id: 'places/1', name: 'Café Hut', url: place.url }] }] },
          'g1',
        ),
        { do: 'say', text, annotations: [place] },
      ),
    ]);
    await set(['Google Maps']);
    const list = await open();
    await list.getByRole('button', { name: 'Set location…' }).click();
    const box = castor().page.locator('.quick-input-widget input[type=text]').first();
    await box.waitFor();
    await box.fill('48.137, 11.575');
    await castor().page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
    const turn = await castor().asked('Coffee near me?');
    assert.deepEqual(kinds(castor().bodies()[0]), [{ type: 'google_maps', latitude: 48.137, longitude: 11.575 }]);
    const places = turn.getByRole('region', { name: 'Places from Google Maps' });
    assert.deepEqual(await places.getByRole('link').allInnerTexts(), ['Café Hut', 'Good cake']);
    assert.equal(await places.getByText('Google Maps', { exact: true }).getAttribute('translate'), 'no');
    await castor().workbench.screenshot('google-maps');
  });

  it('a mix that the model refuses: on without the odd one, by one button', async () => {
    const refusal = "The tool 'google_maps' is not supported for this model.";
    castor().emulator.use([
      {
        name: 'refused',
        match: { prompt: '^Mix' },
        answer: [{ do: 'fail', status: 400, code: 'invalid_request', message: refusal }],
        times: 1,
      },
      on('Mix', { do: 'say', text: 'Without maps, then.' }),
    ]);
    await set(['Google Search', 'Google Maps']);
    const turn = await castor().asked('Mix them');
    await turn.getByRole('button', { name: 'Go on without Google Maps' }).click();
    await castor().sees('Without maps, then.');
    await castor().idle();
    assert.deepEqual(kinds(castor().bodies()[1]), [{ type: 'google_search' }]);
    await (await castor().button('Tools of Google: Google Search')).waitFor();
    await until('one turn', async () => (await (await castor().turns()).count()) === 1);
  });
});
