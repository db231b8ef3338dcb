// Texts and edits in; what must come out, byte by byte, and what must be refused with which words.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, type EditFailure } from '../../../src/edits/apply.ts';
import type { Edit, FailureReason, Tolerance } from '../../../src/edits/edit.ts';
import { lineRanges } from '../../../src/edits/ranges.ts';

const edit = (old_text: string, new_text: string): Edit => ({ old_text, new_text });

function applied(text: string, ...edits: readonly Edit[]): string {
  const result = applyEdits(text, edits);
  assert.ok(!result.failure, result.failure?.message);
  return result.text;
}

function refused(text: string, reason: FailureReason, ...edits: readonly Edit[]): EditFailure {
  const result = applyEdits(text, edits);
  assert.ok(result.failure, `applied: ${JSON.stringify(result)}`);
  assert.equal(result.failure.reason, reason);
  return result.failure;
}

function tolerance(text: string, old: string, replacement: string): Tolerance {
  const result = applyEdits(text, [edit(old, replacement)]);
  assert.ok(!result.failure, result.failure?.message);
  return result.spans[0]!.tolerance;
}

describe('one edit', () => {
  it('is taken by the letter where it stands once, inside a line too', () => {
    assert.equal(applied('a=1/old\nb=2\n', edit('/old', '')), 'a=1\nb=2\n');
    assert.equal(applied('let a = 1;\nlet b = 2;\n', edit('b = 2', 'b = 3')), 'let a = 1;\nlet b = 3;\n');
  });
  it('names all lines where it stands several times', () => {
    const { message } = refused('x\ny\nx\ny\nx\n', 'ambiguous', edit('x\n', 'z\n'));
    assert.match(message, /3 places.* 1, 3, 5/s);
  });
  it('counts places that overlap', () => {
    refused('aaa', 'ambiguous', edit('aa', 'b'));
  });
  it('is refused when it names no place: brackets alone stand everywhere', () => {
    refused('{\n  "a": {\n  },\n  "b": {\n  }\n}\n', 'ambiguous', edit('  }\n', '  },\n'));
  });
  it('is refused when it changes nothing', () => {
    refused('a\n', 'no_change', edit('a', 'a'));
    refused('a\nb\n', 'no_change', edit('a\nb', 'a\r\nb'));
  });
  it('may be empty for an empty file only', () => {
    assert.equal(applied('', edit('', 'all\n')), 'all\n');
    assert.equal(applied('\ufeff', edit('', 'all\n')), '\ufeffall\n');
    const { message } = refused('keep\n', 'empty_old_text', edit('', 'all\n'));
    assert.match(message, /insert/);
  });
  it('says when it has been made already', () => {
    refused(
      'one\nconst two = 22;\nthree\n',
      'already_applied',
      edit('one\nconst two = 2;\nthree\n', 'one\nconst two = 22;\nthree\n'),
    );
    refused('one();\ntwo();\nthree();\n', 'already_applied', edit('one();\nthree();\n', 'one();\ntwo();\nthree();\n'));
  });
  it('does not glue lines when new_text forgot the line break', () => {
    assert.equal(applied('one\ntwo\nthree\n', edit('two\n', 'zwei')), 'one\nzwei\nthree\n');
    assert.equal(applied('one\ntwo\nthree\n', edit('\ntwo\n', 'zwei\n')), 'one\nzwei\nthree\n');
    assert.equal(applied('one\ntwo', edit('two', 'zwei')), 'one\nzwei');
  });
  it('joins lines when that is all it does', () => {
    assert.equal(applied('f(\n  a,\n  b)\n', edit('f(\n  a,\n  b)', 'f(a, b)')), 'f(a, b)\n');
    assert.equal(applied('f(\n  a)\n', edit('f(\n', 'f(')), 'f(  a)\n');
  });
});

