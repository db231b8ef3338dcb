// `read_file` on what is no text: pictures, documents and sounds go to a model that takes them, and are refused clearly where they cannot.

import assert from 'node:assert/strict';
import type { Content } from '../../../src/shared/step.ts';
import { readFile } from '../../../src/tools/readFile.ts';
import { MAX_MEDIA } from '../../../src/tools/readMedia.ts';
import { memoryWorkspace } from '../../support/memoryWorkspace.ts';
import { toolContext } from '../../support/toolContext.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function read(path: string, bytes: Uint8Array, media = true) {
  const memory = memoryWorkspace({ [path]: '' });
  memory.binary.add(path);
  const workspace = {
    ...memory.workspace,
    readBytes: async (_: unknown, limit: number) => (bytes.length > limit ? undefined : bytes),
  };
  return readFile.run!({ path }, toolContext({ ...memory, workspace }, { places: [memory.place(path)], media }));
}

describe('read_file on media', () => {
  it('gives a picture, a document and a sound as what they are', async () => {
    for (const [path, bytes, type, mime] of [
      ['shot.png', png, 'image', 'image/png'],
      ['paper.pdf', Buffer.from('%PDF-1.7\n…'), 'document', 'application/pdf'],
      ['voice.MP3', Buffer.from('ID3'), 'audio', 'audio/mp3'],
    ] as const) {
      const [name, media] = (await read(path, bytes)).content as readonly Content[];
      assert.match((name as { text: string }).text, new RegExp(`^${path} \\(${mime}, 1 kB\\)$`));
      assert.deepEqual(media, { type, mime_type: mime, data: Buffer.from(bytes).toString('base64') });
    }
  });

  it('refuses as binary what the model does not take', async () => {
    await assert.rejects(read('shot.png', png, false), /binary/);
    await assert.rejects(read('clip.mp4', Buffer.from('....ftyp')), /binary/);
    await assert.rejects(read('tool.exe', Buffer.from('MZ')), /binary/);
  });

  it('refuses what is too large, and what is not what its name says', async () => {
    await assert.rejects(read('shot.png', Buffer.alloc(MAX_MEDIA + 1)), /larger than 7 MB/);
    await assert.rejects(read('shot.png', Buffer.from('<svg>')), /no image\/png/);
  });
});
