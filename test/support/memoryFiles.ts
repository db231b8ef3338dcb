// A workspace in memory in, its files as bytes and a place that keeps contents out: what checkpoints need of a session in a test.

import { createHash } from 'node:crypto';
import type { Checkpoints, RawFile, RawFiles } from '../../src/agent/files/checkpointPorts.ts';
import type { FileName } from '../../src/shared/files.ts';
import type { MemoryWorkspace } from './memoryWorkspace.ts';

export interface MemoryFiles {
  readonly checkpoints: Checkpoints;
  readonly rawFiles: RawFiles;
  /** Contents by hash. */
  readonly kept: Map<string, Uint8Array>;
}

export function memoryFiles({ files, buffers }: Pick<MemoryWorkspace, 'files' | 'buffers'>): MemoryFiles {
  const kept = new Map<string, Uint8Array>();
  const read = ({ path }: FileName): RawFile | undefined => {
    const text = buffers.get(path) ?? files.get(path);
    return text === undefined ? undefined : { bytes: Buffer.from(text), dirty: buffers.has(path) };
  };
  const check = (file: FileName, expected: RawFile | undefined) => {
    const now = read(file);
    const isSame = String(now?.bytes) === String(expected?.bytes) && now?.dirty === expected?.dirty;
    if (!isSame) throw new Error(`${file.path} has changed.`);
  };
  return {
    kept,
    checkpoints: {
      keep: async (bytes) => {
        const hash = createHash('sha256').update(bytes).digest('hex');
        kept.set(hash, bytes);
        return hash;
      },
      read: async (hash) => kept.get(hash),
    },
    rawFiles: {
      read: async (file) => read(file),
      below: async ({ root, path }) => {
        const inside = [...files.keys()].filter((name) => name.startsWith(`${path}/`));
        const names = inside.map((name) => ({ root, path: name }));
        return inside.length ? { files: names, folders: [] } : undefined;
      },
      // Its folders are names of files alone: one is there as long as a file is in it.
      folder: async () => 'filled',
      makeFolder: async () => {},
      removeFolder: async () => {},
      write: async (file, expected, bytes) => {
        check(file, expected);
        if (!bytes) files.delete(file.path);
        else (buffers.has(file.path) ? buffers : files).set(file.path, Buffer.from(bytes).toString());
      },
      move: async (from, to, expected) => {
        check(from, expected);
        check(to, undefined);
        files.set(to.path, files.get(from.path)!);
        files.delete(from.path);
      },
    },
  };
}
