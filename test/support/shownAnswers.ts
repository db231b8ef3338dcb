// Nothing in, prompts and what the simulator answers each with out: one for each thing of the API that an answer can hold.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chips } from '../emulator/brain/chips.ts';
import type { Scenario } from '../emulator/scenario.ts';
import { repo } from './repo.ts';
import { spoken, tone } from './tone.ts';

type Answer = Scenario['answer'];

const picture = (name: string) => readFileSync(join(repo, 'docs', 'images', name)).toString('base64');

const step = (type: string, fields: object, id: string): Answer[number] => ({
  do: 'step',
  step: { type, [type.endsWith('_call') ? 'id' : 'call_id']: id },
  deltas: [{ type, ...fields }],
});

const news = 'Carts hold **prices in cents**, so that sums stay exact. Most shops round once, at the end.';
const ends = (words: string, of = news) => Buffer.byteLength(of.slice(0, of.indexOf(words) + words.length));
const site = (title: string, words: string) => ({
  type: 'url_citation',
  url: `https://${title}/an/article`,
  title,
  start_index: 0,
  end_index: ends(words),
});
const failed = (status: string, code?: string): Answer => [
  { do: 'say', text: 'Carts hold prices' },
  { do: 'status', status, ...(code && { errors: [{ code, message: 'The reason, as the service puts it.' }] }) },
];
const plotCode =
  'import matplotlib.pyplot as plt\n\ntotals = [12, 19, 31]\nplt.bar(["tea", "cups", "all of what is in the cart"], totals)\nplt.show()\nprint(sum(totals))';

