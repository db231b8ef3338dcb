// Node's file system in, the facts the gate asks for out.

import { lstat, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import type { FileFacts } from '../gate/judged.ts';
import { isIgnored } from './ignored.ts';

/** Both reject with Node's error and its `code`. `id` is device and inode in full: 64-bit inodes do not fit a double. */
export const diskFacts: FileFacts = {
  separator: sep,
  ignored: isIgnored,
  realpath: (path) => realpath(path),
  async lstat(path) {
    const stats = await lstat(path, { bigint: true });
    const kind = stats.isFile()
      ? 'file'
      : stats.isDirectory()
        ? 'directory'
        : stats.isSymbolicLink()
          ? 'link'
          : 'other';
    return { kind, links: Number(stats.nlink), id: `${stats.dev}:${stats.ino}` };
  },
};
