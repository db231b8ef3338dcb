// Google's tools in a real VS Code where nothing is stored, with pictures found by search, and with a model that takes no mix of tools.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../emulator/scenario.ts';
import { type Body, type Castor, goodKey, on, photograph, startCastor, useCastor } from './castor.ts';

const step = (type: string, fields: object, id: string): Scenario['answer'][number] => ({
  do: 'step',
  step: { type, [type.endsWith('_call') ? 'id' : 'call_id']: id },
  deltas: [{ type, ...fields }],
});
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const chips = '<div class="container"><a class="chip" href="https://vertex.test/chip">otter</a></div>';
const own = (body: Body | undefined) => (body?.tools ?? []).filter(({ type }) => type !== 'function');

describe('tools of Google, further', () => {
  const castor = useCastor();
  const set = async (names: readonly string[]) => {
    const chat = await castor().chat();
    const list = chat.getByRole('dialog', { name: 'Tools of Google' });
    if (!(await list.isVisible())) await (await castor().button(/^Tools of Google/)).first().click();
    await list.waitFor();
    for (const name of names) await list.getByRole('switch', { name, exact: true }).check();
    await castor().page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
  };

  it('in a private session go back whole, in order and signed, with every request', async () => {
    castor().emulator.use([
      { name: 'read', match: { prompt: '^All', tool_result: 'read_file' }, answer: [{ do: 'say', text: 'All seen.' }] },
      on(
        'All',
        { do: 'think', summary: 'hm' },
        { do: 'search', queries: ['otter'], suggestions: [chips] },
        step('url_context_call', { arguments: { urls: ['https://a.test/'] }, signature: 'dXJs' }, 'u1'),
        step(
          'url_context_result',
          { result: [{ url: 'https://a.test/', status: 'success' }], signature: 'dXJsMg==' },
          'u1',
        ),
        step(
          'code_execution_call',
          { arguments: { code: 'print(42)', language: 'python' }, signature: 'Y29kZQ==' },
          'c1',
        ),
        step('code_execution_result', { result: '42\n', signature: 'Y29kZTI=' }, 'c1'),
        step('google_maps_call', { arguments: { queries: ['otter'] }, signature: 'bWFw' }, 'm1'),
        step('google_maps_result', { result: [{ places: [] }], signature: 'bWFwMg==' }, 'm1'),
        { do: 'call', name: 'read_file', arguments: { path: 'README.md' } },
      ),
      on('And', { do: 'say', text: 'Still private.' }),
    ]);
    await castor().option('switch', 'Private', (toggle) => toggle.click());
    await set(['Google Search', 'URL context', 'Code execution', 'Google Maps']);
    await castor().asked('All of it');
    await castor().sees('All seen.');
    await castor().asked('And now?');
    await castor().sees('Still private.');
    await castor().workbench.screenshot('google-private');
    const [first, second, third] = castor().bodies();
    for (const body of [first, second, third]) {
      assert.deepEqual([body?.store, body?.previous_interaction_id], [false, undefined]);
      assert.deepEqual(own(body), [
        { type: 'google_search' },
        { type: 'url_context' },
        { type: 'code_execution' },
        { type: 'google_maps' },
      ]);
    }
    const kinds = [
      'user_input',
      'thought',
      'google_search_call',
      'google_search_result',
      'url_context_call',
      'url_context_result',
      'code_execution_call',
      'code_execution_result',
      'google_maps_call',
      'google_maps_result',
    ];
    const sent = second?.input.map(({ type }) => type) ?? [];
    assert.deepEqual(sent.slice(0, kinds.length), kinds);
    assert.deepEqual(sent.slice(-2), ['function_call', 'function_result']);
    const signed = (body: Body | undefined, type: string) => body?.input.find((one) => one.type === type)?.signature;
    for (const [type, signature] of [
      ['url_context_call', 'dXJs'],
      ['url_context_result', 'dXJsMg=='],
      ['code_execution_call', 'Y29kZQ=='],
      ['code_execution_result', 'Y29kZTI='],
      ['google_maps_call', 'bWFw'],
      ['google_maps_result', 'bWFwMg=='],
    ] as const) {
      assert.equal(signed(second, type), signature, type);
      assert.equal(signed(third, type), signature, type);
    }
    assert.deepEqual(
      third?.input.slice(0, second?.input.length),
      second?.input,
      'what went before goes again as it was',
    );
    assert.equal(third?.input.at(-1)?.type, 'user_input');
  });

  it('image search: pictures from the answer alone, and the page of each one click away', async () => {
    const text = 'An otter.';
    castor().emulator.use([
      on(
        'Picture',
        step(
          'google_search_call',
          { arguments: { queries: ['otter'] }, search_type: 'image_search', signature: 'c2ln' },
          's1',
        ),
        step('google_search_result', { result: [{ search_suggestions: chips }], signature: 'c2ln' }, 's1'),
        {
          do: 'message',
          parts: [
            { type: 'image', mime_type: 'image/png', data: picture },
            {
              text,
              annotations: [
                {
                  type: 'url_citation',
                  url: 'https://zoo.test/otter',
                  title: 'zoo.test',
                  start_index: 0,
                  end_index: text.length,
                },
              ],
            },
          ],
        },
      ),
    ]);
    await set(['Google Image Search']);
    const turn = await castor().asked('Picture of an otter');
    assert.deepEqual(own(castor().bodies()[0]), [
      { type: 'google_search', search_types: ['web_search', 'image_search'] },
    ]);
    await turn.getByText('Searched Google for images').waitFor();
    const shown = turn.getByRole('img').first();
    await shown.waitFor();
    assert.match((await shown.getAttribute('src')) ?? '', /^blob:/);
    await turn.frameLocator('iframe').getByRole('link', { name: 'otter' }).waitFor();
    await castor().workbench.screenshot('image-search');
    await turn.getByRole('link', { name: 'Source 1: zoo.test' }).click();
    const dialog = castor().page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /https:\/\/zoo\.test\/otter/);
    await castor().page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });
});

