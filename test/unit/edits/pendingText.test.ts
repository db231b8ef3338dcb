// Random changes, decisions and typing in; whatever is decided in whatever order, no line that the person typed is lost, and undecided hunks stay.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wholeLines } from '../../../src/edits/hunks.ts';
import {
  changedAgain,
  decided,
  madeOn,
  type PendingText,
  pendingText,
  takenBack,
  withAccepted,
  withoutRejected,
} from '../../../src/edits/pendingText.ts';

const base = 'a\nb\nc\nd\ne\nf\ng\nh\n';

/** Lines put in, taken out or replaced; the fresh ones carry a name that no other line has. */
function edited(from: string, at: number, remove: number, name: string): string {
  const lines = [...wholeLines(from)];
  lines.splice(at % (lines.length + 1), remove, `${name}\n`);
  return lines.join('');
}

type Step =
  | { readonly do: 'type' | 'agent'; readonly at: number; readonly remove: number }
  | { readonly do: 'accept' | 'reject'; readonly hunk: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('type' as const), at: fc.nat(20), remove: fc.constant(0) }),
  fc.record({ do: fc.constant('agent' as const), at: fc.nat(20), remove: fc.nat(2) }),
  fc.record({ do: fc.constantFrom('accept' as const, 'reject' as const), hunk: fc.nat(3) }),
);

/** One file that is under review after its changes are made; the agent touches no line of the person's, as a model might. */
function play(steps: readonly Step[]) {
  let file: PendingText = pendingText(base, base);
  let text = base;
  const typed: string[] = [];
  for (const [index, one] of steps.entries()) {
    if (one.do === 'type') {
      typed.push(`mine${index}\n`);
      text = edited(text, one.at, one.remove, `mine${index}`);
    } else if (one.do === 'agent') {
      const after = edited(text, one.at, one.remove, `agent${index}`);
      if (typed.some((line) => !after.includes(line))) continue;
      file = changedAgain(file, text, after);
      text = after;
    } else if ('hunk' in one && file.verdicts[one.hunk] === 'pending') {
      const back = takenBack(file, text, one.hunk);
      file = one.do === 'accept' ? decided(file, 'accepted', one.hunk) : back.next;
      text = one.do === 'accept' ? text : back.text;
    }
  }
  return { file, text, typed };
}

describe('a change under review', () => {
  it('keeps every line that the person typed, whatever is accepted, rejected or changed again', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { text, typed } = play(steps);
        const lines = new Set(wholeLines(text));
        for (const line of typed) assert.ok(lines.has(line), `${line} is gone from ${JSON.stringify(text)}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('that nobody typed into is gone once all of it is rejected, and stays once it is accepted', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const { file, text } = play(steps.filter((one) => one.do === 'agent'));
        const back = takenBack(file, text);
        assert.deepEqual([back.text, back.kept], [base, false]);
        assert.equal(withAccepted(decided(file, 'accepted')), text);
      }),
    );
  });

  it('takes back one hunk and leaves the others and what was typed beside it', () => {
    const after = 'a\nB\nc\nd\ne\nF\ng\nh\n';
    const file = pendingText(base, after);
    const typed = after.replace('d\n', 'd mine\n');
    const back = takenBack(file, typed, 0);
    assert.equal(back.text, 'a\nb\nc\nd mine\ne\nF\ng\nh\n');
    assert.deepEqual(back.next.verdicts, ['rejected', 'pending']);
    assert.equal(withoutRejected(back.next), 'a\nb\nc\nd\ne\nF\ng\nh\n');
  });

  it('that the person typed into is theirs: taking it back leaves it', () => {
    const file = pendingText(base, base.replace('b\n', 'B\n'));
    const typed = base.replace('b\n', 'B mine\n');
    assert.deepEqual(takenBack(file, typed, 0), { next: { ...file, verdicts: ['accepted'] }, text: typed, kept: true });
  });

  it('that waits is made on what was typed meanwhile, without what was rejected', () => {
    const file = decided(pendingText(base, 'A\nb\nc\nd\ne\nf\ng\nH\n'), 'rejected', 1);
    assert.deepEqual(madeOn(file, base.replace('d\n', 'd mine\n')), {
      text: 'A\nb\nc\nd mine\ne\nf\ng\nh\n',
      conflicts: 0,
    });
    assert.deepEqual(madeOn(file, base.replace('a\n', 'a mine\n')).conflicts, 1);
  });
});
