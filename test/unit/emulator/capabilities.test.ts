// Requests of each capability in, the service's refusals out: what models take, of which size and kind, and where it comes from.

import assert from 'node:assert/strict';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { declare, http, type Json } from './client.ts';

const flash = 'gemini-3.8-flash';
const said = (...content: readonly Json[]): Json => ({ input: [{ type: 'user_input', content }] });
const words = { type: 'text', text: 'a' };
const office = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sound = { type: 'audio', mime_type: 'audio/wav', data: 'UklG' };
const speaks = (config: Json = { speakers: [{ voice: 'Kore' }] }): Json => ({
  model: 'gemini-3.8-flash-tts',
  response_format: { type: 'audio', mime_type: 'audio/l16' },
  generation_config: { speech_config: config },
});
const picture = (format: Json = {}): Json => ({
  model: 'gemini-3-pro-image',
  response_format: { type: 'image', ...format },
});
const tool = (...tools: readonly Json[]): Json => ({ tools });
const mcp = { type: 'mcp_server', name: 'docs' };
const clip = (processing: Json): Json =>
  said(
    { type: 'video', uri: 'https://www.youtube.com/watch?v=x', processing: { type: 'static', ...processing } },
    words,
  );

const refused: readonly (readonly [title: string, body: Json, message: string | RegExp])[] = [
  [
    'an Office document where the model reads none',
    said({ type: 'document', mime_type: office, data: 'UEsD' }),
    `Unsupported MIME type: ${office}`,
  ],
  [
    'a PDF above 50 MB in the request',
    said({ type: 'document', mime_type: 'application/pdf', data: 'A'.repeat(67_000_000) }),
    /50 MB/,
  ],
  [
    'a medium without its kind',
    said({ type: 'audio', data: 'UklG' }),
    "Invalid input at 'input[0].content[0].mime_type'.",
  ],
  [
    'a sound that says it is a picture',
    said({ ...sound, mime_type: 'image/png' }),
    "Invalid input at 'input[0].content[0].mime_type'.",
  ],
  [
    'a path of this machine as an address',
    said({ type: 'image', mime_type: 'image/png', uri: 'file:///etc/passwd' }),
    "Invalid input at 'input[0].content[0].uri'.",
  ],
  [
    'a resolution that there is not',
    said({ type: 'image', mime_type: 'image/png', data: 'AA', resolution: 'huge' }),
    /'huge' is not supported for 'resolution'/,
  ],
  [
    'a resolution of a sound',
    said({ ...sound, resolution: 'low' }),
    "Unknown parameter 'resolution' at 'input[0].content[0]'.",
  ],
  ['an offset without a unit', clip({ start_offset: '30' }), "Invalid input at 'input[0].content[0].processing'."],
  ['frames that are no number', clip({ fps: 'many' }), "Invalid input at 'input[0].content[0].processing.fps'."],
  [
    'a picture of a model that makes none',
    { ...picture(), model: flash },
    "Response format 'image' is not supported for this model.",
  ],
  ['a size that there is not', picture({ image_size: '3K' }), /'3K' is not supported for 'image_size'/],
  ['a shape that is none', picture({ aspect_ratio: 'wide' }), "Invalid input at 'response_format.aspect_ratio'."],
  [
    'functions beside a picture',
    { ...picture(), ...tool(declare('f')) },
    'Function calling is not supported for this model.',
  ],
  [
    'a video by its address that is not stored',
    { model: 'gemini-omni-1.2-flash', store: false, response_format: { type: 'video', delivery: 'uri' } },
    /^store=true is required/,
  ],
  [
    'speech of a model that does not speak',
    { ...speaks(), model: flash },
    "Response format 'audio' is not supported for this model.",
  ],
  [
    'a voice without speech',
    { generation_config: { speech_config: { speakers: [{ voice: 'Kore' }] } } },
    "'generation_config.speech_config' is not supported for this model.",
  ],
  ['a text of a model that speaks', { model: 'gemini-3.8-flash-tts' }, /accepts AUDIO/],
  ['tools of a model that speaks', { ...speaks(), ...tool(declare('f')) }, "'tools' is not supported for this model."],
  [
    'instructions for a model that speaks',
    { ...speaks(), system_instruction: 'x' },
    "'system_instruction' is not supported for this model.",
  ],
  [
    'three speakers',
    speaks({ speakers: ['A', 'B', 'C'].map((speaker) => ({ speaker, voice: 'Kore' })) }),
    "Invalid input at 'generation_config.speech_config.speakers'.",
  ],
  [
    'two speakers without names',
    speaks({ speakers: [{ voice: 'Kore' }, { voice: 'Puck' }] }),
    "Invalid input at 'generation_config.speech_config.speakers'.",
  ],
  ['a voice that nobody has', speaks({ speakers: [{ voice: 'Nobody' }] }), 'Voice name Nobody is not supported.'],
  ['a transcription of nothing', { model: 'gemini-3.5-transcribe', ...said(words) }, "Invalid input at 'input'."],
  ['a place of one number', tool({ type: 'google_maps', latitude: 48 }), "Invalid input at 'tools[0]'."],
  [
    'a place beyond the pole',
    tool({ type: 'google_maps', latitude: 91, longitude: 0 }),
    "Invalid input at 'tools[0].latitude'.",
  ],
  [
    'a place beyond the date line',
    tool({ type: 'google_maps', latitude: 0, longitude: -181 }),
    "Invalid input at 'tools[0].longitude'.",
  ],
  [
    'addresses in the tool that reads them from the prompt',
    tool({ type: 'url_context', urls: ['https://x'] }),
    "Unknown parameter 'urls' at 'tools[0]'.",
  ],
  [
    'a search in no store',
    tool({ type: 'file_search' }),
    "Missing required parameter 'file_search_store_names' at 'tools[0]'.",
  ],
  [
    'a search in an empty list of stores',
    tool({ type: 'file_search', file_search_store_names: [] }),
    "Invalid input at 'tools[0].file_search_store_names'.",
  ],
  [
    'a search in a store that is gone',
    tool({ type: 'file_search', file_search_store_names: ['fileSearchStores/gone'] }),
    "FileSearchStore 'fileSearchStores/gone' was not found or cannot be accessed.",
  ],
  [
    'a server with a capital in its name',
    tool({ ...mcp, name: 'Docs', url: 'https://x.test' }),
    /^Invalid MCP server name 'Docs'/,
  ],
  ['a server without an address', tool(mcp), "Missing required parameter 'url' at 'tools[0]'."],
  ['a server that is a program', tool({ ...mcp, url: 'npx docs' }), "Invalid input at 'tools[0].url'."],
  [
    "the service's tools beside functions before Gemini 3",
    { model: 'gemini-2.5-flash', ...tool(declare('f'), { type: 'google_search' }) },
    'Built-in tools ({google_search}) and Function Calling cannot be combined in the same request.',
  ],
  ['a seed below nothing', { generation_config: { seed: -1 } }, "Invalid input at 'generation_config.seed'."],
  [
    'no tokens at all',
    { generation_config: { max_output_tokens: 0 } },
    "Invalid input at 'generation_config.max_output_tokens'.",
  ],
  [
    'stop sequences that are no list',
    { generation_config: { stop_sequences: 'END' } },
    "Invalid input at 'generation_config.stop_sequences'.",
  ],
];

