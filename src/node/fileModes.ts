// Paths of files in, their permission bits out, and back: what an editor's file system does not tell.

import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import type { FileModes } from '../agent/files/checkpointPorts.ts';

/** Neither the bits that change the user nor the sticky one: nothing that comes back gets more than the person could give it by hand. */
const permissions = 0o777;

export const fileModes: FileModes = {
  async read(path) {
    if (process.platform === 'win32') return undefined;
    const found = await lstat(path).catch(() => undefined);
    return found?.isFile() ? found.mode & permissions : undefined;
  },
  async write(path, mode) {
    if (process.platform === 'win32') return;
    try {
      const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        await handle.chmod(mode & permissions);
      } finally {
        await handle.close();
      }
    } catch {}
  },
};