describe('tools of Google on an older model', () => {
  let castor: Castor;
  before(async function () {
    this.timeout(600_000);
    const settings = { 'castor.model': 'gemini-2.5-flash' };
    castor = await startCastor({ env: { GEMINI_API_KEY: goodKey }, settings });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await photograph(castor, this.currentTest.fullTitle());
  });
  after(() => castor?.close());

  it('reads no picture: the file is answered in words', async () => {
    writeFileSync(join(castor.folder, 'logo.png'), Buffer.from(picture, 'base64'));
    castor.emulator.use([
      { name: 'read', match: { tool_result: 'read_file' }, answer: [{ do: 'say', text: 'No picture, then.' }] },
      on('Look', { do: 'call', name: 'read_file', arguments: { path: 'logo.png' } }),
    ]);
    await castor.asked('Look at the logo');
    await castor.sees('No picture, then.');
    const [result] = castor.bodies()[1]!.input;
    assert.equal(typeof result?.result, 'string');
    assert.doesNotMatch(JSON.stringify(result), new RegExp(picture.slice(0, 20)));
    await castor.newSession();
    castor.emulator.reset();
  });

  it('beside functions, which it does not take in one request: on without the odd one', async () => {
    castor.emulator.use([on('Mix', { do: 'say', text: 'Functions alone.' })]);
    const chat = await castor.chat();
    await (await castor.button(/^Tools of Google/)).first().click();
    await chat.getByRole('switch', { name: 'Google Search', exact: true }).check();
    await castor.page.keyboard.press('Escape');
    await castor.ask('Mix them');
    assert.match(await castor.alert(), /does not take these tools in one request/);
    await castor.workbench.screenshot('mix-refused');
    await castor.click('Go on without Google Search');
    await castor.sees('Functions alone.');
    await castor.idle();
    const [refused, taken] = castor.bodies();
    assert.deepEqual(own(refused), [{ type: 'google_search' }]);
    assert.ok(refused?.tools?.some(({ name }) => name === 'read_file'));
    assert.deepEqual(own(taken), []);
    assert.ok(taken?.tools?.some(({ name }) => name === 'read_file'));
    assert.equal(await (await castor.button(/^Tools of Google: /)).count(), 0);
  });
});
