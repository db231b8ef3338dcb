// Ranges of an edit: they make exactly the second text, and touch little of the first.

import assert from 'node:assert/strict';
import { diffLines as lineDiff } from 'diff';
import fc from 'fast-check';
import type { DiffLine } from '../../../../src/shared/approval.ts';
import { applied, replacements } from '../../../../src/vscode/files/ranges.ts';

/** A whole line diff, without gaps: more context than is asked for must do no harm. */
function diffLines(before: string, after: string): readonly DiffLine[] {
  let old = 0;
  let fresh = 0;
  return lineDiff(before, after).flatMap(({ value, added, removed }) =>
    (value.endsWith('\n') ? value.slice(0, -1) : value).split('\n').map((text): DiffLine => {
      if (added) return { kind: 'added', text, after: ++fresh };
      if (removed) return { kind: 'removed', text, before: ++old };
      return { kind: 'same', text, before: ++old, after: ++fresh };
    }),
  );
}

const text = fc
  .array(fc.constantFrom('a', 'b', '\n', '\r\n', '\r', '😀', '😁', 'é', ' ', 'const x = 1;'), { maxLength: 30 })
  .map((pieces) => pieces.join(''));

describe('replacements', () => {
  it('are none for equal texts', () => {
    assert.deepEqual(replacements('same\n', 'same\n', diffLines), []);
  });

  it('touch only what differs in a line', () => {
    assert.deepEqual(replacements('let a = 1;\nlet b = 2;\n', 'let a = 1;\nlet b = 3;\n', diffLines), [
      { start: 19, end: 20, text: '3' },
    ]);
  });

  it('leave the lines between two changes alone', () => {
    const before = 'one\ntwo\nthree\nfour\nfive\n';
    const after = 'ONE\ntwo\nthree\nfour\nFIVE\n';
    assert.deepEqual(replacements(before, after, diffLines), [
      { start: 0, end: 3, text: 'ONE' },
      { start: 19, end: 23, text: 'FIVE' },
    ]);
  });

  it('insert and delete whole lines', () => {
    const before = 'a\nb\nc\nd\ne\nf\n';
    const after = 'a\nx\nb\nc\nd\nf\n';
    const ranges = replacements(before, after, diffLines);
    assert.equal(applied(before, ranges), after);
    assert.deepEqual(
      ranges.map(({ start, end }) => end - start),
      [0, 2],
    );
  });

  it('never part a CRLF or a surrogate pair', () => {
    for (const [before, after] of [
      ['a\r\nb', 'a\nb'],
      ['a\rb', 'a\r\nb'],
      ['x😀y', 'x😁y'],
      ['\r\n\r\n', '\r\n'],
    ] as const) {
      for (const { start, end } of replacements(before, after)) {
        for (const at of [start, end]) {
          assert.doesNotMatch(before.slice(Math.max(at - 1, 0), at + 1), /^\r\n$|^[\ud800-\udbff][\udc00-\udfff]$/);
        }
      }
      assert.equal(applied(before, replacements(before, after)), after);
    }
  });

  it('make the second text of the first, in order and apart, for any two texts', () => {
    fc.assert(
      fc.property(text, text, fc.boolean(), (before, after, byLine) => {
        const ranges = replacements(before, after, byLine ? diffLines : undefined);
        assert.equal(applied(before, ranges), after);
        let last = 0;
        for (const { start, end } of ranges) {
          assert.ok(last <= start && start <= end && end <= before.length);
          last = end;
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('fall back to one range when the diff is wrong', () => {
    assert.deepEqual(
      replacements('a\nb\nc\n', 'x\nb\ny\n', () => [{ kind: 'added', text: 'z', after: 1 }]),
      [{ start: 0, end: 5, text: 'x\nb\ny' }],
    );
  });
});