describe('the file keeps its own', () => {
  it('line endings, for lines that are new too', () => {
    assert.equal(applied('a\r\nb\r\nc\r\n', edit('a\nb\n', 'a\nx\nb\n')), 'a\r\nx\r\nb\r\nc\r\n');
    assert.equal(applied('a\nb\nc\n', edit('a\r\nb', 'a\r\nx\r\nb')), 'a\nx\nb\nc\n');
    assert.equal(applied('a\r\nb\r\n', edit('b', 'b\nc')), 'a\r\nb\r\nc\r\n');
    assert.equal(
      applied('one one\ntwo two\r\nthree\r\nfour\n', edit('one one\ntwo two\nthree', 'one one\ntwo 2\nthree')),
      'one one\ntwo 2\r\nthree\r\nfour\n',
    );
  });
  it('byte order mark, missing final newline, trailing blanks', () => {
    assert.equal(applied('\ufeffa b\nc d', edit('  a b\n', '  a x\n')), '\ufeffa x\nc d');
    assert.equal(applied('first  \nlast line', edit('first\nlast line\n', 'first\nend\n')), 'first  \nend');
  });
  it('indentation: deeper, less deep, another unit, first line bare', () => {
    const file = 'class A {\n\tf() {\n\t\treturn one;\n\t}\n}\n';
    const want = 'class A {\n\tf() {\n\t\tif (x) {\n\t\t\tlog();\n\t\t}\n\t\treturn one;\n\t}\n}\n';
    const old = '    f() {\n        return one;\n    }\n';
    const fresh = '    f() {\n        if (x) {\n            log();\n        }\n        return one;\n    }\n';
    assert.equal(applied(file, edit(old, fresh)), want);
    assert.equal(tolerance(file, old, fresh), 'indentation');
    assert.equal(
      applied('  a {\n    b;\n  }\n', edit('a {\n  b;\n}\n', 'a {\n  b;\n  c;\n}\n')),
      '  a {\n    b;\n    c;\n  }\n',
    );
  });
  it('quotes and dashes: those of the file, in lines that change too', () => {
    assert.equal(
      applied('say(\u2018hello\u2019);\nend();\n', edit("say('hello');\nend();\n", "say('hello', 1);\nend();\n")),
      'say(\u2018hello\u2019, 1);\nend();\n',
    );
    assert.equal(
      tolerance("say('hello');\nend();\n", 'say(\u2018hello\u2019);\nend();\n', 'say(\u2018bye\u2019);\nend();\n'),
      'quotes',
    );
  });
  it('lines that old_text has wrong and does not change', () => {
    const file = 'alpha();\nbeta(1);\ngamma();\ndelta();\nepsilon();\n';
    const want = file.replace('delta', 'delta2');
    const old = 'alpha();\nbetta(1);\ngamma();\ndelta();\nepsilon();\n';
    assert.equal(applied(file, edit(old, old.replace('delta', 'delta2'))), want);
  });
});

describe('an edit that does not fit', () => {
  const file = Array.from({ length: 30 }, (_, index) => `call${index}(argument${index});`).join('\n');
  it('that changes a line it has wrong is refused, with both versions of the line', () => {
    const old = 'call3(argument3);\ncall4(argumnt4);\ncall5(argument5);\ncall6(argument6);\n';
    const { message } = refused(file, 'conflict', edit(old, old.replace('call4(argumnt4)', 'call4(x, argumnt4)')));
    assert.match(message, /you wrote "call4\(argumnt4\);".*the file has "call4\(argument4\);"/s);
    assert.match(message, /lines 4-7/);
  });
  it('shows the nearest lines with their numbers', () => {
    const old = 'call10(argument10);\nother();\nthings();\ncall13(argument13);\n';
    const { message } = refused(file, 'missing', edit(old, 'x\n'));
    assert.match(message, /lines 11-14 are:\ncall10\(argument10\);\ncall11/);
    assert.match(message, /not in the file: "other\(\);"/);
  });
  it('says so when nothing is like it', () => {
    assert.match(refused(file, 'missing', edit('nowhere to be seen', 'x')).message, /read_file/);
  });
  it('is refused where two places fit a slip equally', () => {
    const block = (name: string) => `open(${name});\nlog("first");\nflush();\nclose();\n`;
    const old = 'open(x);\nlog("first");\nflush();\nclose();\n';
    refused(`${block('a')}\n\n\n\n\n\n${block('b')}`, 'ambiguous', edit(old, old.replace('first', 'second')));
  });
});

