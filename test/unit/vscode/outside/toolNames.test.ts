// Names of other people's tools: what the API takes, each its own, none of ours.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { apiName, toolNames } from '../../../../src/vscode/outside/toolNames.ts';

describe('toolNames', () => {
  it('keeps what is good and replaces the rest', () => {
    assert.deepEqual(toolNames(['a', 'mcp_x.get-it', '1st', '', 'read_file'], ['read_file']), [
      'a',
      'mcp_x_get_it',
      '_1st',
      '_',
      'read_file_2',
    ]);
  });

  it('gives names the API takes, no two alike, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 90 })),
        fc.array(fc.constantFrom('a', '_', 'a_2')),
        (names, taken) => {
          const given = toolNames(names, taken);
          assert.equal(given.length, names.length);
          assert.ok(given.every((name) => apiName.test(name)));
          assert.equal(new Set([...given, ...taken]).size, given.length + new Set(taken).size);
        },
      ),
    );
  });
});
