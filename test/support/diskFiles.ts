// A folder on disk in, its files as bytes out: without an editor, for tests of what survives a crash and of what a disk alone has.

import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Below, RawFiles } from '../../src/agent/files/checkpointPorts.ts';
import { fileModes } from '../../src/node/fileModes.ts';
import type { FileName } from '../../src/shared/files.ts';

const at = ({ root, path }: FileName) => join(root, path);

export const diskFiles: RawFiles = {
  read: async (file) => {
    const bytes = await readFile(at(file)).catch(() => undefined);
    return bytes && { bytes, dirty: false, mode: await fileModes.read(at(file)) };
  },
  below,
  folder: async (name) => {
    const names = await readdir(at(name)).catch(() => undefined);
    return names && (names.length > 0 ? 'filled' : 'empty');
  },
  makeFolder: async (name) => mkdir(at(name)),
  removeFolder: async (name) => rmdir(at(name)),
  write: async (file, _expected, bytes, mode) => {
    if (!bytes) return rm(at(file));
    await mkdir(dirname(at(file)), { recursive: true });
    await writeFile(at(file), bytes);
    if (mode !== undefined) await fileModes.write(at(file), mode);
  },
  move: async (from, to) => {
    await mkdir(dirname(at(to)), { recursive: true });
    await rename(at(from), at(to));
  },
};

async function below(folder: FileName): Promise<Below | undefined> {
  const entries = await readdir(at(folder), { withFileTypes: true }).catch(() => undefined);
  if (!entries) return undefined;
  const files: FileName[] = [];
  const folders: FileName[] = [folder];
  for (const entry of entries) {
    const inside = { root: folder.root, path: `${folder.path}/${entry.name}` };
    const more = entry.isDirectory() ? await below(inside) : undefined;
    if (more) folders.push(...more.folders);
    files.push(...(more?.files ?? [inside]));
  }
  return { files, folders };
}
