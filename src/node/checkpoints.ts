// Bytes of files in, their hashes out, and back: a folder of contents named by what they hold, each on disk for good before it is named.

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoints } from '../agent/files/checkpointPorts.ts';
import { syncFolder } from './sessionLogRead.ts';

/** A name is the SHA-256 of its content, so two windows may write one folder, and one content is there once. */
const contentName = /^[0-9a-f]{64}$/;
const leftoverName = /^[0-9a-f]{64}\.(?:writing|pruned)-/;

export interface CheckpointFolder extends Checkpoints {
  /** Bytes of all contents. Never rejects. */
  size(): Promise<number>;
  /**
   * Removes what no checkpoint has named for `days`: naming a content again makes it young again, so nothing goes that a checkpoint of the
   * last `days` needs. Returns the bytes removed. Never rejects.
   */
  prune(days: number): Promise<number>;
}

/** `folder`: absolute path; made with the first content. */
export function checkpointFolder(folder: string): CheckpointFolder {
  return {
    keep: (bytes) => keep(folder, bytes),
    read: (hash) => read(folder, hash),
    size: () => size(folder),
    prune: (days) => prune(folder, Date.now() - days * 86_400_000),
  };
}

async function keep(folder: string, bytes: Uint8Array): Promise<string> {
  const hash = sha256(bytes);
  const file = join(folder, hash);
  if (await isRenewed(file, bytes.length)) return hash;
  const isFirst = (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined;
  const draft = `${file}.writing-${randomBytes(4).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
  if (isFirst) await syncFolder(join(folder, '..'));
  return hash;
}

/** True if the content is there; it is young from here on. Looked at after that: another window may prune at this moment. */
async function isRenewed(file: string, length: number): Promise<boolean> {
  try {
    const now = new Date();
    await utimes(file, now, now);
    return (await stat(file)).size === length;
  } catch {
    return false;
  }
}

async function read(folder: string, hash: string): Promise<Uint8Array | undefined> {
  if (!contentName.test(hash)) return undefined;
  const bytes = await readFile(join(folder, hash)).catch(() => undefined);
  return bytes && sha256(bytes) === hash ? bytes : undefined;
}

async function size(folder: string): Promise<number> {
  const sizes = (await namesIn(folder))
    .filter((name) => contentName.test(name))
    .map((name) => stat(join(folder, name)).then((found) => found.size, nothing));
  return (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
}

async function prune(folder: string, before: number): Promise<number> {
  let removed = 0;
  for (const name of await namesIn(folder)) {
    if (!contentName.test(name) && !leftoverName.test(name)) continue;
    removed += await removeOld(folder, name, before).catch(nothing);
  }
  return removed;
}

/** Out of the way first, then looked at again: a content that was named in between goes back. */
async function removeOld(folder: string, name: string, before: number): Promise<number> {
  const file = join(folder, name);
  if ((await stat(file)).mtimeMs >= before) return 0;
  const aside = leftoverName.test(name) ? file : `${file}.pruned-${randomBytes(4).toString('hex')}`;
  if (aside !== file) await rename(file, aside);
  const { mtimeMs, size: bytes } = await stat(aside);
  if (mtimeMs >= before) {
    await rename(aside, file);
    return 0;
  }
  await rm(aside);
  return bytes;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

function nothing(): number {
  return 0;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
