// Each tool of Google and each kind of answer in a real VS Code: the request while it is off, on and off again, the steps that are kept, and the page.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Scenario } from '../emulator/scenario.ts';
import { type Castor, freshEach, goodKey, on, onResult, startCastor } from './castor.ts';
import { keptSteps } from './record.ts';

type Actions = Scenario['answer'];

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const url = 'https://docs.test/mcp';
const chips = '<div class="container"><a class="chip" href="https://vertex.test/chip">Größe</a></div>';
const step = (type: string, fields: object, id: string): Actions[number] => ({
  do: 'step',
  step: { type, [type.endsWith('_call') ? 'id' : 'call_id']: id },
  deltas: [{ type, ...fields }],
});
const text = 'In 東京 zählt Größe.';
const cite = <F extends object>(fields: F) => ({ ...fields, start_index: 0, end_index: Buffer.byteLength(text) });
const citedWeb = cite({ type: 'url_citation', url: 'https://a.test/', title: 'a.test' });
const citedPlace = cite({
  type: 'place_citation',
  place_id: 'places/1',
  name: 'Café Hut',
  url: 'https://maps.google.com/?cid=1',
  review_snippets: [{ title: 'Good cake', url: 'https://maps.google.com/r1' }],
});
const citedFile = cite({ type: 'file_citation', file_name: 'README.md', page_number: 1 });
const mcpTool = { type: 'mcp_server', name: 'my_docs', url, allowed_tools: [{ mode: 'auto', tools: ['find'] }] };

interface Row {
  /** Its switch. */
  readonly name: string;
  readonly tool: object;
  readonly answer: Actions;
  readonly steps: readonly string[];
  shows(turn: Locator): Promise<void>;
}

