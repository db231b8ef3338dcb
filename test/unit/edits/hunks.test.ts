// Random texts in; hunks must rebuild them byte for byte, chosen ones alone, and merges must keep every line that the person typed.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hunksOf, movedLine, wholeLines, withHunks } from '../../../src/edits/hunks.ts';
import { merge3 } from '../../../src/edits/merge3.ts';

const line = fc.constantFrom('a', 'b', 'c', '', '}', '  x');
const ending = fc.constantFrom('\n', '\n', '\r\n');
const text = fc
  .tuple(
    fc.array(
      fc.tuple(line, ending).map((parts) => parts.join('')),
      { maxLength: 14 },
    ),
    line,
  )
  .map(([lines, last]) => lines.join('') + last);

/** A text with some lines put in, taken out or replaced by lines that nobody else has. */
function edited(from: string, marks: readonly (readonly [number, number, number])[], name: string): string {
  const lines = [...wholeLines(from)];
  for (const [index, [at, remove, add]] of marks.entries()) {
    const fresh = Array.from({ length: add }, (_, n) => `${name}${index}.${n}\n`);
    lines.splice(at % (lines.length + 1), remove, ...fresh);
  }
  return lines.join('');
}
const marks = fc.array(fc.tuple(fc.nat(20), fc.nat(2), fc.nat(2)), { maxLength: 3 });

describe('hunks', () => {
  it('rebuild both texts, byte for byte, and any choice takes just its lines', () => {
    fc.assert(
      fc.property(text, text, fc.array(fc.boolean(), { maxLength: 16 }), (before, after, choice) => {
        assert.equal(wholeLines(before).join(''), before);
        assert.equal(
          withHunks(before, after, () => true),
          after,
        );
        assert.equal(
          withHunks(before, after, () => false),
          before,
        );
        const chosen = withHunks(before, after, (hunk) => choice[hunk] ?? false);
        const known = new Set([...wholeLines(before), ...wholeLines(after)]);
        assert.ok(wholeLines(chosen).every((one) => known.has(one)));
        assert.equal(hunksOf(before, chosen).length <= hunksOf(before, after).length, true);
      }),
    );
  });

  it('are apart by a common line and in order', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = hunksOf(before, after);
        for (const [index, { start, afterStart }] of hunks.entries()) {
          const last = hunks[index - 1];
          if (last) assert.ok(start > last.end && start - last.end === afterStart - last.afterEnd);
        }
      }),
    );
  });

  it('say where a line went', () => {
    const hunks = hunksOf('a\nb\nc\nd\n', 'x\na\nB\nBB\nc\nd\n');
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((at) => movedLine(hunks, at)),
      [1, 2, 4, 5, 6],
    );
  });
});

describe('the three-way merge', () => {
  it('takes both where they do not touch, and says what it left out', () => {
    assert.deepEqual(merge3('a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n'), { text: 'A\nb\nC\n', conflicts: 0 });
    assert.deepEqual(merge3('a\nb\nc\n', 'a\nmine\nc\n', 'a\ntheirs\nc\n'), { text: 'a\nmine\nc\n', conflicts: 1 });
    assert.deepEqual(merge3('a\nb\n', 'a\nB\n', 'a\nB\n'), { text: 'a\nB\n', conflicts: 0 });
    assert.deepEqual(merge3('a\nb', 'a\nb\nmine', 'A\nb'), { text: 'A\nb\nmine', conflicts: 0 });
    assert.deepEqual(merge3('a\nb\n', 'a\nmine\nb\n', 'a\nB\n'), { text: 'a\nmine\nB\n', conflicts: 0 });
  });

  it('never loses a line that the person typed, and brings back none that they deleted', () => {
    fc.assert(
      fc.property(text, marks, marks, (base, mine, other) => {
        const ours = edited(base, mine, 'mine');
        const theirs = edited(base, other, 'theirs');
        const { text: merged, conflicts } = merge3(base, ours, theirs);
        const typed = wholeLines(ours).filter((one) => one.startsWith('mine'));
        const kept = wholeLines(merged).filter((one) => one.startsWith('mine'));
        assert.deepEqual(kept, typed);
        if (conflicts === 0) {
          const wanted = wholeLines(theirs).filter((one) => one.startsWith('theirs'));
          assert.deepEqual(
            wholeLines(merged).filter((one) => one.startsWith('theirs')),
            wanted,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is the other text where one side changed nothing, and the same whoever is first where nothing touches', () => {
    fc.assert(
      fc.property(text, marks, marks, (base, mine, other) => {
        const ours = edited(base, mine, 'mine');
        const theirs = edited(base, other, 'theirs');
        assert.equal(merge3(base, base, theirs).text, theirs);
        assert.equal(merge3(base, ours, base).text, ours);
        const one = merge3(base, ours, theirs);
        const two = merge3(base, theirs, ours);
        if (one.conflicts === 0 && two.conflicts === 0) assert.equal(one.text, two.text);
      }),
      { numRuns: 500 },
    );
  });
});
