// What Castor relies on of the service, a small check a line: one per capability, and one per claim that nobody could verify.

import type { InteractionRequest } from '../../src/agent/ports.ts';
import type { Step } from '../../src/shared/step.ts';
import type { Answer, Asker, Check } from './check.ts';

const readFile = {
  type: 'function',
  name: 'read_file',
  description: 'Reads a text file of the workspace.',
  parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
} as const;
const json = (schema: object): NonNullable<InteractionRequest['responseFormat']> => ({
  type: 'text',
  mime_type: 'application/json',
  schema,
});
const whole = (answer: Answer): string => {
  if (answer.refused) throw new Error(answer.refused);
  return `${answer.status}, steps ${answer.kinds.join(' ')}`;
};
const outcome = ({ refused, status, kinds }: Answer) => refused ?? `${status}, steps ${kinds.join(' ')}`;
const expectStep = (answer: Answer, kind: string): string => {
  const seen = whole(answer);
  if (!answer.kinds.includes(kind)) throw new Error(`no ${kind}: ${seen}`);
  return seen;
};
/** Without what this suite or the page adds to a step. */
function bare(step: Step): Step {
  const {
    argumentsText: _,
    annotations: _a,
    text: _t,
    content: _c,
    ...rest
  } = step as unknown as Record<string, unknown>;
  return rest as unknown as Step;
}
const config = (more: NonNullable<InteractionRequest['generationConfig']>) => ({ generationConfig: more });
const level = (model: string): Check => ({
  name: `minimal-${model.replace(/^gemini-/, '')}`,
  claim: `${model} takes thinking level minimal`,
  mark: 'U',
  model,
  run: async ({ ask }) => outcome(await ask('Say ok.', config({ thinkingLevel: 'minimal' }))),
});

async function called({ ask }: Asker, text: string, tools: InteractionRequest['tools'] = [readFile]) {
  const answer = await ask(text, { tools });
  const calls = answer.steps.filter(({ type }) => type === 'function_call') as unknown as readonly {
    id: string;
    name: string;
  }[];
  if (calls.length === 0) throw new Error(`no call: ${whole(answer)}`);
  const results = calls.map(({ id, name }): Step => ({ type: 'function_result', call_id: id, name, result: 'otter' }));
  return { answer, results, tools };
}