const rows: readonly Row[] = [
  {
    name: 'Google Search',
    tool: { type: 'google_search' },
    answer: [
      { do: 'search', queries: ['größe'], suggestions: [chips] },
      { do: 'say', text, chunk: 3, annotations: [citedWeb] },
    ],
    steps: ['google_search_call', 'google_search_result', 'thought', 'model_output'],
    async shows(turn) {
      await turn.getByText('Searched Google').waitFor();
      await turn.getByRole('link', { name: 'Source 1: a.test' }).waitFor();
      await turn.frameLocator('iframe').getByRole('link', { name: 'Größe' }).waitFor();
    },
  },
  {
    name: 'Google Image Search',
    tool: { type: 'google_search', search_types: ['web_search', 'image_search'] },
    answer: [
      step(
        'google_search_call',
        { arguments: { queries: ['otter'] }, search_type: 'image_search', signature: 'c2ln' },
        's1',
      ),
      step('google_search_result', { result: [{ search_suggestions: chips }], signature: 'c2lnMg==' }, 's1'),
      {
        do: 'message',
        parts: [
          { type: 'image', mime_type: 'image/png', data: pixel },
          { text, annotations: [citedWeb] },
        ],
      },
    ],
    steps: ['google_search_call', 'google_search_result', 'thought', 'model_output'],
    async shows(turn) {
      await turn.getByText('Searched Google for images').waitFor();
      assert.match(String(await turn.getByRole('img').first().getAttribute('src')), /^blob:/);
      await turn.getByRole('link', { name: 'Source 1: a.test' }).waitFor();
    },
  },
  {
    name: 'Google Maps',
    tool: { type: 'google_maps' },
    answer: [
      step('google_maps_call', { arguments: { queries: ['coffee'] }, signature: 'bWFw' }, 'g1'),
      step(
        'google_maps_result',
        {
          result: [{ places: [{ place_id: 'places/1', name: 'Café Hut', url: citedPlace.url }] }],
          signature: 'bWFwMg==',
        },
        'g1',
      ),
      { do: 'say', text, chunk: 4, annotations: [citedPlace] },
    ],
    steps: ['google_maps_call', 'google_maps_result', 'thought', 'model_output'],
    async shows(turn) {
      const places = turn.getByRole('region', { name: 'Places from Google Maps' });
      await places.waitFor();
      assert.deepEqual(await places.getByRole('link').allInnerTexts(), ['Café Hut', 'Good cake']);
      const dialog = turn.page().locator('.monaco-dialog-box');
      await places.getByRole('link', { name: 'Good cake' }).click();
      await dialog.getByText('https://maps.google.com/r1').waitFor();
      await turn.page().keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'URL context',
    tool: { type: 'url_context' },
    answer: [
      step(
        'url_context_call',
        { arguments: { urls: ['https://a.test/x', 'https://b.test/'] }, signature: 'dXJs' },
        'u1',
      ),
      step(
        'url_context_result',
        {
          result: [
            { url: 'https://a.test/x', status: 'success' },
            { url: 'https://b.test/', status: 'paywall' },
          ],
          signature: 'dXJsMg==',
        },
        'u1',
      ),
      { do: 'say', text },
    ],
    steps: ['url_context_call', 'url_context_result', 'thought', 'model_output'],
    async shows(turn) {
      await turn.getByText('Read web pages').click();
      const outcomes = turn.locator('.outcomes li');
      await outcomes.first().waitFor();
      assert.deepEqual(
        (await outcomes.allInnerTexts()).map((one) => one.replaceAll(/\s+/g, ' ')),
        ['https://a.test/x Read', 'https://b.test/ Behind a paywall'],
      );
    },
  },
  {
    name: 'Code execution',
    tool: { type: 'code_execution' },
    answer: [
      step(
        'code_execution_call',
        { arguments: { code: 'print(6 * 7)', language: 'python' }, signature: 'Y29kZQ==' },
        'c1',
      ),
      step(
        'code_execution_result',
        {
          result: [
            { type: 'text', text: '42\n' },
            { type: 'image', mime_type: 'image/png', data: pixel },
          ],
          signature: 'Y29kZTI=',
        },
        'c1',
      ),
      { do: 'say', text },
    ],
    steps: ['code_execution_call', 'code_execution_result', 'thought', 'model_output'],
    async shows(turn) {
      await turn.getByText('Ran code at Google').click();
      await turn.getByText('print(6 * 7)').waitFor();
      await turn.getByText('42', { exact: true }).waitFor();
      const plot = turn.getByRole('img', { name: 'A picture that the code made' });
      assert.match(String(await plot.getAttribute('src')), /^blob:/);
    },
  },
  {
    name: 'MCP server my_docs',
    tool: mcpTool,
    answer: [
      step('mcp_server_tool_call', { name: 'find', server_name: 'my_docs', arguments: { q: 'cart' } }, 'm1'),
      step('mcp_server_tool_result', { name: 'find', server_name: 'my_docs', result: 'three pages' }, 'm1'),
      { do: 'say', text },
    ],
    steps: ['mcp_server_tool_call', 'mcp_server_tool_result', 'thought', 'model_output'],
    async shows(turn) {
      await turn.getByText('my_docs: find').click();
      await turn.getByText('three pages', { exact: true }).waitFor();
    },
  },
];

describe('each capability', () => {
  let castor: Castor;
  before(async function () {
    this.timeout(600_000);
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      settings: { 'castor.mcpServers': { my_docs: { url, allowedTools: ['find'] } } },
    });
  });
  freshEach(() => castor);
  after(() => castor?.close());

  const dialog = async () => (await castor.chat()).getByRole('dialog', { name: 'Tools of Google' });
  const opened = async () => {
    const list = await dialog();
    if (!(await list.isVisible())) await (await castor.button(/^Tools of Google/)).first().click();
    await list.waitFor();
    return list;
  };
  /** Sets the switch, closes the list, and waits until the button says what is on. */
  const set = async (name: string, checked: boolean) => {
    const list = await opened();
    await list.getByRole('switch', { name, exact: true }).setChecked(checked);
    await castor.page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await (await castor.button(checked ? `Tools of Google: ${name}` : 'Tools of Google')).waitFor();
  };
  const outside = (request: number) => castor.bodies()[request]?.tools?.filter(({ type }) => type !== 'function');
  /** Off, on, off again: the request without it, with exactly it, and the same as at first. */
  const driven = async ({ name, tool, answer, steps, shows }: Row) => {
    castor.emulator.use([
      on('Before', { do: 'say', text: 'Not yet.' }),
      on('While', ...answer),
      on('After', { do: 'say', text: 'No more.' }),
    ]);
    await castor.asked('Before it');
    await set(name, true);
    const prompt = `While it is on: ${name}`;
    const turn = await castor.asked(prompt);
    await shows(turn);
    await turn.getByText(text).first().waitFor();
    await set(name, false);
    await castor.asked('After it');
    const [before, during, after, ...more] = castor.bodies();
    assert.deepEqual(more, []);
    assert.deepEqual([outside(0), outside(1), outside(2)], [[], [tool], []]);
    const { tools: _, input, previous_interaction_id: previous, ...fields } = during!;
    assert.match(String(previous), /^v1_/);
    assert.deepEqual(input, [{ type: 'user_input', content: [{ type: 'text', text: prompt }] }]);
    for (const body of [before, after]) {
      const { tools: functions, input: said, previous_interaction_id: chain, ...same } = body!;
      assert.deepEqual([same, said.length], [fields, 1]);
      assert.deepEqual(
        functions,
        during!.tools?.filter(({ type }) => type === 'function'),
      );
      assert.equal(chain === undefined, body === before);
    }
    const [kept] = await keptSteps(castor, prompt);
    assert.deepEqual(
      kept?.map(({ type }) => type),
      steps,
    );
  };

  for (const row of rows)
    it(`${row.name}: out of the request until it is on and once it is off, its steps kept as they came`, () =>
      driven(row));

  it('File search: out of the request until it is on and once it is off, its steps kept as they came', async () => {
    const created = await fetch(`${castor.emulator.url}/v1beta/fileSearchStores`, {
      method: 'POST',
      headers: { 'x-goog-api-key': goodKey, 'content-type': 'application/json' },
      body: JSON.stringify({ displayName: 'Notes' }),
    });
    const { name: store } = (await created.json()) as { name: string };
    const list = await opened();
    await list.getByRole('button', { name: 'Choose stores…' }).click();
    const { page } = castor;
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Notes' }).first().click();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title', { hasText: 'Metadata filter' }).waitFor();
    await page.keyboard.press('Enter');
    await (await castor.button('Tools of Google: File search')).waitFor();
    // Chosen is on; each row begins with it off.
    await set('File search', false);
    await driven({
      name: 'File search',
      tool: { type: 'file_search', file_search_store_names: [store] },
      answer: [
        step('file_search_call', { signature: 'ZmlsZQ==' }, 'f1'),
        step('file_search_result', { result: [{}], signature: 'ZmlsZTI=' }, 'f1'),
        { do: 'say', text, chunk: 2, annotations: [citedFile] },
      ],
      steps: ['file_search_call', 'file_search_result', 'thought', 'model_output'],
      async shows(turn) {
        await turn.getByText('Searched your files at Google').waitFor();
        await turn.getByRole('link', { name: 'Source 1: README.md' }).waitFor();
      },
    });
  });

  it('tools of Google and functions in one turn, and thoughts of every kind: all is kept in order, signed', async () => {
    writeFileSync(join(castor.folder, 'note.txt'), 'Otters swim.\n');
    castor.emulator.use([
      onResult('Mixed', 'read_file', { do: 'think', summary: 'Nearly done', signature: 'dDQ=' }, { do: 'say', text }),
      on(
        'Mixed',
        { do: 'think', summary: 'First one. Then the other.', signature: 'dDE=', chunk: 4 },
        { do: 'search', queries: ['otter'], suggestions: [chips] },
        { do: 'think', signature: 'dDI=' },
        { do: 'say', text: 'Looking.', chunk: 2 },
        { do: 'think', summary: 'No seal', signature: null },
        { do: 'code_execution', code: 'print(1)', result: '1\n' },
        { do: 'think', signature: 'dDM=' },
        { do: 'call', name: 'read_file', arguments: { path: 'note.txt' }, split: 3 },
        { do: 'call', name: 'read_file', arguments: { path: 'README.md' }, split: 5 },
      ),
    ]);
    await set('Google Search', true);
    const list = await opened();
    await list.getByRole('switch', { name: 'Code execution', exact: true }).check();
    await castor.page.keyboard.press('Escape');
    await (await castor.button('Tools of Google: Google Search, Code execution')).waitFor();
    const turn = await castor.asked('Mixed, please');
    await turn.getByText(text).waitFor();
    await turn.getByText('Read note.txt').waitFor();
    await turn.getByText('Read README.md').waitFor();
    await turn.getByText('Ran code at Google').waitFor();
    const [first, second] = castor.bodies();
    assert.deepEqual(outside(0), [{ type: 'google_search' }, { type: 'code_execution' }]);
    assert.deepEqual(outside(1), outside(0), 'tools are no part of a chain: they go along again');
    assert.deepEqual(
      second?.input.map(({ type, name }) => [type, name]),
      [
        ['function_result', 'read_file'],
        ['function_result', 'read_file'],
      ],
    );
    assert.equal((first!.generation_config as { thinking_summaries?: string }).thinking_summaries, 'auto');
    const [kept = [], rest = []] = await keptSteps(castor, 'Mixed, please');
    assert.deepEqual(
      kept.map(({ type }) => type),
      [
        'thought',
        'google_search_call',
        'google_search_result',
        'thought',
        'model_output',
        'thought',
        'code_execution_call',
        'code_execution_result',
        'thought',
        'function_call',
        'function_call',
      ],
    );
    const thoughts = [...kept, ...rest].filter(({ type }) => type === 'thought');
    assert.deepEqual(
      thoughts.map(({ signature, summary }) => [signature, JSON.stringify(summary)?.includes('text') ?? false]),
      [
        ['dDE=', true],
        ['dDI=', false],
        [undefined, true],
        ['dDM=', false],
        ['dDQ=', true],
      ],
    );
    // What has no summary has nothing to open.
    assert.equal(await turn.locator('details.thought').count(), 3);
  });

  it('pictures between texts: kept as they came, byte for byte', async () => {
    castor.emulator.use([
      on('Two', {
        do: 'message',
        parts: [
          { text: 'The first.' },
          { type: 'image', mime_type: 'image/png', data: pixel },
          { text: 'The second.' },
          { type: 'image', mime_type: 'image/png', data: pixel },
        ],
      }),
    ]);
    await (await castor.prompt()).fill('/image Two foxes');
    await castor.click('Send');
    await castor.sees('The second.');
    await castor.idle();
    assert.equal(await (await castor.turns()).last().getByRole('img').count(), 2);
    const [kept = []] = await keptSteps(castor, 'Two foxes');
    const output = kept.at(-1) as unknown as { content: readonly { type: string; data?: string }[] };
    assert.deepEqual(
      output.content.map(({ type, data }) => [type, data]),
      [
        ['text', undefined],
        ['image', pixel],
        ['text', undefined],
        ['image', pixel],
      ],
    );
  });
});
