// The starters of an empty session: what fits first, four in all, whatever there is.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { starterList } from '../../../../src/vscode/prompt/starterList.ts';

const t = (text: string, ...args: readonly (string | number)[]) =>
  text.replace(/\{(\d)\}/g, (_, at: string) => String(args[Number(at)]));
const labels = (surroundings: Parameters<typeof starterList>[0]) =>
  starterList(surroundings, t).map(({ label }) => label);

describe('starters', () => {
  it('name the open file, the problems and the changes', () => {
    assert.deepEqual(labels({ file: 'src/a.ts', problems: { count: 3, files: 2 }, changes: 2 }), [
      'Explain a.ts',
      'Fix the 3 problems',
      'Review my changes in 2 files',
      'Write tests for a.ts',
    ]);
    assert.deepEqual(labels({ problems: { count: 1, files: 1 }, changes: 1 }).slice(0, 2), [
      'Fix the problem',
      'Review my change',
    ]);
  });

  it('fill up with what fits any workspace', () => {
    assert.deepEqual(labels({ problems: { count: 0, files: 0 } })[0], 'Explain how this project is built');
    assert.deepEqual(labels({ problems: { count: 0, files: 0 }, changes: 0 }).length, 4);
  });

  it('are four different ones, each with a prompt', () => {
    const surroundings = fc.record(
      {
        file: fc.string({ minLength: 1 }),
        problems: fc.record({ count: fc.nat(5), files: fc.nat(5) }),
        changes: fc.nat(3),
      },
      { requiredKeys: ['problems'] },
    );
    fc.assert(
      fc.property(surroundings, (given) => {
        const list = starterList(given, t);
        assert.equal(new Set(list.map(({ label }) => label)).size, 4);
        assert.ok(list.every(({ prompt }) => prompt.trim() !== ''));
      }),
    );
  });
});
