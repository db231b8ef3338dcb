// Requests with one thing wrong each in; the service's status, code and words out (contract section 16, 1 to 8 and 12).

import assert from 'node:assert/strict';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { declare, http, type Json, model } from './client.ts';

const legacy = /^The legacy Interactions API schema is no longer supported\./;
const user = (...content: Json[]): Json => ({ type: 'user_input', content });
const text = (words: string): Json => ({ type: 'text', text: words });
const config = (generation_config: Json): Json => ({ generation_config });
const tool = (...tools: Json[]): Json => ({ tools });

/** Body (merged over a good one), then what must be answered. `undefined` values take a field away. */
const refused: readonly (readonly [
  title: string,
  body: Json,
  message: string | RegExp,
  code?: string,
  status?: number,
])[] = [
  ['unknown top-level key', { nonsense_field: 1 }, "Unknown parameter 'nonsense_field'."],
  ['an option of the SDK', { automatic_continuation: false }, "Unknown parameter 'automatic_continuation'."],
  [
    'id on a user_input',
    { input: [user(text('a')), { type: 'model_output', content: [text('b')] }, { id: 'x', ...user(text('c')) }] },
    "Unknown parameter 'id' at 'input[2]'.",
  ],
  [
    'unknown key in a content',
    { input: [user({ ...text('a'), mime_type: 'text/plain' })] },
    "Unknown parameter 'mime_type' at 'input[0].content[0]'.",
  ],
  [
    'unknown key in generation_config',
    config({ thinking_budget: 5 }),
    "Unknown parameter 'thinking_budget' at 'generation_config'.",
  ],
  ['unknown key in a tool', tool({ ...declare('f'), function: {} }), "Unknown parameter 'function' at 'tools[0]'."],
  [
    'unknown key in a function_result',
    { input: [{ type: 'function_result', call_id: 'a', result: 'x', id: 'y' }] },
    "Unknown parameter 'id' at 'input[0]'.",
  ],
  [
    'unknown step type',
    { input: [{ type: 'hologram' }] },
    /^The value 'hologram' is not supported for 'type' at 'input\[0\]'\./,
  ],
  ['an item without type', { input: [{ text: 'a' }] }, "Missing required parameter 'type' at 'input[0]'."],
  ['neither model nor agent', { model: undefined }, "Exactly one of 'model' or 'agent' must be specified."],
  [
    'both model and agent',
    { agent: 'deep-research-preview-04-2026', background: true },
    "Exactly one of 'model' or 'agent' must be specified.",
  ],
  ['unknown model', { model: 'gemini-9' }, "Model 'gemini-9' was not found.", 'model_not_found', 404],
  ['model with prefix', { model: `models/${model}` }, `Model 'models/${model}' was not found.`, 'model_not_found', 404],
  [
    'retired agent',
    { model: undefined, agent: 'antigravity-preview-05-2026', background: true },
    /not found/,
    'model_not_found',
    404,
  ],
  ['turns with a role', { input: [{ role: 'user', content: 'hi' }] }, legacy],
  ['outputs in the input', { input: { outputs: [] } }, legacy],
  ['a bare schema as response_format', { response_format: { type: 'object', properties: {} } }, legacy],
  ['functionDeclarations', tool({ functionDeclarations: [] }), legacy],
  [
    'mixed content and steps',
    { input: [text('a'), user(text('b'))] },
    "Content and Step items cannot be mixed in 'input'.",
  ],
  [
    'a bare string as content',
    { input: [{ type: 'user_input', content: 'hi' }] },
    "Invalid input at 'input[0].content'.",
  ],
  ['empty input', { input: '' }, "Invalid input at 'input'."],
  ['no input', { input: undefined }, "Missing required parameter 'input'."],
  ['input of a wrong kind', { input: 7 }, "Invalid input at 'input'."],
  [
    'a data URL',
    { input: [{ type: 'image', mime_type: 'image/png', data: 'data:image/png;base64,AA' }] },
    "Invalid input at 'input[0].data'.",
  ],
  [
    'data and uri',
    { input: [{ type: 'image', mime_type: 'image/png', data: 'AA', uri: 'https://x' }] },
    "Invalid input at 'input[0]'.",
  ],
  [
    'wrong offsets',
    {
      input: [
        user({
          type: 'video',
          uri: 'https://youtu.be/x',
          processing: { type: 'static', start_offset: '9s', end_offset: '1s' },
        }),
      ],
    },
    "Invalid input at 'input[0].content[0].processing'.",
  ],
  [
    'unknown tool type',
    tool({ type: 'invalid_tool_type_xyz' }),
    "The value 'invalid_tool_type_xyz' is not supported for 'type' at 'tools[0]'. Supported values: 'function', 'code_execution', 'mcp_server', 'filesystem', 'google_maps', 'google_search', 'bash', 'computer_use', 'file_search', 'url_context'.",
  ],
  ['function without name', tool({ type: 'function' }), "Missing required parameter 'name' at 'tools[0]'."],
  ['function name with a dash', tool(declare('read-file')), /^Invalid function name 'read-file' at 'tools\[0\]'/],
  ['function name too long', tool(declare('x'.repeat(65))), /^Invalid function name/],
  [
    'parameters that are no object schema',
    tool({ ...declare('f'), parameters: { type: 'array' } }),
    "Invalid input at 'tools[0].parameters.type'.",
  ],
  ['one function twice', tool(declare('f'), declare('f')), 'Duplicate function declaration found: f'],
  [
    'mcp name with a dash',
    tool({ type: 'mcp_server', name: 'my-server', url: 'https://x' }),
    /^Invalid MCP server name 'my-server'/,
  ],
  [
    'unknown search type',
    tool({ type: 'google_search', search_types: ['x'] }),
    /^The value 'x' is not supported for 'search_types\[0\]' at 'tools\[0\]'/,
  ],
  [
    'background without store',
    { background: true, store: false },
    'store=true is required for background interactions',
  ],
  [
    'agent without background',
    { model: undefined, agent: 'deep-research-preview-04-2026' },
    'background=true is required for agent interactions.',
  ],
  [
    'agent with system_instruction',
    { model: undefined, agent: 'deep-research-preview-04-2026', background: true, system_instruction: 'x' },
    /system_instruction/,
  ],
  [
    'agent with generation_config',
    { model: undefined, agent: 'deep-research-preview-04-2026', background: true, ...config({}) },
    /agent_config/,
  ],
  ['agent_config with model', { agent_config: { type: 'deep-research' } }, /agent_config/],
  ['system_instruction as an object', { system_instruction: { parts: [] } }, "Invalid input at 'system_instruction'."],
  [
    'unknown thinking level',
    config({ thinking_level: 'extreme' }),
    "The value 'extreme' is not supported for 'thinking_level' at 'generation_config'. Supported values: 'minimal', 'low', 'medium', 'high'.",
  ],
  [
    'summaries as a boolean',
    config({ thinking_summaries: true }),
    "Invalid input at 'generation_config.thinking_summaries'.",
  ],
  [
    'unknown tool_choice',
    config({ tool_choice: 'maybe' }),
    /^The value 'maybe' is not supported for 'tool_choice' at 'generation_config'/,
  ],
  ['safety_settings', { safety_settings: [] }, /safety_settings/],
  [
    'schema without JSON mime type',
    { response_format: { type: 'text', schema: {} } },
    "Invalid input at 'response_format.mime_type'.",
  ],
  [
    'unknown tier',
    { service_tier: 'gold' },
    /^The value 'gold' is not supported for 'service_tier'\. Supported values: 'flex'/,
  ],
  [
    'unknown previous id',
    { previous_interaction_id: 'v1_nothing' },
    "Interaction 'v1_nothing' was not found.",
    'not_found',
    404,
  ],
  ['unknown continuation token', { continuation_token: 'x' }, "Invalid input at 'continuation_token'."],
];

