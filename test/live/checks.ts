// What Castor relies on of the service, a small check a line: one per capability, and one per claim that nobody could verify.

import { contentOf } from '../../src/agent/fileContent.ts';
import { modelTable } from '../../src/gemini/models.ts';
import { isStep, type Step } from '../../src/shared/step.ts';
import { agentChecks } from './agents.ts';
import { brings, called, config, json, outcome, readFile, said, tells, whole } from './asks.ts';
import type { Check } from './check.ts';
import { mediaChecks } from './mediaChecks.ts';
import { wireChecks } from './wireChecks.ts';

const level = (model: string, one: 'minimal' | 'low' | 'medium' | 'high'): Check => ({
  ...tells(
    'thinking',
    `${one}-${model.replace(/^gemini-/, '')}`,
    'U',
    `${model} takes thinking level ${one}`,
    'Say ok.',
    {
      ...config({ thinkingLevel: one }),
    },
  ),
  model,
});
const cap = config({ maxOutputTokens: 30 });
const search = { type: 'google_search' } as const;

const chain: readonly Check[] = [
  {
    name: 'text',
    claim: 'streams text and names the interaction',
    mark: 'R',
    run: async ({ ask }) => whole(await ask('Say ok.')),
  },
  {
    name: 'chain',
    claim: 'a stored interaction can be continued by its id',
    mark: 'R',
    run: async ({ ask }) => {
      const { id } = await ask('Remember 4711. Say ok.');
      const { text } = await ask('Which number?', { previousInteractionId: id });
      if (!text.includes('4711')) throw new Error(`forgotten: ${text}`);
      return 'remembered';
    },
  },
  {
    of: 'stateless',
    name: 'private',
    claim: 'store: false gives no id',
    mark: 'R',
    run: async ({ ask }) => `id "${(await ask('Say ok.', { store: false })).id}"`,
  },
  {
    of: 'stateless',
    name: 'private-tools',
    claim: 'unstored: thoughts, calls of Google’s and of ours go back signed, with the result',
    mark: 'R',
    run: async (asker) => {
      const first = said({ type: 'text', text: 'Use read_file on notes.txt, then search the web for the word in it.' });
      const more = { store: false, tools: [readFile, search], ...config({ thinkingLevel: 'high' }) };
      const { answer, results } = await called(asker, '', { ...more, input: [first] });
      return outcome(await asker.ask('', { ...more, input: [first, ...answer.steps, ...results] }));
    },
  },
  {
    of: 'record',
    name: 'get-with-input',
    claim: 'a record holds its whole timeline',
    mark: 'D',
    run: async ({ gemini, ask, signal }) => {
      const { id } = await ask('Say ok.');
      const { status, steps, input } = await gemini.get(id, { includeInput: true, signal });
      return `${status}, steps ${steps.map(({ type }) => type).join(' ')}, input ${input?.length ?? 'none'}`;
    },
  },
  {
    of: 'record',
    name: 'delete',
    claim: 'a record can be deleted',
    mark: 'U',
    run: async ({ gemini, ask, signal }) => {
      const { id } = await ask('Say ok.');
      await gemini.delete(id, signal);
      return gemini.get(id, { signal }).then(
        () => 'still there after DELETE',
        () => 'gone after DELETE',
      );
    },
  },
  {
    name: 'v1',
    claim: 'v1 takes what v1beta takes',
    mark: 'U',
    apiVersion: 'v1',
    run: async ({ ask }) => outcome(await ask('Say ok.', { tools: [readFile, search] })),
  },
];

const background: readonly Check[] = [
  {
    name: 'background',
    claim: 'events of a background interaction have an id each, and the stream can be taken up from one',
    mark: 'T',
    run: async ({ gemini, ask, signal }) => {
      const { id, events, refused } = await ask('Write a poem of ten lines.', { background: true });
      if (refused) return refused;
      const cursors = events.flatMap((event) => ('cursor' in event && event.cursor ? [event.cursor] : []));
      const rest: string[] = [];
      const cursor = cursors[Math.floor(cursors.length / 2)];
      for await (const { type } of gemini.resume(id, { ...(cursor ? { cursor } : {}), steps: [] }, signal))
        rest.push(type);
      return `${cursors.length} ids in ${events.length} events; from the middle: ${rest.slice(0, 3).join(' ')} … ${rest.at(-1)}`;
    },
  },
  {
    name: 'cancel',
    claim: 'a cancelled interaction says so in its stream',
    mark: 'U',
    run: async ({ gemini, model, signal }) => {
      const seen: string[] = [];
      const input = [said({ type: 'text', text: 'Write 3000 words about dams.' })];
      for await (const event of gemini.open({ model, input, store: true, background: true, tools: [] }, signal)) {
        if (event.type === 'created') await gemini.cancel(event.id, signal);
        seen.push(event.type === 'completed' ? event.status : event.type);
      }
      return seen.slice(-3).join(' ');
    },
  },
];

