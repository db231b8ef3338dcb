// The places of this project on disk: its root, the Node it runs with, and temporary folders that go with the process.

import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Root of the repository, absolute. */
export const repo = resolve(import.meta.dirname, '..', '..');

const pinned = join(repo, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The Node of the project's development dependencies (24), else the one that runs this. */
export const nodeBinary: string = existsSync(pinned) ? pinned : process.execPath;

const folders = new Set<string>();
process.on('exit', () => {
  for (const folder of folders) remove(folder);
});

/** A fresh, empty folder that is gone when the process ends. Its path holds no symbolic link. */
export function temporaryFolder(name: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `castor-${name}-`)));
  folders.add(folder);
  return folder;
}

/** Removes a folder now; files that are still held by a dying process are left to the system. */
export function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {}
  folders.delete(folder);
}