const accepted: readonly (readonly [title: string, body: Json])[] = [
  ['a string', {}],
  ['one content', { input: text('a') }],
  ['a picture', { input: [text('a'), { type: 'image', mime_type: 'image/png', data: 'AAAA' }] }],
  ['steps', { input: [user(text('a')), { type: 'model_output', content: [text('b')] }, user(text('c'))] }],
  ['a thought without anything', { input: [user(text('a')), { type: 'thought' }, user(text('c'))] }],
  ['ignored sampling fields', config({ temperature: 1, top_p: 0.5, top_k: 40 })],
  ['built-in tools beside functions', tool(declare('f'), { type: 'google_search' }, { type: 'code_execution' })],
  [
    'a choice of tools',
    { ...tool(declare('f')), ...config({ tool_choice: { allowed_tools: { mode: 'any', tools: ['f'] } } }) },
  ],
  ['a JSON answer', { response_format: { type: 'text', mime_type: 'application/json', schema: { type: 'object' } } }],
  [
    'several formats',
    { model: 'gemini-3-pro-image', response_format: [{ type: 'text' }, { type: 'image', aspect_ratio: '16:9' }] },
  ],
  ['labels and tier', { labels: { a: 'b' }, service_tier: 'flex' }],
  [
    'an agent in the background',
    {
      model: undefined,
      agent: 'deep-research-preview-04-2026',
      background: true,
      agent_config: { type: 'deep-research', thinking_summaries: 'auto' },
    },
  ],
];

