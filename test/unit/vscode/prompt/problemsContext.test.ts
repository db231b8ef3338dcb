// What the model reads of problems: place, severity, source and code, message, related places, the lines around with the right ones marked.

import assert from 'node:assert/strict';
import { type Found, problemsText } from '../../../../src/vscode/prompt/problemsContext.ts';

const lines = Array.from({ length: 40 }, (_, at) => `line ${at + 1}`);
const where = { path: 'src/a.ts', lines, nameOf: (uri: unknown) => String(uri) };
const at = (line: number, endLine = line): Found['range'] => ({
  start: { line, character: 2 },
  end: { line: endLine, character: 8 },
});

describe('problemsText', () => {
  it('says all that the editor knows of a problem', () => {
    const found: Found = {
      range: at(9),
      message: "Type 'string' is not assignable to type 'number'.",
      severity: 0,
      source: 'ts',
      code: { value: 2322 },
      relatedInformation: [
        { location: { uri: 'src/b.ts', range: at(3) }, message: 'The expected type comes from here' },
      ],
    };
    assert.equal(
      problemsText([found], where),
      [
        "src/a.ts:10:3-10:9 error [ts 2322]: Type 'string' is not assignable to type 'number'.",
        '  related src/b.ts:4:3: The expected type comes from here',
        ...[5, 6, 7, 8, 9].map((line) => `  ${String(line).padStart(2)} | line ${line}`),
        '> 10 | line 10',
        ...[11, 12, 13, 14, 15].map((line) => `  ${line} | line ${line}`),
      ].join('\n'),
    );
  });

  it('puts errors first, then goes by place', () => {
    const text = problemsText(
      [
        { range: at(1), message: 'careful', severity: 1 },
        { range: at(7), message: 'second', severity: 0 },
        { range: at(2), message: 'first', severity: 0, code: 'E1' },
      ],
      where,
    );
    assert.deepEqual(
      [...text.matchAll(/^src.*: (\w+)$/gm)].map(([, word]) => word),
      ['first', 'second', 'careful'],
    );
    assert.match(text, /^src\/a\.ts:3:3-3:9 error \[E1\]: first$/m);
  });

  it('marks every line of a problem, and stops in time where it is long or the file ends', () => {
    assert.equal(problemsText([{ range: at(3, 5), message: 'm', severity: 1 }], where).match(/^> /gm)?.length, 3);
    const long = problemsText([{ range: at(0, 39), message: 'm', severity: 1 }], where);
    assert.ok(long.split('\n').length <= 17, long);
    assert.match(problemsText([{ range: at(39), message: 'm', severity: 1 }], where), /> 40 \| line 40$/);
    assert.equal(
      problemsText([{ range: at(90), message: 'gone', severity: 3 }], where),
      'src/a.ts:91:3-91:9 hint: gone',
    );
  });

  it('counts what is beyond a hundred', () => {
    const many = Array.from({ length: 130 }, (_, line) => ({ range: at(line % 40), message: 'm', severity: 0 }));
    assert.match(problemsText(many, where), /… and 30 more problems$/);
  });
});
