// A summary as a page or a model gives it: taken when it is one, cut to lines, refused otherwise.

import assert from 'node:assert/strict';
import { parseSummary, summaryText } from '../../../src/shared/compaction.ts';

const whole = { goal: ' Build ', done: ['a\nb', ' '], inProgress: [], files: ['x.ts: read'], next: [] };

describe('parseSummary', () => {
  it('gives one line an entry, and none for what is empty', () => {
    const summary = { goal: 'Build', done: ['a b'], inProgress: [], files: ['x.ts: read'], next: [] };
    assert.deepEqual(parseSummary(whole), summary);
    const text = summaryText(summary);
    assert.match(text, /Goal:\nBuild\n\nDone:\n- a b\n\nFiles:\n- x\.ts: read\n\n/);
    assert.equal(text.includes('In progress'), false);
  });

  it('refuses what is none, what says nothing, unknown fields and texts without end', () => {
    const empty = { goal: ' ', done: [], inProgress: [], files: [], next: [' '] };
    const { next: _, ...missing } = whole;
    for (const value of [
      null,
      'x',
      [],
      empty,
      missing,
      { ...whole, more: [] },
      { ...whole, goal: 1 },
      { ...whole, done: 'a' },
      { ...whole, done: [1] },
      { ...whole, done: ['a'.repeat(8_001)] },
      { ...whole, done: Array.from({ length: 201 }, () => 'a') },
      { ...whole, goal: 'a'.repeat(8_001) },
    ])
      assert.equal(parseSummary(value), undefined, JSON.stringify(value)?.slice(0, 60));
  });
});
