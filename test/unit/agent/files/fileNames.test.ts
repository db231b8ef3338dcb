// Names of files that outlive a window: the same file from one folder, from several, and from a folder that is gone.

import assert from 'node:assert/strict';
import { fileNameOf, judgeFile, pathOf } from '../../../../src/agent/files/fileNames.ts';
import { judge } from '../../../../src/gate/judge.ts';
import { memoryWorkspace } from '../../../support/memoryWorkspace.ts';

const { facts, folders } = memoryWorkspace({ 'src/a.ts': '' });
const other = { name: 'other', root: '/other', onDisk: true };

describe('names of files', () => {
  it('are the same whether one folder is open or several', async () => {
    const alone = fileNameOf(await judge({ operation: 'edit', path: 'src/a.ts' }, { folders, facts }));
    const both = [...folders, other];
    const among = fileNameOf(await judge({ operation: 'edit', path: 'ws/src/a.ts' }, { folders: both, facts }));
    assert.deepEqual(alone, { root: '/ws', path: 'src/a.ts' });
    assert.deepEqual(among, alone);
    assert.equal(pathOf(alone, folders), 'src/a.ts');
    assert.equal(pathOf(alone, both), 'ws/src/a.ts');
    assert.equal((await judgeFile(alone, 'edit', { folders: both, facts })).absolute, '/ws/src/a.ts');
  });

  it('are kept for folders that are not on disk, with the separators of Windows, too', () => {
    const place = { verdict: 'ask', operation: 'edit', path: '' } as const;
    const remote = { name: 'ws', root: 'memfs:/ws', onDisk: false };
    const windows = { name: 'ws', root: 'c:\\work', onDisk: true };
    assert.equal(fileNameOf({ ...place, folder: remote, absolute: 'memfs:/ws/src/a.ts' }).path, 'src/a.ts');
    assert.equal(fileNameOf({ ...place, folder: windows, absolute: 'c:\\work\\src\\a.ts' }).path, 'src/a.ts');
  });

  it('are denied where their folder is no longer open', async () => {
    const name = { root: '/ws', path: 'src/a.ts' };
    assert.equal((await judgeFile(name, 'edit', { folders: [other], facts })).verdict, 'deny');
    assert.equal((await judgeFile(name, 'edit', { folders: [], facts })).verdict, 'deny');
  });
});