const thinking: readonly Check[] = [
  {
    of: 'thinking',
    name: 'summaries',
    claim: 'thinking_summaries auto gives summaries',
    mark: 'D',
    run: async ({ ask }) => {
      const { steps } = await ask('Is 391 prime? Think.', config({ thinkingSummaries: 'auto', thinkingLevel: 'high' }));
      const thoughts = steps.filter((step) => isStep(step, 'thought'));
      return `${thoughts.filter(({ summary }) => summary?.length).length} of ${thoughts.length} thoughts with a summary`;
    },
  },
  level('gemini-3.5-flash', 'minimal'),
  level('gemini-4-argon', 'minimal'),
  level('gemini-4-carbon', 'minimal'),
  ...['gemini-3.1-pro-preview', 'gemini-3.1-pro-preview-customtools'].flatMap((model) =>
    (['low', 'medium', 'high'] as const).map((one) => level(model, one)),
  ),
  tells(
    'generation config',
    'seed-and-stop',
    'D',
    'seed and stop_sequences are taken',
    'Count to ten in words.',
    config({ seed: 7, stopSequences: ['five'] }),
  ),
  tells('generation config', 'tool-choice-validated', 'T', 'tool_choice validated is taken', 'Read notes.txt.', {
    tools: [readFile],
    ...config({ toolChoice: 'validated' }),
  }),
  tells('generation config', 'incomplete', 'R', 'a cap ends with status incomplete', 'Write 500 words.', cap),
  {
    of: 'models',
    name: 'models',
    claim: 'the list holds what Castor knows',
    mark: 'D',
    run: async ({ gemini, signal }) => {
      const ids = new Set((await gemini.models(signal)).map(({ id }) => id));
      const missing = modelTable.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
      return `${ids.size} models; of ours not listed: ${missing.join(' ') || 'none'}`;
    },
  },
  {
    of: 'long answers',
    name: 'go-on',
    claim: 'an answer that a cap ended goes on along the chain',
    mark: 'D',
    run: async ({ ask }) => {
      const { id, status } = await ask('Count from one to a hundred in words.', cap);
      return `${status}, then ${outcome(await ask('Continue.', { ...cap, previousInteractionId: id }))}`;
    },
  },
  tells(
    'blocks',
    'recitation',
    'U',
    'a held-back answer names its code',
    'Write out the whole lyrics of "Bohemian Rhapsody", word for word.',
  ),
];

const functions: readonly Check[] = [
  {
    name: 'function',
    claim: 'a call is answered along the chain',
    mark: 'R',
    run: async (asker) => {
      const { answer, results, tools } = await called(asker, 'Use read_file on notes.txt and say the word in it.');
      return whole(await asker.ask('', { tools, previousInteractionId: answer.id, input: results }));
    },
  },
  {
    name: 'parallel-calls',
    claim: 'two reads come as two calls of one interaction, one after the other, behind one thought',
    mark: 'U',
    run: async (asker) => {
      const { answer, results } = await called(asker, 'Read a.txt and b.txt with read_file, both at once.');
      return `${results.length} calls, steps ${answer.kinds.join(' ')}`;
    },
  },
  {
    name: 'input-after-result',
    claim: 'a user_input may follow the function_result in one request',
    mark: 'U',
    run: async (asker) => {
      const { answer, results, tools } = await called(asker, 'Use read_file on notes.txt.');
      const next = said({ type: 'text', text: 'In upper case, please.' });
      return outcome(await asker.ask('', { tools, previousInteractionId: answer.id, input: [...results, next] }));
    },
  },
];

