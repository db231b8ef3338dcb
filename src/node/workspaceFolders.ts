// Where a workspace keeps its sessions in, the same of all workspaces of this machine out: one small file for each, written by its own windows.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface KnownWorkspace {
  /** What people call it. */
  readonly name: string;
  /** Absolute path of the folder of its sessions. */
  readonly folder: string;
}

/** Tells other windows of a workspace. Rejects when the disk does not allow it. */
export async function registerWorkspace(registry: string, { name, folder }: KnownWorkspace): Promise<void> {
  await mkdir(registry, { recursive: true, mode: 0o700 });
  const file = `${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.json`;
  await writeFile(join(registry, file), JSON.stringify({ name, folder }), { mode: 0o600 });
}

/** Never rejects; what cannot be read is left out. A workspace that the editor has cleaned up has no sessions left. */
export async function knownWorkspaces(registry: string): Promise<readonly KnownWorkspace[]> {
  const files = await readdir(registry).catch(() => []);
  const all = await Promise.all(
    files
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFile(join(registry, name), 'utf8').catch(() => '')),
  );
  return all.flatMap((text) => {
    try {
      const { name, folder } = JSON.parse(text) as Partial<KnownWorkspace>;
      return typeof name === 'string' && typeof folder === 'string' ? [{ name, folder }] : [];
    } catch {
      return [];
    }
  });
}
