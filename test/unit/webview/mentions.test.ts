// Which words of an answer are files: plain ones become links, anything that may be something else stays text.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mentionOf, splitMentions } from '../../../src/webview/markdown/mentions.ts';

describe('mentions of files', () => {
  it('knows a file in inline code by its folder, its line or its fixed name', () => {
    for (const path of [
      'src/a.ts',
      './src/a.ts',
      '../a/b.test.tsx',
      'src/a.ts:10',
      'src/a.ts:10-40',
      'src/a.ts:10:3',
      'src/a.ts#L10-L20',
      'a.py:7',
      'app/[id]/page.tsx',
      '.github/workflows/ci.yml',
      '@scope/pkg/index.d.ts',
      'package.json',
      'Makefile',
    ]) {
      assert.equal(mentionOf(path), path);
    }
  });

  it('leaves alone what may be something else', () => {
    for (const text of [
      'a.ts',
      'Node.js',
      'console.log',
      'application/json',
      'and/or',
      'github.com/a/b.ts',
      'https://a.test/b.ts',
      'foo(a/b.ts)',
      'a/b.ts and more',
      '/etc/a.conf',
      'C:\\a\\b.ts',
      'a/b.ts:0',
      'x.y:10',
      '1/2.5',
      '',
    ]) {
      assert.equal(mentionOf(text), undefined, text);
    }
  });

  it('finds files with a line in prose, between punctuation and in any script', () => {
    const parts = (text: string) =>
      splitMentions(text).map((part) => (typeof part === 'string' ? part : [part.mention]));
    assert.deepEqual(parts('See src/a.ts:10, b.py:3-9 (and c/d.go:1:2).'), [
      'See ',
      ['src/a.ts:10'],
      ', ',
      ['b.py:3-9'],
      ' (and ',
      ['c/d.go:1:2'],
      ').',
    ]);
    assert.deepEqual(parts('a.ts:10'), [['a.ts:10']]);
    assert.deepEqual(parts('called at a/b.ts:12:'), ['called at ', ['a/b.ts:12'], ':']);
    for (const text of [
      'src/a.ts and b.ts',
      'at 10:30 a.m:5',
      'https://x.test/a.ts:10',
      'file:///a.ts:1',
      'host.io:8080',
      'éa.ts:3',
      'a.ts:10x',
      '\\a.ts:1',
    ]) {
      assert.deepEqual(parts(text), [text]);
    }
  });

  it('loses and changes no character, and takes linear time', () => {
    const word = fc.constantFrom('src/', 'a.ts', ':10', ' ', '(', '..', '/', '@', 'é', 'b', '.', ':', '中');
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join('');
        const parts = splitMentions(text);
        assert.equal(parts.map((part) => (typeof part === 'string' ? part : part.mention)).join(''), text);
      }),
    );
    const started = performance.now();
    for (const unit of ['a.', 'a/', '../', 'a.ts:1', '(a', '.ts', 'a-']) splitMentions(`x.ts:1 ${unit.repeat(50_000)}`);
    for (const unit of ['a.', 'a/', '../']) mentionOf(unit.repeat(50_000));
    assert.ok(performance.now() - started < 2_000, `${performance.now() - started} ms`);
  });
});