const google: readonly Check[] = [
  brings(
    'search',
    'R',
    'search gives steps, suggestions and citations',
    'Search the web: who won the last football world cup?',
    search,
    'google_search_call',
  ),
  {
    of: 'search',
    name: 'citation-offsets',
    claim: 'offsets of citations count bytes of UTF-8, on text that is not ASCII',
    mark: 'U',
    run: async ({ ask }) => {
      const { text, steps } = await ask('Suche im Netz und antworte auf Japanisch: Was ist die größte Stadt Japans?', {
        tools: [search],
      });
      const ends = steps
        .flatMap((step) => (isStep(step, 'model_output') ? (step.content ?? []) : []))
        .flatMap((part) => (part.type === 'text' ? (part.annotations ?? []) : []))
        .map(({ end_index }) => end_index ?? 0);
      if (ends.length === 0) throw new Error('no citation came');
      return `largest end ${Math.max(...ends)}; the text has ${Buffer.byteLength(text)} bytes, ${text.length} UTF-16 units`;
    },
  },
  tells('search', 'image-search', 'U', 'a chat model takes search_types image_search', 'Find a picture of a beaver.', {
    tools: [{ ...search, search_types: ['web_search', 'image_search'] }],
  }),
  {
    of: 'search',
    name: 'search-type-on-replay',
    claim: 'a streamed google_search_call can be sent back without search_type',
    mark: 'U',
    run: async ({ ask }) => {
      const tools = [search];
      const first = said({ type: 'text', text: 'Search the web for today’s date.' });
      const { steps } = await ask('', { tools, input: [first] });
      const replay = steps.filter(({ type }) => type !== 'model_output');
      const next: Step = said({ type: 'text', text: 'Say it again.' });
      return outcome(await ask('', { tools, store: false, input: [first, ...replay, next] }));
    },
  },
  brings(
    'url context',
    'D',
    'pages are read and their status is told',
    'What is the title of https://example.com/ ?',
    { type: 'url_context' },
    'url_context_call',
  ),
  brings(
    'code execution',
    'T',
    'code runs; a plot comes as content of its result',
    'Run Python: plot y = x * x with matplotlib and print 6 * 7.',
    { type: 'code_execution' },
    'code_execution_call',
  ),
  brings(
    'maps',
    'D',
    'places near a location come as place citations',
    'A café near me?',
    { type: 'google_maps', latitude: 48.137, longitude: 11.575 },
    'google_maps_call',
  ),
  tells('mix of tools', 'mix', 'D', 'functions go together with built-in tools', 'Say ok.', {
    tools: [readFile, search, { type: 'url_context' }, { type: 'code_execution' }],
  }),
  {
    of: 'structured output',
    name: 'structured',
    claim: 'a schema is kept',
    mark: 'R',
    run: async ({ ask }) => {
      const schema = { type: 'object', properties: { price: { type: 'number' } }, required: ['price'] };
      return JSON.stringify(JSON.parse((await ask('A pen for 2 euros.', { responseFormat: json(schema) })).text));
    },
  },
  tells(
    'structured output',
    'structured-with-tools',
    'D',
    'a schema goes together with tools',
    'Search the web for the height of Mont Blanc.',
    { tools: [search, readFile], responseFormat: json({ type: 'object', properties: { metres: { type: 'number' } } }) },
  ),
  {
    ...tells('remote mcp', 'remote-mcp', 'U', 'this model takes mcp_server', 'List the tools you have.', {
      tools: [{ type: 'mcp_server', name: 'live', url: process.env.CASTOR_LIVE_MCP_URL }],
    }),
    needs: 'CASTOR_LIVE_MCP_URL',
  },
  {
    of: 'file search',
    name: 'file-search',
    claim: 'a document of a store is found and cited, by a filter, and its result says what was found',
    mark: 'T',
    run: async ({ gemini: { stores }, ask, signal }) => {
      const store = await stores.create('castor live check', signal);
      try {
        const content = contentOf(Buffer.from('The beaver in our logo is called Castor the Third.'));
        const document = { displayName: 'logo.md', mimeType: 'text/markdown', content, metadata: { path: 'logo.md' } };
        await stores.add(store.name, document, () => {}, signal);
        const tools = [
          { type: 'file_search', file_search_store_names: [store.name], metadata_filter: 'path = "logo.md"' },
        ];
        const answer = await ask('What is the beaver in the logo called?', { tools });
        const result = answer.steps.find(({ type }) => type === 'file_search_result');
        return `${whole(answer)}; fields of the result ${Object.keys(result ?? {}).join(' ')}`;
      } finally {
        await stores.delete(store.name, signal);
      }
    },
  },
];

/** Which of them look at a claim that nobody could verify is said in claims.ts. */
export const checks: readonly Check[] = [
  ...chain,
  ...wireChecks,
  ...background,
  ...thinking,
  ...functions,
  ...google,
  ...mediaChecks,
  ...agentChecks,
];
