// The page's small pure parts: words, numbers, addresses, references, hidden characters, fences.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { count, duration, json, start } from '../../../src/webview/format.ts';
import { decode } from '../../../src/webview/markdown/entities.ts';
import { Fence, openFence } from '../../../src/webview/markdown/fence.ts';
import { destination, pathAndLine } from '../../../src/webview/markdown/links.ts';
import { VisibleText, visible } from '../../../src/webview/markdown/visible.ts';
import { counted, translate, word } from '../../../src/webview/words.ts';
import { english } from '../../support/words.ts';

describe('webview words and numbers', () => {
  afterEach(() => translate(english));

  it('fills the holes of a sentence, translated or not', () => {
    assert.equal(word('removeAttachment', 'a{0}.ts'), 'Remove a{0}.ts');
    translate(JSON.stringify({ ...JSON.parse(english), removeAttachment: '{0} entfernen' }));
    assert.equal(word('removeAttachment', 'a.ts'), 'a.ts entfernen');
    assert.equal(word('send'), 'Send');
    translate('no json');
    assert.equal(word('send'), 'send', 'the key, where the host said nothing');
  });

  it('counts one thing in its own words', () => {
    assert.deepEqual(
      [0, 1, 2].map((many) => counted('linesRemoved', many)),
      ['0 lines removed', '1 line removed', '2 lines removed'],
    );
    assert.equal(counted('privateKept', 1), word('privateKeptOne'));
  });

  it('writes times and counts short', () => {
    assert.deepEqual([0, 400, 12_000, 59_600, 125_000, -5].map(duration), [
      '0 s',
      '0 s',
      '12 s',
      '1 min 0 s',
      '2 min 5 s',
      '0 s',
    ]);
    assert.deepEqual([7, 999, 1000, 1840, 31_400].map(count), ['7', '999', '1k', '1.8k', '31k']);
  });

  it('cuts a title at characters, not at units', () => {
    assert.equal(start('  first\nsecond'), 'first');
    assert.equal(start('👍'.repeat(10), 5), '👍👍👍👍…');
    assert.equal(json(1n), '1');
  });
});

describe('webview links', () => {
  it('lets only web addresses out and only relative paths in', () => {
    for (const url of ['https://a.test', 'http://a.test/x?y#z', 'HTTPS://A.test'])
      assert.equal(destination(url).kind, 'url', url);
    for (const path of ['src/a.ts', 'a.ts#L3', './x y.md', '../up.ts'])
      assert.equal(destination(path).kind, 'path', path);
    const dead = [
      'javascript:x',
      'java\tscript:x',
      '\u0001javascript:x',
      'command:x',
      'vscode://x',
      'file:///etc',
      'data:x',
      'mailto:a@b',
      '//evil',
      '\\\\evil',
      '/etc/passwd',
      '#x',
      '',
      'https://',
      'http:///x',
      'C:\\x',
    ];
    for (const href of dead) assert.equal(destination(href).kind, undefined, JSON.stringify(href));
  });

  it('reads a line off a path', () => {
    assert.deepEqual(pathAndLine('src/a.ts#L10-L20'), { path: 'src/a.ts', line: 10 });
    assert.deepEqual(pathAndLine('src/a.ts:7'), { path: 'src/a.ts', line: 7 });
    assert.deepEqual(pathAndLine('a%20b.md#top'), { path: 'a b.md' });
  });
});

describe('webview text', () => {
  it('decodes references once', () => {
    assert.equal(
      decode('&lt;b&gt; &amp;lt; &#65;&#x42; &nope; &#0; &#xD800; a & b'),
      '<b> &lt; AB &nope; \ufffd \ufffd a & b',
    );
  });

  it('marks what is hidden and is the same however it is cut', () => {
    assert.equal(visible('a\u202eb\u0000c\td\n'), 'a⟦U+202E⟧bc\td\n');
    const unit = fc.constantFrom('a', '\r', '\n', '\r\n', '\u200b', '\u{e0041}', '👍', '\u0007', '\u202e');
    fc.assert(
      fc.property(
        fc.array(unit).map((units) => units.join('')),
        fc.integer({ min: 1, max: 5 }),
        (text, size) => {
          const run = (step: number) => {
            const stream = new VisibleText();
            let out = '';
            for (let at = 0; at < text.length; at += step) out += stream.push(text.slice(at, at + step));
            return out + stream.end();
          };
          assert.equal(run(size), run(text.length + 1));
          assert.doesNotMatch(run(size), /[\r\u200b\u202e]|\udb40/);
        },
      ),
    );
  });
});

describe('webview fence', () => {
  const run = (mark: string, pieces: readonly string[]) => {
    let text = '';
    let rest: string | undefined;
    const fence = new Fence(mark, (piece) => {
      text += piece;
    });
    for (const piece of pieces) {
      if (rest === undefined) rest = fence.push(piece);
      else rest += piece;
    }
    if (rest === undefined) fence.end();
    return { text, rest };
  };

  it('ends at a closing line and hands the rest back', () => {
    assert.deepEqual(run('```', ['a\n``', '`\nafter']), { text: 'a', rest: '\nafter' });
    assert.deepEqual(run('```', ['a\n``` x\nb\n````  \n']), { text: 'a\n``` x\nb', rest: '\n' });
    assert.deepEqual(run('~~~', ['a\n```\n', '~~~']), { text: 'a\n```', rest: undefined });
  });

  it('writes the same text however it is cut, and at most one line late', () => {
    const line = fc.constantFrom('', 'x', '``', '```', '````', '  ```', '    ```', '~~~', '`', ' ', 'let a;');
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom('```', '````', '~~~'),
        fc.integer({ min: 1, max: 6 }),
        (lines, mark, size) => {
          const text = lines.join('\n');
          const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
            text.slice(i * size, (i + 1) * size),
          );
          assert.deepEqual(run(mark, pieces), run(mark, [text]));
        },
      ),
    );
  });

  it('knows a fence only once its first line is complete', () => {
    assert.equal(openFence('```ts'), undefined);
    assert.deepEqual(openFence('```ts {1}\nx'), { mark: '```', info: 'ts {1}', length: 10 });
    assert.equal(openFence('``` a`b\nx'), undefined);
    assert.equal(openFence('    code'), undefined);
  });
});
