// StreamText against a plain string: any pieces, any offset, any order of appends.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { StreamText } from '../../../src/shared/text.ts';

const pieces = fc.array(fc.string({ maxLength: 8 }), { maxLength: 20 });
const grow = (parts: readonly string[]) => parts.reduce((text, part) => text.append(part), StreamText.of(''));

describe('StreamText', () => {
  it('is the concatenation of its pieces, from any offset', () => {
    fc.assert(
      fc.property(pieces, fc.nat(200), (parts, start) => {
        const whole = parts.join('');
        const text = grow(parts);
        assert.equal(text.toString(), whole);
        assert.equal(text.length, whole.length);
        assert.equal(text.since(start), whole.slice(start));
        assert.equal(JSON.stringify({ text }), JSON.stringify({ text: whole }));
      }),
    );
  });

  it('never shows an older view what was appended to a newer one, nor two branches each other', () => {
    fc.assert(
      fc.property(pieces, pieces, pieces, (common, left, right) => {
        const base = grow(common);
        const one = left.reduce((text, part) => text.append(part), base);
        const two = right.reduce((text, part) => text.append(part), base);
        assert.equal(base.toString(), common.join(''));
        assert.equal(one.toString(), [...common, ...left].join(''));
        assert.equal(two.toString(), [...common, ...right].join(''));
      }),
    );
  });
});
