// Steps of a turn in, what became of each file from before it to after it: edits joined, renames followed, what came and went left out.

import assert from 'node:assert/strict';
import { turnChanges } from '../../../../src/agent/files/turnChanges.ts';
import { aFolder, type FileChange } from '../../../../src/shared/files.ts';

const root = '/ws';
const at = (path: string) => ({ root, path });
const edit = (path: string, before: string | undefined, after: string | undefined): FileChange => ({
  ...at(path),
  before,
  after,
});
const rename = (from: string, path: string, hash: string): FileChange => ({
  ...at(path),
  from: at(from),
  before: hash,
  after: hash,
});

describe('what became of the files of a turn', () => {
  it('joins edits, and knows what was created and what went', () => {
    assert.deepEqual(
      turnChanges([
        edit('a', 'h1', 'h2'),
        edit('a', 'h2', 'h3'),
        edit('made', undefined, 'h4'),
        edit('gone', 'h5', undefined),
      ]),
      [{ from: at('a'), before: 'h1', to: at('a') }, { to: at('made') }, { from: at('gone'), before: 'h5' }],
    );
  });

  it('follows renames, twice and with an edit between', () => {
    assert.deepEqual(turnChanges([edit('a', 'h1', 'h2'), rename('a', 'b', 'h2'), rename('b', 'c', 'h2')]), [
      { from: at('a'), before: 'h1', to: at('c') },
    ]);
    assert.deepEqual(turnChanges([edit('a', undefined, 'h1'), rename('a', 'b', 'h1')]), [{ to: at('b') }]);
  });

  it('leaves out folders, and what came and went', () => {
    const folder = { ...at('docs'), after: aFolder };
    assert.deepEqual(turnChanges([folder, edit('docs/a', undefined, 'h1'), edit('docs/a', 'h1', undefined)]), []);
  });

  it('takes a file that went and came again for the same, and one of which nothing is known for there', () => {
    assert.deepEqual(turnChanges([edit('a', 'h1', undefined), edit('a', undefined, 'h2')]), [
      { from: at('a'), before: 'h1', to: at('a') },
    ]);
    assert.deepEqual(turnChanges([{ ...at('a'), before: 'h1', unknown: true }]), [
      { from: at('a'), before: 'h1', to: at('a') },
    ]);
  });
});
