// Names and first bytes of files in, the kinds of content that they go as out.

import assert from 'node:assert/strict';
import { isOffice, looksLike, mediaTypeOf } from '../../../src/shared/mediaTypes.ts';

const head = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('the type of a medium', () => {
  it('is told by the name', () => {
    for (const [name, type, mimeType] of [
      ['a/b.PNG', 'image', 'image/png'],
      ['a.jpg', 'image', 'image/jpeg'],
      ['a.tif', 'image', 'image/tiff'],
      ['a.mp3', 'audio', 'audio/mp3'],
      ['a.flv', 'video', 'video/x-flv'],
      ['a.3gp', 'video', 'video/3gpp'],
      ['a.pdf', 'document', 'application/pdf'],
      ['a.docx', 'document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['a.xlsx', 'document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['a.pptx', 'document', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
      ['a.odt', 'document', 'application/vnd.oasis.opendocument.text'],
    ] as const)
      assert.deepEqual(mediaTypeOf(name), { type, mimeType }, name);
    for (const name of ['a.ts', 'a.svg', 'a.csv', 'png', 'a.png.txt', 'a.constructor', 'a.'])
      assert.equal(mediaTypeOf(name), undefined, name);
  });

  it('is checked by the first bytes, where they tell', () => {
    const looks = (mimeType: string, text: string) => looksLike({ mimeType }, head(text));
    assert.ok(looks('application/pdf', '\n%PDF-1.7'));
    assert.ok(looks('video/mp4', '\0\0\0\x18ftypisom'));
    assert.ok(looks('video/webm', '\x1aE\xdf\xa3'));
    assert.ok(looks('audio/aac', 'anything'));
    assert.ok(!looks('application/pdf', 'words'));
    assert.ok(!looks('audio/wav', 'RIFF\0\0\0\0WEBP'));
    const { mimeType = '' } = mediaTypeOf('a.docx') ?? {};
    assert.deepEqual(
      [isOffice(mimeType), looks(mimeType, 'PK\x03\x04'), looks(mimeType, 'words')],
      [true, true, false],
    );
  });
});
