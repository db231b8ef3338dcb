// `npm start` with a port that somebody has in, one sentence and no dump out.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { nodeBinary, repo } from '../../support/repo.ts';

describe('npm start', () => {
  it('says in one sentence that a port is in use', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { readonly port: number }).port));
    });
    const args = [join(repo, 'test', 'support', 'start.ts'), '--port', String(port)];
    const { status, stdout, stderr } = spawnSync(nodeBinary, args, { encoding: 'utf8', timeout: 30_000 });
    taken.close();
    assert.deepEqual(
      [status, stdout, stderr],
      [2, '', `Port ${port} is in use. Choose another, or leave --port out: then any free one is taken.\n`],
    );
  });
});
