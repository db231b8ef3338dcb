// What a person types about a part of a video and its frames in, seconds and frames out, or nothing for what is none.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clock, parseClip, parseFps } from '../../../src/shared/look.ts';

describe('how a model looks at a video', () => {
  it('is a part of it, as people write it', () => {
    assert.deepEqual(parseClip('0:30-2:00'), { start: 30, end: 120 });
    assert.deepEqual(parseClip(' 90 – 1:00:05.5 '), { start: 90, end: 3605.5 });
    assert.deepEqual(parseClip('1:30-'), { start: 90 });
    assert.deepEqual(parseClip('-45'), { end: 45 });
    assert.deepEqual(parseClip(''), {});
  });

  it('is nothing that the service would refuse', () => {
    for (const wrong of ['2:00-0:30', '5-5', '-', '0:75-1:00', 'a-b', '1-2-3', '-0', '1:2:3:4-5:00'])
      assert.equal(parseClip(wrong), undefined, wrong);
    for (const wrong of ['0', '-1', '25', 'x', 'NaN', 'Infinity']) assert.equal(parseFps(wrong), undefined, wrong);
    assert.deepEqual([parseFps('0.5'), parseFps(' 24 '), parseFps('')], [0.5, 24, 0]);
  });

  it('is shown as it can be typed', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 1000 }), (start, length) => {
        const clip = { start, end: start + length };
        assert.deepEqual(parseClip(`${clock(clip.start)}-${clock(clip.end)}`), clip);
      }),
    );
  });
});
