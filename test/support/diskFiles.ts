// A folder on disk in, its files as bytes out: without an editor, for tests of what survives a crash.

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RawFiles } from '../../src/agent/files/checkpointPorts.ts';

export const diskFiles: RawFiles = {
  read: async ({ root, path }) => {
    const bytes = await readFile(join(root, path)).catch(() => undefined);
    return bytes && { bytes, dirty: false };
  },
  below: async () => undefined,
  write: async ({ root, path }, _expected, bytes) => {
    if (!bytes) return rm(join(root, path));
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
  },
  move: async (from, to) => rename(join(from.root, from.path), join(to.root, to.path)),
};
