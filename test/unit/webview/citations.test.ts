// Byte offsets to places in a text of any script, and annotations to numbered sources.

import '../../../src/webview/markdown/lexer.ts';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lexer } from 'marked';
import { unitOffsets } from '../../../src/shared/bytes.ts';
import type { Annotation } from '../../../src/shared/step.ts';
import { StreamText } from '../../../src/shared/text.ts';
import { citationsOf } from '../../../src/webview/citations/citations.ts';
import { leavesOf, textBefore } from '../../../src/webview/citations/leaves.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('Größe 東京 🦫 مرحبا', 'a\u0301e', '👩‍👩‍👧 x'),
);

describe('byte offsets', () => {
  it('name the same place in UTF-16, for every character of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const places = [0];
        for (const character of text) places.push(places.at(-1)! + character.length);
        const bytes = places.map((place) => Buffer.byteLength(text.slice(0, place)));
        assert.deepEqual(unitOffsets(text, bytes), places);
      }),
    );
  });

  it('inside a character move to the nearer end, and beyond the text name nothing', () => {
    fc.assert(
      fc.property(anyText, fc.nat(200), (text, byte) => {
        const [place] = unitOffsets(text, [byte]);
        const whole = Buffer.byteLength(text);
        if (byte > whole) return assert.equal(place, undefined);
        const taken = Buffer.byteLength(text.slice(0, place));
        assert.ok(Math.abs(taken - byte) <= 2, `${byte} → ${taken}`);
        // Never in the middle of a pair.
        assert.ok(!/[\ud800-\udbff]$/.test(text.slice(0, place)) || !/^[\udc00-\udfff]/.test(text.slice(place)));
        return undefined;
      }),
    );
  });

  it('that are no counts name nothing, in any order', () => {
    assert.deepEqual(unitOffsets('é🦫', [6, -1, 2, 0.5, Number.NaN, 7]), [
      3,
      undefined,
      1,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

const page = (url: string, text: string, until: string, title = 'site'): Annotation => {
  const end = Buffer.byteLength(text.slice(0, text.indexOf(until) + until.length));
  return { type: 'url_citation', url, title, start_index: 0, end_index: end };
};

describe('citations', () => {
  it('are numbered in the order of the text, one number a source', () => {
    const text = 'Größe zählt. 東京 is big. Ende.';
    const annotations = [
      page('https://b.test/', text, 'big.', 'b'),
      page('https://a.test/', text, 'zählt.', 'a'),
      page('https://a.test/', text, 'big.', 'a'),
      page('https://a.test/', text, 'big.', 'a'),
    ];
    const { sources, marks } = citationsOf([{ type: 'text', text: StreamText.of(text), annotations }]);
    assert.deepEqual(
      sources.map(({ number, title, url }) => [number, title, url]),
      [
        [1, 'a', 'https://a.test/'],
        [2, 'b', 'https://b.test/'],
      ],
    );
    assert.deepEqual(
      marks.get(0)?.map(({ at, sources: those }) => [text.slice(0, at), those.map(({ number }) => number).sort()]),
      [
        ['Größe zählt.', [1]],
        ['Größe zählt. 東京 is big.', [1, 2]],
      ],
    );
  });

  it('count the bytes of all texts of the step together', () => {
    const annotations: Annotation[] = [{ type: 'url_citation', url: 'https://a.test/', end_index: 9 }];
    const { marks } = citationsOf([
      { type: 'text', text: StreamText.of('Grüße') },
      { type: 'image', data: '' },
      { type: 'text', text: StreamText.of('zwei'), annotations },
    ]);
    assert.deepEqual(
      [...marks].map(([part, [mark]]) => [part, mark?.at]),
      [[2, 2]],
    );
  });

  it('that cannot be placed keep their source', () => {
    const annotations: Annotation[] = [
      { type: 'url_citation', url: 'https://a.test/', end_index: 999 },
      { type: 'url_citation', url: 'https://b.test/' },
    ];
    const { sources, marks } = citationsOf([{ type: 'text', text: StreamText.of('short'), annotations }]);
    assert.equal(sources.length, 2);
    assert.equal(marks.size, 0);
  });

  it('with an address that may not be opened are no sources; places and files keep what must be shown', () => {
    const annotations: Annotation[] = [
      { type: 'url_citation', url: 'javascript:alert(1)', end_index: 1 },
      {
        type: 'place_citation',
        place_id: 'places/1',
        name: 'Café',
        url: 'https://maps.google.com/?cid=1',
        review_snippets: [
          { title: 'Fine', url: 'https://maps.google.com/r' },
          { title: 'bad', url: 'file:///etc' },
        ],
        end_index: 2,
      },
      { type: 'file_citation', file_name: 'guide.pdf', page_number: 3, end_index: 3 },
      { type: 'of_tomorrow', end_index: 3 },
    ];
    const { sources } = citationsOf([{ type: 'text', text: StreamText.of('text'), annotations }]);
    assert.deepEqual(sources, [
      {
        number: 1,
        kind: 'place',
        title: 'Café',
        url: 'https://maps.google.com/?cid=1',
        reviews: [{ title: 'Fine', url: 'https://maps.google.com/r' }],
      },
      { number: 2, kind: 'file', title: 'guide.pdf', page: 3, reviews: [] },
    ]);
  });

  it('follow what the page shows for line ends and hidden characters', () => {
    const text = 'a\r\nb\u200bc. rest';
    const annotations = [page('https://a.test/', text, 'c.')];
    const { marks } = citationsOf([{ type: 'text', text: StreamText.of(text), annotations }]);
    assert.equal(marks.get(0)?.[0]?.at, 'a\nb⟦U+200B⟧c.'.length);
  });
});

describe('places in markdown', () => {
  const shown = (source: string, until: string) => {
    const [block] = Lexer.lex(source);
    const leaves = leavesOf(block!);
    const text = leaves.map((leaf) => leaf.text).join('');
    return text.slice(0, textBefore(leaves, source.indexOf(until) + until.length));
  };

  it('are found behind emphasis, links, code, entities and escapes', () => {
    assert.equal(shown('**Bold** words here', 'Bold**'), 'Bold');
    assert.equal(shown('See [the text](https://t.test/text) and text.', ' and'), 'See the text and');
    assert.equal(shown('Use `a & b` then &lt;c&gt; now', 'then'), 'Use a & b then');
    assert.equal(shown('Use `a & b` then &lt;c&gt; now', '&gt;'), 'Use a & b then <c>');
    assert.equal(shown('1 \\* 2 is two', '2'), '1 * 2');
  });

  it('are found in lists, quotes and tables', () => {
    assert.equal(shown('- one **two**\n- three four\n', 'three'), 'one twothree');
    assert.equal(shown('> quoted words\n> go on', 'words'), 'quoted words');
    assert.equal(shown('| a | b |\n|---|---|\n| c | d e |\n', 'd e'), 'abcd e');
  });
});
