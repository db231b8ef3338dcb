// Two texts in; the lines of their difference must rebuild both, with as much context as was asked for.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countLines, diffLines } from '../../../src/edits/diffLines.ts';

const show = (before: string, after: string, context = 1) =>
  diffLines(before, after, context).map(
    ({ kind, text, before: old = '', after: fresh = '' }) => `${kind} ${old}/${fresh} ${text}`,
  );

describe('diffLines', () => {
  it('shows changes with numbers, context and gaps', () => {
    assert.deepEqual(show('a\nb\nc\nd\ne\nf\n', 'a\nb\nC\nd\ne\nf\ng\n'), [
      'gap / ',
      'same 2/2 b',
      'removed 3/ c',
      'added /3 C',
      'same 4/4 d',
      'gap / ',
      'same 6/6 f',
      'added /7 g',
    ]);
  });
  it('gives nothing for equal texts and for other line endings', () => {
    assert.deepEqual(show('a\nb\n', 'a\nb\n'), []);
    assert.deepEqual(show('a\nb\n', 'a\r\nb\r\n'), []);
  });
  it('shows a new file as added lines', () => {
    assert.deepEqual(show('', 'a\nb'), ['added /1 a', 'added /2 b']);
    assert.deepEqual(countLines(diffLines('', 'a\nb', 3)), { added: 2, removed: 0 });
  });
  it('rebuilds both texts', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after, 100);
        const bare = (value: string) => value.split('\n').slice(0, value.endsWith('\n') ? -1 : undefined);
        if (lines.length === 0) return assert.deepEqual(bare(before).join(), bare(after).join());
        const side = (out: string) => lines.filter(({ kind }) => kind !== out).map((line) => line.text);
        assert.deepEqual(side('added'), before === '' ? [] : bare(before));
        assert.deepEqual(side('removed'), after === '' ? [] : bare(after));
      }),
    );
  });
  it('ends soon on texts that have nothing in common', () => {
    const text = (mark: string) => Array.from({ length: 60_000 }, (_, index) => `${mark}${index * 7}`).join('\n');
    const start = performance.now();
    const lines = diffLines(text('a'), text('b'), 3);
    assert.ok(performance.now() - start < 5000);
    assert.deepEqual(countLines(lines), { added: 60_000, removed: 60_000 });
  });
});
