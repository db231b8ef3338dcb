// What Castor relies on where pictures, sounds, videos and documents go in and come out, a small check a line.

import { readFileSync } from 'node:fs';
import { contentOf } from '../../src/agent/fileContent.ts';
import { speak, speechRequests, transcribe, transcriptionRequest } from '../../src/agent/speech.ts';
import { imageModels } from '../../src/gemini/imageModels.ts';
import { speechModel, transcriptionModel, voices } from '../../src/gemini/voices.ts';
import type { MediaContent } from '../../src/shared/step.ts';
import { called, outcome, reads, said, tells, whole } from './asks.ts';
import type { Answer, Asker, Check } from './check.ts';
import { beaverPage, otterPage, redSquare } from './samples.ts';

const ask = (text: string) => ({ type: 'text', text }) as const;
const asPicture = { responseFormat: { type: 'image', aspect_ratio: '16:9', image_size: '1K' } };
const web = 'https://www.gstatic.com/webp/gallery/1.jpg';
const sentence = 'The word of the day is otter.';
const youTube = 'https://www.youtube.com/watch?v=9hE5-98ZeCg';

function pictures(answer: Answer): string {
  const seen = whole(answer);
  const found = answer.media.filter(({ type }) => type === 'image');
  if (found.length === 0) throw new Error(`no picture: ${seen}`);
  return `${seen}; ${found.map(({ mime_type: mime, data, uri }) => `${mime}, ${data ? `${data.length} of Base64` : uri}`).join(' · ')}`;
}

async function spoken({ gemini, signal }: Asker, text: string): Promise<MediaContent> {
  const requests = speechRequests(text, speechModel, { first: voices[0]!, second: voices[1]! });
  const { mimeType, bytes } = await speak(gemini, requests, () => {}, signal);
  if (bytes.length <= 44) throw new Error('no sound came');
  return { type: 'audio', mime_type: mimeType, data: Buffer.from(bytes).toString('base64') };
}

/** Has a sentence spoken, and wants its last word of what `hear` made of the sound. */
function heard(
  of: Check['of'],
  name: string,
  claim: string,
  hear: (asker: Asker, sound: MediaContent) => Promise<{ readonly words: string; readonly seen: string }>,
): Check {
  const run = async (asker: Asker) => {
    const { words, seen } = await hear(asker, await spoken(asker, sentence));
    if (!/otter/i.test(words)) throw new Error(`heard: ${words}`);
    return seen;
  };
  return { of, name, mark: 'D', claim, run };
}

/** Waited for, used by `use`, and deleted whatever happens. */
async function uploaded(
  { gemini: { files }, signal }: Asker,
  { mime_type: mimeType = '', type }: MediaContent,
  bytes: Uint8Array<ArrayBuffer>,
  use: (part: MediaContent, name: string) => Promise<string>,
): Promise<string> {
  const progress: (number | string)[] = [];
  const file = { displayName: 'castor live check', mimeType, content: contentOf(bytes) };
  const { name, uri, expires } = await files.upload(file, (done) => progress.push(done), signal);
  try {
    const hours = Math.round((expires - Date.now()) / 3_600_000);
    return `${await use({ type, mime_type: mimeType, uri }, name)}; progress ${progress.join(' ')}, expires in ${hours} h`;
  } finally {
    await files.delete(name, signal);
  }
}

const bytesOf = ({ data = '' }: MediaContent) => new Uint8Array(Buffer.from(data, 'base64'));

