// Ignore files on disk in, which paths version control leaves out, out: at every depth, with exceptions, as they change.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isIgnored } from '../../../src/node/ignored.ts';
import { remove, temporaryFolder } from '../../support/repo.ts';

describe('what version control leaves out', () => {
  let folder: string;
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  before(() => {
    folder = temporaryFolder('ignored');
    write('.gitignore', 'out/\n*.log\n!keep.log\n');
    write('deep/.gitignore', '/local.json\n!*.log\n');
  });
  after(() => remove(folder));

  it('is what the nearest ignore file says, folders with all below them', () => {
    const ignored = (path: string) => isIgnored(folder, path);
    for (const path of ['out/a.js', 'src/out/b/c.js', 'a.log', 'deep/local.json', 'out'.concat('/x')])
      assert.equal(ignored(path), true, path);
    for (const path of ['src/a.ts', 'keep.log', 'deep/a.log', 'deep/more/local.json', '', '..', '../x', '/abs'])
      assert.equal(ignored(path), false, path);
  });

  it('follows a change of the file', async () => {
    assert.equal(isIgnored(folder, 'new.txt'), false);
    write('.gitignore', 'new.txt\n');
    for (const end = Date.now() + 5_000; !isIgnored(folder, 'new.txt') && Date.now() < end; ) await sleep(50);
    assert.equal(isIgnored(folder, 'new.txt'), true);
  });
});
