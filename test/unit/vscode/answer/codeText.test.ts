// Code on its way out of an answer: indented to its cursor, fenced so that nothing ends the fence, named in the editor's words.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lexer, type Tokens } from 'marked';
import { atCursor, fenced, languageId } from '../../../../src/vscode/answer/codeText.ts';

describe('code text', () => {
  it('takes the indentation of a cursor that has only blanks before it', () => {
    assert.equal(atCursor('if (a) {\n  b();\n\n}\n', '    '), 'if (a) {\n      b();\n\n    }');
    assert.equal(atCursor('  x\n  y', '\t'), 'x\n\ty');
    assert.equal(atCursor('a\r\nb\r\n', 'const x = '), 'a\nb');
    assert.equal(atCursor('a\n  b', ''), 'a\n  b');
  });

  it('fences any code so that a reader gets back exactly that code', () => {
    const piece = fc.oneof(fc.constantFrom('```', '````\n', '`', '~~~', '\n', 'x'), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const code = `x${pieces.join('').replace(/\P{L}/gu, (found) => ('`~\n #-'.includes(found) ? found : ''))}`;
        const [token, ...more] = lexer(fenced(code, 'ts')) as Tokens.Code[];
        assert.equal(more.length, 0);
        // How many line ends come last is marked's own affair.
        const bare = (text = '') => text.replace(/\n+$/, '');
        assert.deepEqual([token?.type, token?.lang, bare(token?.text)], ['code', 'ts', bare(code)]);
      }),
    );
  });

  it('writes no word after a fence that is no language', () => {
    assert.equal(fenced('x', 'a b`c'), '```\nx\n```');
  });

  it('knows the editor’s name of a language, and only what the editor has', () => {
    const known = ['typescript', 'shellscript', 'go', 'csharp'];
    assert.deepEqual(
      ['ts', 'TS', 'sh', 'go', 'c#', 'rust', 'constructor', ''].map((name) => languageId(name, known)),
      ['typescript', 'typescript', 'shellscript', 'go', 'csharp', undefined, undefined, undefined],
    );
  });
});