const input: readonly Check[] = [
  reads('media in', 'image', 'a picture is seen', said(redSquare, ask('Which colour is it? One word.')), /red/i),
  reads('media in', 'pdf', 'a PDF is read', said(otterPage, ask('Which is the word of the day?')), /otter/i),
  reads('media in', 'office', 'an Office document is read', said(beaverPage, ask('The word of the day?')), /beaver/i, {
    model: 'gemini-4-carbon',
  }),
  tells('media in', 'office-elsewhere', 'U', 'an Office document is refused by the default model', '', {
    input: [said(beaverPage, ask('The word of the day?'))],
  }),
  tells('media in', 'plain-text-document', 'T', 'a document of type text/plain is refused', '', {
    input: [said({ type: 'document', mime_type: 'text/plain', data: 'b3R0ZXI=' }, ask('What does it say?'))],
  }),
  tells('media in', 'image-resolution', 'D', 'a picture takes a resolution', '', {
    input: [said({ ...redSquare, resolution: 'low' }, ask('Which colour?'))],
  }),
  tells('media in', 'image-by-address', 'D', 'a public address of a picture is fetched by the service', '', {
    input: [said({ type: 'image', mime_type: 'image/jpeg', uri: web }, ask('What is in it?'))],
  }),
  tells('media in', 'youtube', 'D', 'a video of YouTube by its address, a part of it, at half a frame a second', '', {
    input: [
      said(
        {
          type: 'video',
          uri: youTube,
          resolution: 'low',
          processing: { type: 'static', start_offset: '0s', end_offset: '20s', fps: 0.5 },
        },
        ask('What is it about? One sentence.'),
      ),
    ],
  }),
  heard('media in', 'audio', 'a sound is heard', async (asker, sound) => {
    const answer = await asker.ask('', { input: [said(sound, ask('Which is the word of the day?'))] });
    return { words: answer.text, seen: whole(answer) };
  }),
  {
    of: 'media in',
    name: 'video',
    mark: 'D',
    claim: 'a video of this machine is uploaded, becomes active, and is seen, a part of it',
    needs: 'CASTOR_LIVE_VIDEO',
    run: (asker) => {
      const bytes = new Uint8Array(readFileSync(process.env.CASTOR_LIVE_VIDEO ?? ''));
      const processing = { type: 'static', start_offset: '0s', end_offset: '5s', fps: 1 };
      return uploaded(asker, { type: 'video', mime_type: 'video/mp4' }, bytes, async (part) =>
        whole(await asker.ask('', { input: [said({ ...part, processing }, ask('What happens?'))] })),
      );
    },
  },
];

const files: readonly Check[] = [
  {
    of: 'files',
    name: 'files',
    mark: 'D',
    claim: 'an uploaded file is listed, can be referred to, and is gone once deleted',
    run: async (asker) => {
      const { gemini, signal } = asker;
      let own = '';
      const seen = await uploaded(asker, otterPage, bytesOf(otterPage), async (part, name) => {
        own = name;
        const listed = (await gemini.files.list(signal)).some((file) => file.name === name);
        const { text, refused } = await asker.ask('', { input: [said(part, ask('The word of the day?'))] });
        return `${listed ? 'listed' : 'not listed'}, ${refused ?? (/otter/i.test(text) ? 'read' : 'not read')}`;
      });
      return `${seen}, then ${(await gemini.files.get(own, signal)) ? 'still there' : 'gone'}`;
    },
  },
];

const output: readonly Check[] = imageModels.map(({ id }) => ({
  of: 'image out',
  name: `image-out-${id.replace(/^gemini-/, '')}`,
  mark: 'U',
  model: id,
  claim: `${id} draws in the shape and size asked for, and changes the picture along the chain`,
  run: async ({ ask: asks }) => {
    const first = await asks('Draw a red circle.', asPicture);
    const seen = pictures(first);
    return `${seen}; changed: ${pictures(await asks('Make it blue.', { ...asPicture, previousInteractionId: first.id }))}`;
  },
}));

const speech: readonly Check[] = [
  ...([sentence, 'Ada: Good morning.\nBob: Good evening.'] as const).map(
    (text, i): Check => ({
      of: 'speech',
      name: i === 0 ? 'speech' : 'speech-of-two',
      mark: 'D',
      claim: i === 0 ? 'a text is spoken' : 'two speakers have a voice each',
      run: async (asker) => {
        const { mime_type: type, data = '' } = await spoken(asker, text);
        return `${type}, ${Math.round((data.length * 3) / 4 / 48_000)} s at 24 kHz`;
      },
    }),
  ),
  heard('transcription', 'transcription', 'what was said is written down', async ({ gemini, signal }, sound) => {
    const words = await transcribe(gemini, transcriptionRequest(sound, transcriptionModel), signal);
    return { words, seen: words };
  }),
];

const results: readonly Check[] = [redSquare, otterPage].map((part) => ({
  of: 'media results',
  name: `result-${part.type}`,
  mark: 'D',
  claim: `a function gives a ${part.type} back, which is looked at`,
  run: async (asker) => {
    const result = [ask(`It is a ${part.type}.`), part];
    const {
      answer,
      results: given,
      tools,
    } = await called(asker, 'Use read_file on it.bin. What is in it?', { result });
    const end = await asker.ask('', { tools, previousInteractionId: answer.id, input: given });
    if (!/red|otter/i.test(end.text)) throw new Error(`not looked at: ${outcome(end)}`);
    return whole(end);
  },
}));

export const mediaChecks: readonly Check[] = [...input, ...files, ...output, ...speech, ...results];
