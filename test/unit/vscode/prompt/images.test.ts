// First bytes of files in, whether they are images that go along out.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageTypeOf } from '../../../../src/vscode/prompt/images.ts';
import { repo } from '../../../support/repo.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('an image', () => {
  it('is what its first bytes say, not what its name says', () => {
    assert.equal(imageTypeOf(readFileSync(join(repo, 'media', 'icon.png'))), 'image/png');
    assert.equal(imageTypeOf(bytes('\xff\xd8\xff\xe0\0\x10JFIF')), 'image/jpeg');
    assert.equal(imageTypeOf(bytes('RIFF\n\0\0\0WEBPVP8 ')), 'image/webp');
    assert.equal(imageTypeOf(bytes('\0\0\0\x18ftypheic\0\0')), 'image/heic');
    assert.equal(imageTypeOf(bytes('\0\0\0\x18ftypmif1\0\0')), 'image/heif');
    for (const other of ['', 'GIF89a', '\0\0\0\x18ftypavif', 'RIFF\n\0\0\0WAVEfmt ', '<svg/>', '\x89PNG'])
      assert.equal(imageTypeOf(bytes(other)), undefined, JSON.stringify(other));
  });
});
