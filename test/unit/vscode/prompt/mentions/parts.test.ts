// The pure parts of mentions: line ranges, ranking, slash commands.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinLines, splitLines, takeLines } from '../../../../../src/vscode/prompt/mentions/lines.ts';
import { rank, scoreOf } from '../../../../../src/vscode/prompt/mentions/rank.ts';
import { expandSlash, slashCommandOf, slashCommands } from '../../../../../src/vscode/prompt/slashCommands.ts';

describe('line ranges', () => {
  it('are read off a path, and written back', () => {
    assert.deepEqual(splitLines('a.ts:7'), { path: 'a.ts', lines: { start: 7, end: 7 } });
    assert.deepEqual(splitLines('c:/a.ts:10-40'), { path: 'c:/a.ts', lines: { start: 10, end: 40 } });
    for (const path of ['a.ts', 'a.ts:0', 'a.ts:9-3', ':4', 'a:b', '']) assert.deepEqual(splitLines(path), { path });
    const range = fc.tuple(fc.integer({ min: 1, max: 99_999_999 }), fc.nat(1000));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z/.]{1,20}$/), range, (path, [start, more]) => {
        const lines = { start, end: Math.min(start + more, 99_999_999) };
        assert.deepEqual(splitLines(joinLines(path, lines)), { path, lines });
      }),
    );
  });

  it('take exactly those lines, line breaks as they are', () => {
    assert.deepEqual(takeLines('a\r\nb\r\nc\r\n', { start: 2, end: 9 }), {
      text: 'b\r\nc\r',
      lines: { start: 2, end: 3 },
    });
    assert.equal(takeLines('a\nb', { start: 3, end: 3 }), undefined);
    assert.equal(takeLines('', { start: 1, end: 1 }), undefined);
  });
});

describe('rank', () => {
  const paths = ['docs/cart.md', 'src/cart.ts', 'src/shopping-cart.ts', 'cart/index.ts', 'src/other.ts'];
  it('puts names before folders and beginnings before middles', () => {
    assert.deepEqual(
      rank(paths, 'cart', (path) => path, 9),
      ['src/cart.ts', 'docs/cart.md', 'cart/index.ts', 'src/shopping-cart.ts'],
    );
    assert.deepEqual(
      rank(paths, '', (path) => path, 2),
      paths.slice(0, 2),
    );
  });

  it('finds a path by any letters of it in order, and no other', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z/.]{1,30}$/), fc.array(fc.boolean(), { maxLength: 30 }), (path, kept) => {
        const query = [...path].filter((_, at) => kept[at]).join('');
        if (query) assert.ok(scoreOf(path, query) > 0);
        assert.equal(scoreOf(path, `${query}!`), 0);
      }),
    );
  });
});

describe('slash commands', () => {
  it('put their words before the person’s own', () => {
    const { prompt } = slashCommands.find(({ name }) => name === 'fix')!;
    assert.equal(expandSlash('/fix'), prompt);
    assert.equal(expandSlash(' /fix  the\nsum '), `${prompt}\n\nthe\nsum`);
  });

  it('leave every other prompt alone', () => {
    for (const text of ['/usr/bin is full', '/unknown x', '/fixed', 'a /fix', '//fix', '']) {
      assert.equal(expandSlash(text), text);
      assert.equal(slashCommandOf(text), undefined);
    }
  });
});
