// Texts in, what is said of them, requests that the strict emulator takes, and the sound of its answers out; and the words of a sound.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  speak,
  speakersOf,
  speechRequests,
  spokenText,
  transcribe,
  transcriptionRequest,
  wav,
} from '../../../src/agent/speech.ts';
import { createGemini } from '../../../src/gemini/gemini.ts';
import { speechModel, transcriptionModel } from '../../../src/gemini/voices.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';

const voices = { first: 'Kore', second: 'Puck' };
const clock = { now: Date.now, sleep: (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }) };
const log = { error() {}, warn() {}, info() {}, debug() {} };
const never = new AbortController().signal;

describe('speech', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());
  const gemini = () => createGemini({ apiKey: 'good', baseUrl: emulator.url, clock, log, random: () => 0 });
  const bodies = () => emulator.requests.map(({ body }) => body as Readonly<Record<string, unknown>>);

  it('says what a person would read out of Markdown', () => {
    const markdown =
      '# Title\n\nThe **bold** and *slanted* `code` of [a link](https://x.y).\n\n```ts\nconst a = 1;\n```\n\n- [x] one\n- two\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\nsnake_case_name stays';
    assert.equal(
      spokenText(markdown).replace(/[ ]+/g, ' ').replace(/\n\s*/g, '\n'),
      'Title\nThe bold and slanted code of a link.\none\ntwo\nsaid\na b \n1 2 \nsnake_case_name stays',
    );
    assert.equal(spokenText('```\nnever closed'), '');
  });

  it('knows a dialogue of two by its lines', () => {
    assert.deepEqual(speakersOf('Ada: Hello.\nBob: Hi.\n\nAda: Bye.'), ['Ada', 'Bob']);
    for (const text of ['Ada: Hello.', 'Ada: Hello.\nwords', 'A: x\nB: y\nC: z', 'See https://x.y', ''])
      assert.equal(speakersOf(text), undefined, text);
  });

  it('is asked for in requests of their own, that store nothing, and joined to one WAV file', async () => {
    const sample = (value: number) => Buffer.alloc(4, value).toString('base64');
    emulator.use([
      {
        name: 'spoken',
        match: { model: 'tts' },
        answer: [
          {
            do: 'message',
            parts: [1, 2].map((value) => ({
              type: 'audio',
              mime_type: 'audio/l16',
              data: sample(value),
              sample_rate: 24_000,
              channels: 1,
            })),
          },
        ],
      },
    ]);
    const requests = speechRequests(`${'One sentence. '.repeat(250)}\n\n${'Two. '.repeat(300)}`, speechModel, voices);
    const begun: number[] = [];
    const sound = await speak(gemini(), requests, (at) => begun.push(at), never);
    assert.deepEqual(begun, [0, 1]);
    assert.equal(sound.mimeType, 'audio/wav');
    assert.deepEqual(
      Buffer.from(sound.bytes),
      Buffer.from(wav(Buffer.from([1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1, 2, 2, 2, 2]), 24_000, 1)),
    );
    assert.equal(Buffer.from(sound.bytes).readUInt32LE(24), 24_000);
    const [first] = bodies();
    assert.deepEqual(
      { ...first, input: undefined },
      {
        model: 'gemini-3.8-flash-tts',
        generation_config: { speech_config: { speakers: [{ voice: 'Kore' }] } },
        response_format: { type: 'audio', mime_type: 'audio/l16', sample_rate: 24_000 },
        input: undefined,
        store: false,
        stream: true,
      },
    );
    assert.ok(bodies().every(({ input }) => JSON.stringify(input).length < 4200));
  });

  it('has a voice for each of two speakers', async () => {
    emulator.use([{ name: 'spoken', answer: [{ do: 'media', type: 'audio', mime_type: 'audio/mp3', data: 'AAAA' }] }]);
    const sound = await speak(gemini(), speechRequests('Ada: Hi.\nBob: Ho.', speechModel, voices), () => {}, never);
    assert.deepEqual([sound.mimeType, sound.bytes.length], ['audio/mp3', 3]);
    const speakers = [
      { speaker: 'Ada', voice: 'Kore' },
      { speaker: 'Bob', voice: 'Puck' },
    ];
    assert.deepEqual(bodies()[0]?.generation_config, { speech_config: { speakers } });
  });

  it('is refused by the emulator as by the service: another model, a voice that is none, tools', async () => {
    const [request] = speechRequests('Hi.', speechModel, voices);
    const refused = (changes: object) =>
      speak(gemini(), [{ ...request!, ...changes }], () => {}, never).then(
        () => assert.fail('it was taken'),
        ({ failure }) => `${failure.kind}: ${failure.detail}`,
      );
    assert.match(await refused({ model: 'gemini-3.8-flash' }), /not_supported: .*audio/i);
    assert.match(await refused({ responseFormat: undefined }), /TEXT/);
    assert.match(await refused({ systemInstruction: 'Be brief.' }), /system_instruction/);
    assert.match(await refused({ generationConfig: { speechConfig: { speakers: [{ voice: 'Nobody' }] } } }), /Nobody/);
  });

  it('becomes words again', async () => {
    emulator.use([
      { name: 'heard', match: { model: 'transcribe' }, answer: [{ do: 'say', text: 'Hello there. ', chunk: 4 }] },
    ]);
    const sound = { type: 'audio', mime_type: 'audio/wav', data: 'AAAA' } as const;
    assert.equal(await transcribe(gemini(), transcriptionRequest(sound, transcriptionModel), never), 'Hello there.');
    assert.deepEqual(bodies(), [
      {
        model: 'gemini-3.5-transcribe',
        input: [{ type: 'user_input', content: [sound] }],
        store: false,
        stream: true,
      },
    ]);
    const silent = {
      model: transcriptionModel,
      input: [{ type: 'user_input' as const, content: [{ type: 'text' as const, text: 'x' }] }],
      store: false,
      tools: [],
    };
    await assert.rejects(transcribe(gemini(), silent, never), /./);
  });
});
