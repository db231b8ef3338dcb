// Options of a session as the page names them: what is taken, and what is not.

import assert from 'node:assert/strict';
import { parseOptions, parsePlace } from '../../../src/shared/options.ts';

describe('session options', () => {
  it('take tools by name and a place in degrees', () => {
    for (const options of [
      { tools: [] },
      { tools: ['google_search', 'mcp:my_docs'] },
      { place: { latitude: 48.1, longitude: -11 } },
      { place: undefined },
    ]) {
      assert.deepEqual(parseOptions(options), options);
    }
    for (const options of [
      { tools: 'google_search' },
      { tools: ['Google Search'] },
      { tools: Array.from({ length: 51 }, () => 'google_search') },
      { place: { latitude: 91, longitude: 0 } },
      { place: { latitude: 1, longitude: 1, enable_widget: true } },
      { place: null },
      { sudo: true },
    ]) {
      assert.equal(parseOptions(options), undefined, JSON.stringify(options));
    }
  });

  it('read a place as a person writes it', () => {
    assert.deepEqual(parsePlace('48.137, 11.575'), { latitude: 48.137, longitude: 11.575 });
    assert.deepEqual(parsePlace(' -33;151 '), { latitude: -33, longitude: 151 });
    for (const text of ['', 'Munich', '91, 0', '1', '1, 2, 3']) assert.equal(parsePlace(text), undefined, text);
  });
});