describe('emulator: requests', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ scenarios: [{ name: 'any', answer: [{ do: 'say', text: 'ok' }] }] });
  });
  after(() => emulator.close());

  const post = (body: unknown, key?: string) =>
    http(emulator, '/v1beta/interactions', { body, ...(key !== undefined && { key }) });

  for (const [title, body, message, code = 'invalid_request', status = 400] of refused) {
    it(`refuses ${title}`, async () => {
      const answer = await post({ model, input: 'hi', ...body });
      const { error } = answer.body as { error: { message: string; code: string } };
      assert.deepEqual(Object.keys(answer.body as object), ['error']);
      assert.deepEqual(Object.keys(error).sort(), ['code', 'message']);
      if (typeof message === 'string') assert.equal(error.message, message);
      else assert.match(error.message, message);
      assert.deepEqual([answer.status, error.code], [status, code]);
    });
  }

  for (const [title, body] of accepted) {
    it(`accepts ${title}`, async () => {
      const answer = await post({ model, input: 'hi', ...body });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    });
  }

  const levels: readonly (readonly [string, string, number])[] = [
    ['gemini-3.8-flash', 'minimal', 400],
    ['gemini-3.8-flash', 'high', 200],
    ['gemini-3.7-flash', 'minimal', 400],
    ['gemini-flash-latest', 'minimal', 400],
    ['gemini-4-carbon', 'minimal', 400],
    ['gemini-3.6-flash', 'minimal', 200],
    ['gemini-3.1-flash-lite', 'minimal', 200],
    ['gemini-2.5-flash', 'minimal', 200],
  ];
  for (const [name, level, status] of levels) {
    it(`answers ${status} to ${level} thinking of ${name}`, async () => {
      const answer = await post({ model: name, input: 'hi', ...config({ thinking_level: level }) });
      assert.equal(answer.status, status);
      if (status === 400) {
        assert.match(
          JSON.stringify(answer.body),
          /Thinking level THINKING_LEVEL_MINIMAL is not supported for this model\./,
        );
      }
    });
  }

  it('wants a key, and a good one', async () => {
    const none = await post({ model, input: 'hi' }, '');
    assert.equal(none.status, 403);
    assert.equal((none.body as { error: { status: string } }).error.status, 'PERMISSION_DENIED');
    const bad = await post({ model, input: 'hi' }, 'bad-key');
    const [{ error }] = bad.body as [{ error: Json & { details: Json[] } }];
    assert.deepEqual([bad.status, error.code, error.status], [400, 400, 'INVALID_ARGUMENT']);
    assert.equal(error.message, 'API key not valid. Please pass a valid API key.');
    assert.equal(error.details[0]?.reason, 'API_KEY_INVALID');
    const own = await startEmulator({ apiKey: 'mine' });
    assert.equal((await http(own, '/v1/models', { method: 'GET', key: 'other' })).status, 400);
    assert.equal((await http(own, '/v1/models', { method: 'GET', key: 'mine' })).status, 200);
    await own.close();
  });

  it('refuses what is no JSON, and unknown paths', async () => {
    assert.match(JSON.stringify((await post('{"model":')).body), /Invalid JSON payload received\./);
    assert.match(JSON.stringify((await post([])).body), /must be an object/);
    assert.equal((await http(emulator, '/v1beta/interactions', { method: 'GET' })).status, 404);
    assert.equal((await http(emulator, '/v2/interactions', { body: {} })).status, 404);
  });

  it('records every request, refused ones too, with everything in it', async () => {
    emulator.reset();
    await post({ model, input: 'hi', nonsense_field: 1 }, 'secret');
    const [request, ...others] = emulator.requests;
    assert.equal(others.length, 0);
    assert.deepEqual([request?.method, request?.path], ['POST', '/v1beta/interactions']);
    assert.equal(request?.headers['x-goog-api-key'], 'secret');
    assert.deepEqual(request?.body, { model, input: 'hi', nonsense_field: 1 });
  });
});
