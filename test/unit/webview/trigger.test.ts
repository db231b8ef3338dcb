// Where a mention or a command begins in the prompt, and what the text is once it is taken.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inserted, triggerAt } from '../../../src/webview/composer/trigger.ts';

const at = (marked: string) => {
  const caret = marked.indexOf('|');
  return triggerAt(marked.replace('|', ''), caret);
};

describe('triggerAt', () => {
  it('finds a mention at the start of a word only', () => {
    assert.deepEqual(at('@|'), { trigger: '@', query: '', start: 0 });
    assert.deepEqual(at('see @src/a.ts:3|'), { trigger: '@', query: 'src/a.ts:3', start: 4 });
    assert.deepEqual(at('(@a|)'), { trigger: '@', query: 'a', start: 1 });
    assert.deepEqual(at('one\n@a|b'), { trigger: '@', query: 'a', start: 4 });
    for (const none of ['me@a|', '@a b|', '|@a', 'x|', '@@a|', '']) assert.equal(at(`${none}`), undefined, none);
  });

  it('finds a command only where the prompt begins', () => {
    assert.deepEqual(at('/|'), { trigger: '/', query: '', start: 0 });
    assert.deepEqual(at(' /fi|'), { trigger: '/', query: 'fi', start: 1 });
    for (const none of ['a /fi|', '/fix it|', 'a\n/fi|', '/usr/bin|']) assert.equal(at(none), undefined, none);
  });

  it('puts the caret behind what is inserted, and leaves the rest of the text alone', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.stringMatching(/^[a-z./]{0,8}$/),
        fc.string(),
        fc.constantFrom('@x ', '@file:'),
        (before, query, after, insert) => {
          const head = `${before} @${query}`;
          const found = triggerAt(head + after, head.length);
          assert.deepEqual(found, { trigger: '@', query, start: before.length + 1 });
          const made = inserted(head + after, head.length, found!, insert);
          assert.equal(made.text.slice(0, made.caret), `${before} ${insert}`);
          const rest = insert.endsWith(' ') ? after.replace(/^ /, '') : after;
          assert.equal(made.text.slice(made.caret), rest);
        },
      ),
    );
  });
});
