// An error for the model that crosses from one bundle to another, each of which has the class for itself.

import assert from 'node:assert/strict';
import { ToolError } from '../../../src/agent/workspace.ts';
import { textOf } from '../../../src/tools/paths.ts';
import { memoryWorkspace } from '../../support/memoryWorkspace.ts';

/** As another bundle has it. */
class Twin extends Error {
  override readonly name = 'ToolError';
}

describe('an error for the model', () => {
  it('is one whichever bundle made it, and nothing else is', () => {
    assert.ok(new ToolError('a') instanceof ToolError);
    assert.ok(new Twin('a') instanceof ToolError);
    for (const other of [new Error('a'), new TypeError('ToolError'), { name: 'ToolError' }, undefined, null]) {
      assert.ok(!((other as unknown) instanceof ToolError));
    }
  });

  it('of reading a folder or a binary file lets it be moved and deleted all the same', async () => {
    const { workspace, place } = memoryWorkspace({ 'src/a.ts': 'x' });
    const other = { ...workspace, readText: async () => Promise.reject(new Twin('src is a directory.')) };
    assert.equal(await textOf(other, place('src'), new AbortController().signal), undefined);
    const broken = { ...workspace, readText: async () => Promise.reject(new Error('EIO')) };
    await assert.rejects(textOf(broken, place('src'), new AbortController().signal), /EIO/);
  });
});
