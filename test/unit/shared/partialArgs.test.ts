// Random JSON cut anywhere in; the strings read from the pieces are those of the whole, and nothing is read twice.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PartialArgs } from '../../../src/shared/partialArgs.ts';
import { StreamText } from '../../../src/shared/text.ts';
import { Growing } from '../../../src/webview/steps/growing.ts';

/** The strings of a value by where they are, in the order of their text. */
function stringsOf(value: unknown, at = ''): (readonly [string, string])[] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => stringsOf(one, at === '' ? key : `${at}.${key}`));
}

const text = fc.string({
  unit: fc.constantFrom('a', '\n', '"', '\\', 'é', '😀', '\t', '{', ']', ',', '\u2028'),
  maxLength: 20,
});
const args = fc.record({
  path: text,
  flag: fc.boolean(),
  edits: fc.array(fc.record({ old_text: text, new_text: text, n: fc.integer() }), { maxLength: 3 }),
});

describe('arguments that arrive in pieces', () => {
  it('give the same strings however they are cut', () => {
    fc.assert(
      fc.property(args, fc.array(fc.integer({ min: 1, max: 9 })), fc.boolean(), (value, cuts, escaped) => {
        const plain = JSON.stringify(value, undefined, escaped ? 1 : undefined);
        const json = escaped
          ? plain.replace(/[^\x20-\x7e\n]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
          : plain;
        const reader = new PartialArgs(1000);
        let at = 0;
        for (const length of [...cuts, json.length]) {
          reader.push(json.slice(at, at + length));
          at += length;
        }
        assert.deepEqual(
          reader.values.map((one) => [one.at, one.tail.join('\n')]),
          stringsOf(value),
        );
        assert.ok(reader.values.every(({ closed }) => closed));
      }),
      { numRuns: 500 },
    );
  });

  it('never throw on what is no JSON', () => {
    fc.assert(fc.property(fc.string(), (junk) => new PartialArgs().push(junk)));
  });

  it('keep only the newest lines of a long text, and count all of them', () => {
    const reader = new PartialArgs(3);
    reader.push(`{"content":"${'line\\n'.repeat(5000)}last`);
    const [content] = reader.values;
    assert.deepEqual([content?.lines, content?.tail, content?.closed], [5001, ['line', 'line', 'last'], false]);
  });
});

describe('a change that is being written', () => {
  it('is the newest lines of what is taken out and put in', () => {
    const growing = new Growing('apply_edit');
    let json = StreamText.of('{"path":"src/a.ts","edits":[{"old_text":"one\\ntwo","new_text":"on');
    assert.deepEqual(growing.look(json), {
      path: 'src/a.ts',
      added: 1,
      removed: 2,
      lines: [
        { kind: 'removed', text: 'one' },
        { kind: 'removed', text: 'two' },
        { kind: 'added', text: 'on' },
      ],
    });
    json = json.append('e\\nthree"}]}');
    assert.deepEqual(growing.look(json).lines.at(-1), { kind: 'added', text: 'three' });
    assert.equal(growing.look(json).added, 2);
  });

  it('costs a look only what is new', () => {
    let read = 0;
    let whole = 0;
    const growing = new Growing('create_file');
    let json = StreamText.of('{"path":"a","content":"');
    for (let piece = 0; piece < 400; piece++) {
      json = json.append('some text\\n');
      const watched = {
        length: json.length,
        since: (from: number) => {
          read += json.length - from;
          return json.since(from);
        },
      };
      const { lines } = growing.look(watched as StreamText);
      assert.ok(lines.length <= 24);
      whole = json.length;
    }
    assert.equal(read, whole);
  });
});
