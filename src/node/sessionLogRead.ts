// A session log's file in, every event that can be read out, and how whole the file is; and the repair of a damaged one, which deletes nothing.

import { chmod, constants, copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SessionEvent } from '../shared/events.ts';
import { encodeJson, RecordScanner } from './record.ts';

/**
 * Of the records this code writes; a log of a higher version is read as far as it is understood, and never written. 1: a list of turns.
 * 2: a tree of turns, in which a list of turns is one.
 */
export const logVersion = 2;

export interface ReadLog {
  /** Events of unknown types are among them, as they were written. */
  readonly events: readonly SessionEvent[];
  /** Highest sequence number of a record. */
  readonly sequence: number;
  readonly version: number;
  /** Bytes of the file, and the offset after its last whole record. */
  readonly size: number;
  readonly end: number;
  /** Bytes in the middle, or whole lines, that are no record. */
  readonly damagedBytes: number;
  /** The last whole record lacks its line break. */
  readonly unterminated: boolean;
}

const pieceBytes = 1024 * 1024;
const damageNote = /^\{"n":\d+,"damaged":true\}$/;

/** Undefined: there is no such file. Rejects when it cannot be read. */
export async function readLog(file: string): Promise<ReadLog | undefined> {
  const collected = { events: [] as SessionEvent[], sequence: 0, version: 0 };
  let before: Buffer | undefined;
  const scanned = await scanFile(file, (json) => {
    // A record that is there twice in a row was written once: each has a number of its own.
    if (before?.equals(json)) return;
    before = Buffer.from(json);
    collect(json, collected);
  });
  return scanned && { ...collected, ...scanned };
}

/**
 * Copies a damaged file to `<file>.damaged-<Unix ms>`, then puts its whole records in its place by temporary file, sync and rename. Returns
 * the copy's path. Rejects and changes nothing when the disk does not allow it.
 */
export async function repairLog(file: string): Promise<string> {
  const copy = `${file}.damaged-${Date.now()}`;
  await copyFile(file, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await chmod(copy, 0o600);
  const next = `${file}.repaired-${Date.now()}`;
  try {
    await writeWhole(copy, next);
  } catch (error) {
    await rm(next, { force: true }).catch(() => {});
    throw error;
  }
  await rename(next, file);
  await syncFolder(dirname(file));
  return copy;
}

async function writeWhole(from: string, to: string): Promise<void> {
  const handle = await open(to, 'wx', 0o600);
  try {
    const lines: Buffer[] = [];
    await scanFile(from, (json) => {
      // That it was damaged is dealt with by this.
      if (!damageNote.test(json.toString('latin1', 0, 60))) lines.push(encodeJson(json));
    });
    for (const line of lines) await handle.write(line);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a name in the folder durable. Windows has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

async function scanFile(file: string, take: (json: Buffer) => void) {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!handle) return undefined;
  try {
    const scanner = new RecordScanner();
    let size = 0;
    let lastByte = 0;
    for (;;) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, size);
      if (bytesRead === 0) break;
      size += bytesRead;
      lastByte = buffer[bytesRead - 1]!;
      for (const json of scanner.push(buffer.subarray(0, bytesRead))) take(json);
    }
    const { records, torn } = scanner.finish();
    for (const json of records) take(json);
    // Nothing but a torn line is no log that was interrupted but something else.
    const foreign = scanner.end === 0 ? torn : 0;
    const { end } = scanner;
    return {
      size,
      end,
      damagedBytes: scanner.damagedBytes + foreign,
      unterminated: end === size && size > 0 && lastByte !== 0x0a,
    };
  } finally {
    await handle.close();
  }
}

function collect(json: Buffer, into: { events: SessionEvent[]; sequence: number; version: number }): void {
  const record = parsed(json);
  if (typeof record !== 'object' || record === null) return;
  const { n, e, version } = record as { n?: unknown; e?: unknown; version?: unknown };
  if (typeof version === 'number') into.version = Math.max(into.version, version);
  if (typeof n === 'number' && Number.isSafeInteger(n)) into.sequence = Math.max(into.sequence, n);
  if (typeof e === 'object' && e !== null && typeof (e as { type?: unknown }).type === 'string')
    into.events.push(e as SessionEvent);
}

function parsed(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'));
  } catch {
    return undefined;
  }
}