const answers: Readonly<Record<string, Answer>> = {
  'Search how shops add up': [
    {
      do: 'search',
      queries: ['how do shops add up money', 'rounding'],
      suggestions: [chips('money as integers', 'rounding of totals')],
    },
    {
      do: 'say',
      text: news,
      annotations: [
        site('a-rather-long-name-of-a-site.example.org', 'cents**'),
        site('floats.test', 'exact.'),
        site('shops.test', 'end.'),
      ],
    },
  ],
  'Maps near here': [
    step('google_maps_call', { arguments: { queries: ['tea near the station'] }, signature: 'c2ln' }, 'g1'),
    step(
      'google_maps_result',
      {
        result: [
          { places: [{ place_id: 'p1', name: 'Teehaus am alten Bahnhof', url: 'https://maps.google.com/?cid=1' }] },
        ],
        signature: 'c2ln',
      },
      'g1',
    ),
    {
      do: 'say',
      text: news,
      annotations: [
        {
          type: 'place_citation',
          place_id: 'p1',
          name: 'Teehaus am alten Bahnhof mit einem langen Namen',
          url: 'https://maps.google.com/?cid=1',
          review_snippets: [
            { title: 'Good cake, and a view over the river', url: 'https://maps.google.com/r1' },
            { title: 'Quiet', url: 'https://maps.google.com/r2' },
          ],
          end_index: ends('exact.'),
        },
        {
          type: 'place_citation',
          place_id: 'p2',
          name: 'Café Hut',
          url: 'https://maps.google.com/?cid=2',
          end_index: ends('end.'),
        },
      ],
    },
  ],
  'Code that draws the totals': [
    step('code_execution_call', { arguments: { code: plotCode, language: 'python' }, signature: 'c2ln' }, 'c1'),
    step(
      'code_execution_result',
      {
        result: [
          { type: 'text', text: '62\n' },
          { type: 'image', mime_type: 'image/png', data: picture('state-empty.png') },
        ],
        signature: 'c2ln',
      },
      'c1',
    ),
    step('code_execution_call', { arguments: { code: '1/0', language: 'python' }, signature: 'c2ln' }, 'c2'),
    step(
      'code_execution_result',
      { result: [{ type: 'text', text: 'ZeroDivisionError: division by zero' }], is_error: true, signature: 'c2ln' },
      'c2',
    ),
    { do: 'say', text: 'Together they are **62**.' },
  ],
  'Urls to read': [
    step(
      'url_context_call',
      {
        arguments: {
          urls: [
            'https://a.test/a/rather/long/path/to/a/page/about/money.html?and=more',
            'https://b.test/',
            'https://paid.test/x',
            'https://odd.test/',
          ],
        },
        signature: 'c2ln',
      },
      'u1',
    ),
    step(
      'url_context_result',
      {
        result: [
          { url: 'https://a.test/a/rather/long/path/to/a/page/about/money.html?and=more', status: 'success' },
          { url: 'https://b.test/', status: 'error' },
          { url: 'https://paid.test/x', status: 'paywall' },
          { url: 'https://odd.test/', status: 'unsafe' },
        ],
        signature: 'c2ln',
      },
      'u1',
    ),
    { do: 'say', text: news },
  ],
  'Files that say how': [
    step('file_search_call', { arguments: { queries: ['how to add up'] }, signature: 'c2ln' }, 'f1'),
    step('file_search_result', { result: [{}], signature: 'c2ln' }, 'f1'),
    {
      do: 'say',
      text: news,
      annotations: [
        {
          type: 'file_citation',
          file_name: 'docs/a-handbook-with-a-long-name.pdf',
          page_number: 3,
          end_index: ends('exact.'),
        },
        { type: 'file_citation', file_name: 'README.md', end_index: ends('end.') },
      ],
    },
  ],
  'Docs of a server': [
    step(
      'mcp_server_tool_call',
      { name: 'find_pages_that_mention', server_name: 'my_docs', arguments: { query: 'carts', limit: 3 } },
      'm1',
    ),
    step(
      'mcp_server_tool_result',
      { name: 'find_pages_that_mention', server_name: 'my_docs', result: 'three pages' },
      'm1',
    ),
    step('mcp_server_tool_call', { name: 'open', server_name: 'my_docs', arguments: { page: 9 } }, 'm2'),
    step(
      'mcp_server_tool_result',
      { name: 'open', server_name: 'my_docs', result: 'no such page', is_error: true },
      'm2',
    ),
    { do: 'say', text: 'Three pages mention it.' },
  ],
  'Draw the cart': [
    { do: 'say', text: 'The first, from the side:' },
    { do: 'image', mime_type: 'image/png', data: picture('answer.png') },
    { do: 'say', text: 'The second, from above:' },
    { do: 'image', mime_type: 'image/png', data: picture('state-empty.png') },
  ],
  'Think about it': [
    {
      do: 'think',
      summary: '**Reading the cart**\n\nThe prices are summed, the quantities are not.\n\n**Planning**\n\nMultiply.',
      always: true,
      chunk: 30,
      delay: 250,
    },
    { do: 'say', text: 'The quantities are left out.' },
  ],
  'JSON of the cart': [{ do: 'say', text: '```json\n{ "name": "tea", "price": 300, "quantity": 4 }\n```' }],
  'Incomplete answer': failed('incomplete'),
  'Long answer': [
    { do: 'say', text: 'A long answer' },
    { do: 'usage', usage: { total_tokens: 1500, total_input_tokens: 1000, total_output_tokens: 500 } },
    { do: 'status', status: 'requires_continuation', continuation_token: 'token-1' },
  ],
  'Budget that ends': failed('budget_exceeded'),
  'Safety first': failed('failed', 'safety'),
  'Malformed call': failed('failed', 'malformed_function_call'),
  'Quota of the day': [{ do: 'fail', status: 429, code: 'quota_exceeded', message: 'Quota exceeded per day' }],
  'Mix of tools': [
    {
      do: 'fail',
      status: 400,
      code: 'invalid_request',
      message: "The tool 'google_maps' is not supported for this model.",
    },
  ],
};

/** In the order they are shown; the scenario of each is found by its first word. */
export const prompts = Object.keys(answers);

export const scenarios: readonly Scenario[] = [
  {
    name: 'speech',
    match: { model: 'tts' },
    answer: [spoken(tone(120_000))],
  },
  { name: 'upload', match: { operation: 'upload' }, answer: [{ do: 'delay_headers' }] },
  ...prompts.map((prompt) => ({ name: prompt, match: { prompt: `^${prompt}` }, answer: answers[prompt]! })),
  { name: 'any', answer: [{ do: 'say', text: 'Carts hold prices. The **quantities** are left out.' }] },
];