const accepted: readonly (readonly [title: string, body: Json])[] = [
  [
    'an Office document where the model reads it',
    { model: 'gemini-4-carbon', ...said({ type: 'document', mime_type: office, data: 'UEsD' }) },
  ],
  ['a clip', clip({ start_offset: '30s', end_offset: '120s', fps: 0.5 })],
  ['a picture', picture({ aspect_ratio: '16:9', image_size: '2K' })],
  ['one voice', speaks()],
  ['two voices', speaks({ speakers: ['A', 'B'].map((speaker) => ({ speaker, voice: 'Kore' })) })],
  ['a transcription', { model: 'gemini-3.5-transcribe', ...said(sound) }],
  ['a place', tool({ type: 'google_maps', latitude: 48.1, longitude: -11.5 })],
  ['no place', tool({ type: 'google_maps' })],
  [
    'a server',
    tool({ ...mcp, url: 'https://x.test/mcp', headers: { A: 'b' }, allowed_tools: [{ mode: 'auto', tools: ['f'] }] }),
  ],
  ["the service's tools alone before Gemini 3", { model: 'gemini-2.5-flash', ...tool({ type: 'google_search' }) }],
];

describe('emulator: capabilities', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ scenarios: [{ name: 'any', answer: [{ do: 'say', text: 'ok' }] }] });
  });
  after(() => emulator.close());

  const post = (body: Json) => http(emulator, '/v1beta/interactions', { body: { model: flash, input: 'hi', ...body } });

  for (const [title, body, message] of refused) {
    it(`refuses ${title}`, async () => {
      const answer = await post(body);
      const { error } = answer.body as { error: { message: string; code: string } };
      if (typeof message === 'string') assert.equal(error?.message, message);
      else assert.match(String(error?.message), message);
      assert.deepEqual([answer.status, error.code], [400, 'invalid_request']);
    });
  }

  for (const [title, body] of accepted) {
    it(`accepts ${title}`, async () => {
      const answer = await post(body);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    });
  }

  it('refuses to begin an upload of more than 2 GB', async () => {
    const begin = (bytes: number) =>
      fetch(`${emulator.url}/upload/v1beta/files`, {
        method: 'POST',
        headers: {
          'x-goog-api-key': 'good',
          'content-type': 'application/json',
          'x-goog-upload-protocol': 'resumable',
          'x-goog-upload-command': 'start',
          'x-goog-upload-header-content-length': String(bytes),
          'x-goog-upload-header-content-type': 'video/mp4',
        },
        body: JSON.stringify({ file: { mimeType: 'video/mp4' } }),
      });
    assert.equal((await begin(2 * 1024 ** 3)).status, 200);
    const answer = await begin(2 * 1024 ** 3 + 1);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /INVALID_ARGUMENT[\s\S]*too large|too large[\s\S]*INVALID_ARGUMENT/);
  });
});