export const checks: readonly Check[] = [
  {
    name: 'text',
    claim: 'streams text and names the interaction',
    mark: 'R',
    run: async ({ ask }) => `${whole(await ask('Say ok.'))}`,
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
    name: 'private',
    claim: 'store: false gives no id',
    mark: 'R',
    run: async ({ ask }) => `id "${(await ask('Say ok.', { store: false })).id}"`,
  },
  {
    name: 'summaries',
    claim: 'thinking_summaries auto gives summaries',
    mark: 'D',
    run: async ({ ask }) => {
      const { steps } = await ask('Is 391 prime? Think.', config({ thinkingSummaries: 'auto', thinkingLevel: 'high' }));
      return `${steps.filter((step) => step.type === 'thought' && 'content' in step).length} thoughts with a summary`;
    },
  },
  level('gemini-3.5-flash'),
  level('gemini-4-argon'),
  level('gemini-4-carbon'),
  {
    name: 'seed-and-stop',
    claim: 'seed and stop_sequences are taken',
    mark: 'D',
    run: async ({ ask }) => outcome(await ask('Count to ten in words.', config({ seed: 7, stopSequences: ['five'] }))),
  },
  {
    name: 'tool-choice-validated',
    claim: 'tool_choice validated is taken',
    mark: 'T',
    run: async ({ ask }) =>
      outcome(await ask('Read notes.txt.', { tools: [readFile], ...config({ toolChoice: 'validated' }) })),
  },
  {
    name: 'incomplete',
    claim: 'a cap ends with status incomplete',
    mark: 'R',
    run: async ({ ask }) => outcome(await ask('Write 500 words.', config({ maxOutputTokens: 30 }))),
  },
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
    claim: 'two reads come as two calls of one interaction',
    mark: 'U',
    run: async (asker) =>
      `${(await called(asker, 'Read a.txt and b.txt with read_file, both at once.')).results.length} calls`,
  },
  {
    name: 'input-after-result',
    claim: 'a user_input may follow the function_result in one request',
    mark: 'U',
    run: async (asker) => {
      const { answer, results, tools } = await called(asker, 'Use read_file on notes.txt.');
      const said: Step = { type: 'user_input', content: [{ type: 'text', text: 'In upper case, please.' }] };
      return outcome(await asker.ask('', { tools, previousInteractionId: answer.id, input: [...results, said] }));
    },
  },
  {
    name: 'google-search',
    claim: 'search gives steps, suggestions and citations',
    mark: 'R',
    run: async ({ ask }) =>
      expectStep(
        await ask('Search the web: who won the last football world cup?', { tools: [{ type: 'google_search' }] }),
        'google_search_call',
      ),
  },
  {
    name: 'citation-offsets',
    claim: 'offsets of citations count bytes of UTF-8, on text that is not ASCII',
    mark: 'U',
    run: async ({ ask }) => {
      const { text, steps } = await ask('Suche im Netz und antworte auf Japanisch: Was ist die größte Stadt Japans?', {
        tools: [{ type: 'google_search' }],
      });
      const ends = steps.flatMap((step) =>
        ((step as { annotations?: { end_index?: number }[] }).annotations ?? []).map(({ end_index }) => end_index ?? 0),
      );
      if (ends.length === 0) throw new Error('no citation came');
      return `largest end ${Math.max(...ends)}; the text has ${Buffer.byteLength(text)} bytes, ${text.length} UTF-16 units`;
    },
  },
  {
    name: 'image-search',
    claim: 'a chat model takes search_types image_search',
    mark: 'U',
    run: async ({ ask }) =>
      outcome(
        await ask('Find a picture of a beaver.', {
          tools: [{ type: 'google_search', search_types: ['web_search', 'image_search'] }],
        }),
      ),
  },
  {
    name: 'search-type-on-replay',
    claim: 'a streamed google_search_call can be sent back without search_type',
    mark: 'U',
    run: async ({ ask }) => {
      const tools = [{ type: 'google_search' }];
      const first: Step = { type: 'user_input', content: [{ type: 'text', text: 'Search the web for today’s date.' }] };
      const { steps } = await ask('', { tools, input: [first] });
      const next: Step = { type: 'user_input', content: [{ type: 'text', text: 'Say it again.' }] };
      const replay = steps.map(bare);
      return outcome(
        await ask('', {
          tools,
          store: false,
          input: [first, ...replay.filter(({ type }) => type !== 'model_output'), next],
        }),
      );
    },
  },
  {
    name: 'url-context',
    claim: 'pages are read and their status is told',
    mark: 'D',
    run: async ({ ask }) =>
      expectStep(
        await ask('What is the title of https://example.com/ ?', { tools: [{ type: 'url_context' }] }),
        'url_context_call',
      ),
  },
  {
    name: 'code-execution',
    claim: 'code runs; a plot comes as content of its result',
    mark: 'T',
    run: async ({ ask }) => {
      const answer = await ask('Run Python: plot y = x * x with matplotlib and print 6 * 7.', {
        tools: [{ type: 'code_execution' }],
      });
      const result = answer.steps.find(({ type }) => type === 'code_execution_result') as
        | { result?: unknown }
        | undefined;
      return `${expectStep(answer, 'code_execution_call')}; result is ${Array.isArray(result?.result) ? 'a list' : typeof result?.result}`;
    },
  },
  {
    name: 'google-maps',
    claim: 'places near a location come as place citations',
    mark: 'D',
    run: async ({ ask }) =>
      expectStep(
        await ask('A café near me?', { tools: [{ type: 'google_maps', latitude: 48.137, longitude: 11.575 }] }),
        'google_maps_call',
      ),
  },
  {
    name: 'mix',
    claim: 'functions go together with built-in tools',
    mark: 'D',
    run: async ({ ask }) =>
      outcome(
        await ask('Say ok.', {
          tools: [readFile, { type: 'google_search' }, { type: 'url_context' }, { type: 'code_execution' }],
        }),
      ),
  },
  {
    name: 'structured',
    claim: 'a schema is kept',
    mark: 'R',
    run: async ({ ask }) =>
      JSON.stringify(
        JSON.parse(
          (
            await ask('A pen for 2 euros.', {
              responseFormat: json({ type: 'object', properties: { price: { type: 'number' } }, required: ['price'] }),
            })
          ).text,
        ),
      ),
  },
  {
    name: 'structured-with-tools',
    claim: 'a schema goes together with tools',
    mark: 'D',
    run: async ({ ask }) =>
      outcome(
        await ask('Search the web for the height of Mont Blanc.', {
          tools: [{ type: 'google_search' }, readFile],
          responseFormat: json({ type: 'object', properties: { metres: { type: 'number' } } }),
        }),
      ),
  },
  {
    name: 'remote-mcp',
    claim: 'this model takes mcp_server',
    mark: 'U',
    needs: 'CASTOR_LIVE_MCP_URL',
    run: async ({ ask }) =>
      outcome(
        await ask('List the tools you have.', {
          tools: [{ type: 'mcp_server', name: 'live', url: process.env.CASTOR_LIVE_MCP_URL }],
        }),
      ),
  },
  {
    name: 'file-search',
    claim: 'a document of a store is found and cited',
    mark: 'D',
    run: async ({ gemini: { stores }, ask, signal }) => {
      const store = await stores.create('castor live check', signal);
      try {
        const content = new Blob(['The beaver in our logo is called Castor the Third.']);
        await stores.add(
          store.name,
          { displayName: 'logo.md', mimeType: 'text/markdown', content, metadata: { path: 'logo.md' } },
          () => {},
          signal,
        );
        const tools = [{ type: 'file_search', file_search_store_names: [store.name] }];
        return whole(await ask('What is the beaver in the logo called?', { tools }));
      } finally {
        await stores.delete(store.name, signal);
      }
    },
  },
  {
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
    run: async ({ ask }) => outcome(await ask('Say ok.', { tools: [readFile, { type: 'google_search' }] })),
  },
];
