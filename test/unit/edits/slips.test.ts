// Our own edits, and real ones where they are at hand, with every kind of slip: the outcome must be right to the byte or refused.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type Applied, applyEdits } from '../../../src/edits/apply.ts';
import { type AppliedEdit, hasRealEdits, readEdits, realEdits } from '../../support/realEdits.ts';
import { judge, type Slip, seeded, slips, type Verdict } from '../../support/slips.ts';
import { cases } from './cases.ts';

const textOf = (applied: Applied) => (applied.failure ? undefined : applied.text);
const run = ({ before, search, replace }: Slip) =>
  textOf(applyEdits(before, [{ old_text: search, new_text: replace }]));

describe('slips in our own edits', () => {
  /** Nobody can say whether a line that old_text leaves out comes before or after the lines inserted at its place. */
  const undecidable = new Set(['context line missing']);
  for (const edit of cases) {
    it(edit.id, () => {
      for (const seed of [1, 2, 3, 4]) {
        for (const slip of slips(edit, seeded(seed))) {
          const verdict = judge(slip, run(slip));
          const isFine = verdict === 'right' || (verdict === 'refused' && undecidable.has(slip.kind));
          assert.ok(isFine, `${verdict}: ${slip.id}\n--- old_text\n${slip.search}--- gives\n${run(slip)}`);
        }
      }
    });
  }
});

describe('two slips at once in our own edits', () => {
  for (const edit of cases) {
    it(edit.id, () => {
      const pick = seeded(7);
      for (const first of slips(edit, pick)) {
        if (first.expected === undefined || first.kind.startsWith('crlf')) continue;
        const { before, search, replace, expected: after } = first;
        for (const slip of slips({ id: first.id, before, search, replace, after }, pick)) {
          const result = run(slip);
          assert.notEqual(judge(slip, result), 'WRONG', `${slip.id}\n--- old_text\n${slip.search}--- gives\n${result}`);
        }
      }
    });
  }
});

interface Failed {
  readonly before: string;
  readonly after?: string;
  readonly search: string;
  readonly replace: string;
  readonly path: string;
  readonly line: number;
}

interface Misplaced {
  readonly id: string;
  readonly before: string;
  readonly search: string;
  readonly replace: string;
  readonly expected: string | null;
}

describe('real edits', function () {
  before(function () {
    if (hasRealEdits()) return;
    console.warn(`\n  SKIPPED: the real edits are not at hand (${join('..', 'shared', 'edits')} beside the project).`);
    this.skip();
  });
  this.timeout(60_000);

  it('all that were applied give exactly what they gave', () => {
    for (const { id, before, after, blocks, kinds } of readEdits<AppliedEdit>('applied.jsonl')) {
      let text = before ?? '';
      for (const { search, replace } of blocks) {
        const applied = applyEdits(text, [{ old_text: search, new_text: replace }]);
        // Some were refused then too, and sent again.
        if (applied.failure) assert.ok(kinds.includes('mismatch'), `${id}: ${applied.failure.message}`);
        else text = applied.text;
      }
      assert.equal(text, after, id);
    }
  });

  it('those that peers put in the wrong place are right or refused', () => {
    for (const { id, before, search, replace, expected } of readEdits<Misplaced>('wrong-place.jsonl')) {
      assert.equal(textOf(applyEdits(before, [{ old_text: search, new_text: replace }])), expected ?? undefined, id);
    }
  });

  it('those that failed leave the lines they do not change as they are', () => {
    for (const { before, search, replace, path, line } of readEdits<Failed>('failed.jsonl')) {
      const applied = applyEdits(before, [{ old_text: search, new_text: replace }]);
      if (applied.failure) {
        assert.ok(applied.failure.message.length > 20);
        continue;
      }
      const known = new Set(`${search}\n${replace}`.split('\n').map((text) => text.trim()));
      const added = applied.text.split('\n').filter((text) => !before.includes(text));
      for (const text of added) assert.ok(known.has(text.trim()), `${path}:${line} invented ${text}`);
      const kept = new Set(applied.text.split('\n').map((text) => text.trim()));
      const lost = before.split('\n').filter((text) => !kept.has(text.trim()));
      for (const text of lost) assert.ok(known.has(text.trim()), `${path}:${line} lost ${text}`);
    }
  });

  it('with slips give exactly what they give without, or are refused; never anything else', () => {
    const pick = seeded(20_26);
    const counts: Record<Verdict, number> = { right: 0, blanks: 0, WRONG: 0, refused: 0 };
    const kinds = new Map<string, Record<Verdict, number>>();
    for (const edit of realEdits(8)) {
      for (const slip of slips(edit, pick)) {
        const verdict = judge(slip, run(slip));
        assert.notEqual(verdict, 'WRONG', `${slip.id}\n--- old_text\n${slip.search}--- new_text\n${slip.replace}`);
        const kind = kinds.get(slip.kind) ?? { right: 0, blanks: 0, WRONG: 0, refused: 0 };
        kind[verdict]++;
        kinds.set(slip.kind, kind);
        counts[verdict]++;
      }
    }
    if (process.env.CASTOR_SHOW) console.table(Object.fromEntries(kinds));
    const all = counts.right + counts.blanks + counts.refused;
    assert.ok(all > 300, `only ${all} were tried`);
    assert.ok(counts.right / all >= 0.98, `right: ${counts.right} of ${all}`);
    assert.ok(counts.blanks / all <= 0.01, `right but for blanks: ${counts.blanks} of ${all}`);
  });
});
