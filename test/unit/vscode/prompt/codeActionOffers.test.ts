// What the light bulb offers: on problems, on a selection, in an untrusted workspace, for a kind alone.

import assert from 'node:assert/strict';
import { type Asked, offers } from '../../../../src/vscode/prompt/codeActionOffers.ts';

interface Problem {
  readonly severity: number;
}

const error: Problem = { severity: 0 };
const hint: Problem = { severity: 3 };
const t = (text: string, ...values: readonly number[]) => text.replace('{0}', String(values[0]));
const at = (asked: Partial<Asked<Problem>>): Asked<Problem> => ({
  diagnostics: [],
  selected: false,
  trusted: true,
  wants: () => true,
  inFile: () => assert.fail('nobody asked for the problems of the file'),
  ...asked,
});
const titles = (asked: Partial<Asked<Problem>>) => offers(at(asked), t).map(({ title }) => title);

describe('code actions', () => {
  it('are none where there is neither a problem nor a selection', () => {
    assert.deepEqual(titles({}), []);
  });

  it('fix and explain the problems at the cursor, which they carry as they are', () => {
    const diagnostics = [error];
    const [fix, explain] = offers(at({ diagnostics, inFile: () => [error, hint] }), t);
    assert.deepEqual([fix?.title, explain?.title], ['Fix with Castor', 'Explain with Castor']);
    assert.deepEqual([fix?.command, explain?.command], ['castor.fix', 'castor.explain']);
    assert.equal(fix?.given.diagnostics, diagnostics);
    assert.equal(explain?.given.diagnostics, diagnostics);
  });

  it('fix all problems of the file where there are several, hints not counted', () => {
    const inFile = () => [error, error, { severity: 2 }, hint];
    assert.deepEqual(titles({ diagnostics: [error], inFile }), [
      'Fix with Castor',
      'Explain with Castor',
      'Fix all 3 problems in this file with Castor',
    ]);
    assert.deepEqual(offers(at({ diagnostics: [error], inFile }), t).at(-1)?.given, { allProblems: true });
  });

  it('rewrite a selection', () => {
    assert.deepEqual(
      offers(at({ selected: true }), t).map(({ title, kind, command, given }) => [title, kind, command, given.how]),
      [
        ['Refactor with Castor…', 'rewrite', 'castor.refactor', undefined],
        ['Simplify with Castor', 'rewrite', 'castor.refactor', 'simplify'],
        ['Add types with Castor', 'rewrite', 'castor.refactor', 'addTypes'],
        ['Extract with Castor…', 'rewrite', 'castor.refactor', 'extract'],
      ],
    );
  });

  it('only explain where no file may be changed', () => {
    assert.deepEqual(titles({ diagnostics: [error], selected: true, trusted: false }), ['Explain with Castor']);
  });

  it('leave out what was not asked for, and do not look at it', () => {
    const both = { diagnostics: [error], selected: true };
    assert.equal(titles({ ...both, wants: (kind) => kind === 'rewrite' }).length, 4);
    assert.deepEqual(titles({ ...both, wants: () => false }), []);
  });
});
