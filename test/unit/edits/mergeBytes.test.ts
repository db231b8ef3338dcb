// Three contents of a file as bytes in, one out, or none.

import assert from 'node:assert/strict';
import { mergeBytes } from '../../../src/edits/mergeBytes.ts';

describe('a merge of bytes', () => {
  const utf16 = (words: string) => Buffer.from(`\ufeff${words}`, 'utf16le');

  it('keeps bytes that are no text in any encoding', () => {
    const line = Buffer.from([0x81, 0xff, 0xfe, 0x0a]);
    const mine = Buffer.concat([line, Buffer.from('agent\n'), line]);
    const merged = mergeBytes(Buffer.concat([line, Buffer.from('agent\n')]), mine, line);
    assert.deepEqual(Buffer.from(merged!), Buffer.concat([line, line]));
  });

  it('cuts UTF-16 between characters, in both byte orders', () => {
    const [base, mine, theirs] = ['a\nਅ\n', 'a\nਅ\nਊ\n', 'b\nਅ\n'].map(utf16);
    const merged = Buffer.from(mergeBytes(base!, mine!, theirs!)!);
    assert.deepEqual(merged, utf16('b\nਅ\nਊ\n'));
    const [big, bigMine, bigTheirs] = [base, mine, theirs].map((bytes) => Buffer.from(bytes!).swap16());
    assert.deepEqual(Buffer.from(mergeBytes(big!, bigMine!, bigTheirs!)!), Buffer.from(merged).swap16());
  });

  it('is none where both changed the same line', () => {
    const [base, mine, theirs] = ['a\n', 'mine\n', 'theirs\n'].map((text) => Buffer.from(text));
    assert.equal(mergeBytes(base!, mine!, theirs!), undefined);
  });

  it('refuses binary contents, and contents of two widths', () => {
    const binary = Buffer.from([1, 0, 2]);
    assert.equal(mergeBytes(binary, Buffer.from([1, 0, 3]), Buffer.from([0, 0, 2])), undefined);
    assert.equal(mergeBytes(utf16('a\n'), utf16('a\nb\n'), Buffer.from('a\n')), undefined);
  });

  it('takes an empty file for one of any width', () => {
    assert.deepEqual(Buffer.from(mergeBytes(Buffer.alloc(0), utf16('a'), Buffer.alloc(0))!), utf16('a'));
  });
});