describe('several edits', () => {
  it('apply to the original text, in any order', () => {
    const text = 'a\nb\nc\nd\n';
    const edits = [edit('d', 'a'), edit('a', 'd'), edit('b\nc', 'c\nb')];
    assert.equal(applied(text, ...edits), 'd\nc\nb\na\n');
    assert.equal(applied(text, ...edits.toReversed()), 'd\nc\nb\na\n');
  });
  it('are made all or none, and the one to blame is named', () => {
    assert.equal(refused('a\nb\n', 'missing', edit('a', 'x'), edit('nope', 'y')).edit, 1);
  });
  it('may touch but not overlap', () => {
    assert.equal(applied('abcd', edit('ab', 'x'), edit('cd', 'y')), 'xy');
    assert.equal(refused('a b c\n', 'overlap', edit('a b', 'x'), edit('b c', 'y')).edit, 1);
  });
  it('name the lines before and after', () => {
    const text = '1\n2\n3\n4\n5\n';
    const result = applyEdits(text, [edit('4\n', ''), edit('2\n', 'x\ny\nz\n')]);
    assert.ok(!result.failure);
    assert.deepEqual(
      result.spans.map(({ edit: index }) => index),
      [1, 0],
    );
    assert.deepEqual(lineRanges(text, result.spans), [
      { before: [2, 2], after: [2, 4] },
      { before: [4, 4], after: [6, 5] },
    ]);
  });
});

const line = fc.stringMatching(/^[ \t]{0,4}[a-z"'{};()= ]{0,12}$/);
const ending = fc.constantFrom('\n', '\r\n');
const file = fc
  .tuple(fc.array(fc.tuple(line, ending), { minLength: 1, maxLength: 30 }), fc.boolean(), fc.boolean())
  .map(([lines, mark, open]) => {
    const text = lines.map(([content, end]) => content + end).join('');
    return (mark ? '\ufeff' : '') + (open ? text.replace(/\r?\n$/, '') : text);
  });

describe('whatever is asked', () => {
  it('nothing outside the spans changes, and the spans are what was written there', () => {
    fc.assert(
      fc.property(
        file,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 60 }), fc.array(line, { maxLength: 4 })), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.boolean(),
        (text, picks, shift) => {
          const edits = picks.map(([at, length, lines]) => {
            const start = at % (text.length + 1);
            const old = text.slice(start, start + length);
            return edit(shift ? old.replace(/^/gm, '  ') : old, lines.join('\n'));
          });
          const result = applyEdits(text, edits);
          if (result.failure) return;
          let at = 0;
          let rest = result.text;
          for (const { start, end, text: written } of result.spans) {
            const kept = text.slice(at, start);
            assert.ok(rest.startsWith(kept + written));
            rest = rest.slice(kept.length + written.length);
            at = end;
          }
          assert.equal(rest, text.slice(at));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('a part that stands once, inside lines, is replaced by the letter', () => {
    fc.assert(
      fc.property(
        file,
        fc.nat(),
        fc.integer({ min: 1, max: 20 }),
        fc.stringMatching(/^[a-z]{1,8}$/),
        (text, at, length, fresh) => {
          const start = at % text.length;
          const old = text.slice(start, start + length);
          fc.pre(
            /[a-z]/.test(old) && !/[\r\n]/.test(old) && text.indexOf(old) === text.lastIndexOf(old) && old !== fresh,
          );
          assert.equal(applied(text, edit(old, fresh)), text.slice(0, start) + fresh + text.slice(start + old.length));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('an edit undone gives the text back, line endings included', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.integer({ min: 1, max: 5 }), (text, at, height) => {
        const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
        const from = at % lines.length;
        const old = lines.slice(from, from + height).join('\n');
        fc.pre(/[a-z]/.test(old));
        const fresh = `${old.trimEnd()}UNIQUE`;
        const there = applyEdits(text, [edit(old, fresh)]);
        fc.pre(!there.failure && old === old.trimEnd() && old.trim() !== '');
        const back = applyEdits(there.failure ? '' : there.text, [edit(fresh, old)]);
        assert.ok(!back.failure, back.failure?.message);
        assert.equal(back.text, text);
      }),
      { numRuns: 1000 },
    );
  });
});
