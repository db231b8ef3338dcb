// A session's events in, an append-only checksummed file out; and that file in, the events out. Nothing acknowledged is lost, nothing deleted.

import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SessionLog } from '../agent/ports.ts';
import { coalesce } from '../shared/coalesce.ts';
import { isTransient, type SessionEvent } from '../shared/events.ts';
import { readAll, type Stored } from '../shared/stored.ts';
import { type LargeLog, readLargeLog } from './largeLog.ts';
import { encodeRecord } from './record.ts';
import { acquireLease, type Lease } from './sessionLogLease.ts';
import { logVersion, readLog, repairLog, syncFolder } from './sessionLogRead.ts';

/** full: no space, quota or file size left. failed: any other error of the disk. read_only, lease_lost: another window writes this session. */
export type SessionLogProblem = 'full' | 'failed' | 'read_only' | 'lease_lost' | 'closed';

export class SessionLogError extends Error {
  readonly problem: SessionLogProblem;
  constructor(problem: SessionLogProblem, cause?: unknown) {
    super(`The session could not be written (${problem}${cause instanceof Error ? `: ${cause.message}` : ''}).`, {
      cause,
    });
    this.name = 'SessionLogError';
    this.problem = problem;
  }
}

/** Milliseconds that events which need no commit may wait for company. */
export const longestWait = 250;

/**
 * `append` resolves up to 250 ms later without `commit`, so a stream's deltas should not be awaited one by one. Rejects with a
 * `SessionLogError`; the events are then kept in memory and written before those of the next append.
 */
export interface OpenLog extends SessionLog {
  /** Writes and syncs all there is. */
  flush(): Promise<void>;
  /** Flushes, ends, and lets another window write. Rejects as `append`, but ends in any case. */
  close(): Promise<void>;
}

export interface OpenedLog {
  readonly events: readonly SessionEvent[];
  /** The same, those of a large log unread. */
  readonly stored: readonly Stored[];
  /** Of a large log: checks what is unread. False: some of it is damaged; the next opening sets a copy aside and mends the log. Never rejects. */
  check?(): Promise<boolean>;
  readonly log: OpenLog;
  /** Path of the copy that was set aside because the file was damaged; `events` are all that could be read. */
  readonly damaged?: string;
  /** Another window writes this session, or a later version of Castor wrote it: appends reject. */
  readonly readOnly?: true;
}

/** What the log needs of the disk beside reading, so that tests can make it fail. */
export interface LogDisk {
  open(file: string, flags: string, mode: number): Promise<FileHandle>;
}

/**
 * Opens a session's log, which need not exist: it is made with the first append (0600, its folder 0700). A torn last line is cut off, a
 * damaged file copied aside and rewritten with its whole records. Rejects when the file or its folder cannot be used at all.
 */
export async function openSessionLog(file: string, disk: LogDisk = { open }): Promise<OpenedLog> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const lease = await acquireLease(file);
  try {
    const large = lease && (await readLargeLog(file));
    if (large && large.version <= logVersion) return openedLarge(large, { file, disk, lease });
    const read = await readLog(file);
    const events = read?.events ?? [];
    const stored = events;
    const isNewer = (read?.version ?? 0) > logVersion;
    if (!lease || isNewer) {
      await lease?.release();
      return { events, stored, log: readOnlyLog, readOnly: true };
    }
    const isDamaged = read !== undefined && read.damagedBytes > 0;
    const damaged = isDamaged ? await repairLog(file).catch(() => undefined) : undefined;
    if (isDamaged && damaged === undefined) {
      // A disk without room for the copy: what can be read is shown, and the file stays as it is.
      await lease.release();
      return { events, stored, log: readOnlyLog, readOnly: true };
    }
    const whole = isDamaged ? await readLog(file) : read;
    const log = new FileLog({
      file,
      disk,
      lease,
      sequence: whole?.sequence ?? 0,
      version: whole?.version ?? 0,
      end: whole?.end ?? 0,
      unterminated: whole?.unterminated ?? false,
    });
    return { events, stored, log, ...(damaged === undefined ? {} : { damaged }) };
  } catch (error) {
    await lease?.release();
    throw error;
  }
}

function openedLarge(large: LargeLog, place: Pick<Start, 'file' | 'disk' | 'lease'>): OpenedLog {
  const { stored, sequence, version, size: end } = large;
  const log = new FileLog({ ...place, sequence, version, end, unterminated: false });
  return {
    stored,
    get events() {
      return readAll(stored);
    },
    log,
    async check() {
      const whole = await large.check();
      if (!whole) await log.noteDamage().catch(() => {});
      return whole;
    },
  };
}

const readOnlyLog: OpenLog = {
  append: () => Promise.reject(new SessionLogError('read_only')),
  flush: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

interface Waiting {
  readonly commit: boolean;
  resolve(): void;
  reject(error: SessionLogError): void;
}

interface Start {
  readonly file: string;
  readonly disk: LogDisk;
  readonly lease: Lease;
  readonly sequence: number;
  /** 0: nothing says it. */
  readonly version: number;
  /** Offset after the last whole record: what lies behind it is a torn line. */
  readonly end: number;
  readonly unterminated: boolean;
}

class FileLog implements OpenLog {
  readonly #start: Start;
  #handle: FileHandle | undefined;
  #sequence: number;
  #version: number;
  /** Bytes of the file that are known to be whole records. */
  #size: number;
  /** The file may end in the middle of a line. */
  #ragged: boolean;
  #events: SessionEvent[] = [];
  #waiting: Waiting[] = [];
  /** Encoded records that the disk has not taken. */
  #backlog: Buffer[] = [];
  #unsynced = false;
  #timer: NodeJS.Timeout | undefined;
  #draining: Promise<void> | undefined;
  #closed = false;

  constructor(start: Start) {
    this.#start = start;
    this.#sequence = start.sequence;
    this.#version = start.version;
    this.#size = start.end;
    this.#ragged = start.unterminated;
  }

  append(events: readonly SessionEvent[], commit: boolean): Promise<void> {
    if (this.#closed) return Promise.reject(new SessionLogError('closed'));
    const kept = events.filter((event) => !isTransient(event));
    if (kept.length === 0 && !commit) return Promise.resolve();
    this.#events.push(...kept);
    return this.#wait(commit);
  }

  flush(): Promise<void> {
    return this.#closed ? Promise.resolve() : this.#wait(true);
  }

  /** Who opens the log next reads all of it, and mends it. */
  noteDamage(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#encode();
    this.#backlog.push(encodeRecord({ n: ++this.#sequence, damaged: true }));
    return this.#wait(true);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    const written = this.#wait(true);
    this.#closed = true;
    try {
      await written;
    } finally {
      await this.#handle?.close().catch(() => {});
      await this.#start.lease.release();
    }
  }

  #wait(commit: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ commit, resolve, reject });
      if (commit) this.#drainSoon();
      else this.#timer ??= setTimeout(() => this.#drainSoon(), longestWait);
    });
  }

  #drainSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Appends of the same tick go into one write.
    this.#draining ??= Promise.resolve()
      .then(() => this.#drain())
      .finally(() => {
        this.#draining = undefined;
        if (this.#waiting.some(({ commit }) => commit)) this.#drainSoon();
      });
  }

  /** Never rejects: those who wait are told. */
  async #drain(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#encode();
    try {
      if (!(await this.#start.lease.holds())) throw new SessionLogError('lease_lost');
      await this.#write();
      if (waiting.some(({ commit }) => commit)) await this.#sync();
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      const told = error instanceof SessionLogError ? error : new SessionLogError(problemOf(error), error);
      for (const { reject } of waiting) reject(told);
    }
  }

  #encode(): void {
    const events = coalesce(this.#events);
    this.#events = [];
    // Also in the middle of an older log: from here on an older Castor would misread it.
    if (this.#version < logVersion && events.length > 0) {
      this.#version = logVersion;
      this.#backlog.push(encodeRecord({ n: ++this.#sequence, log: 'castor.session', version: logVersion }));
    }
    for (const e of events) this.#backlog.push(encodeRecord({ n: ++this.#sequence, e }));
  }

  async #write(): Promise<void> {
    if (this.#backlog.length === 0) return;
    const handle = await this.#opened();
    const bytes = Buffer.concat(this.#ragged ? [lineBreak, ...this.#backlog] : this.#backlog);
    try {
      for (let done = 0; done < bytes.length; ) done += (await handle.write(bytes, done)).bytesWritten;
    } catch (error) {
      await this.#cut(handle);
      throw error;
    }
    this.#backlog = [];
    this.#ragged = false;
    this.#size += bytes.length;
    this.#unsynced = true;
  }

  async #sync(): Promise<void> {
    if (!this.#unsynced) return;
    await this.#handle?.datasync();
    this.#unsynced = false;
  }

  async #opened(): Promise<FileHandle> {
    if (this.#handle) return this.#handle;
    const { file, disk } = this.#start;
    const handle = await disk.open(file, 'a', 0o600);
    this.#handle = handle;
    if ((await handle.stat()).size > this.#size) await this.#cut(handle);
    if (this.#size === 0) await syncFolder(dirname(file));
    return handle;
  }

  /** Takes a line that was written in part off the end; where that fails, the next record starts on a line of its own. */
  async #cut(handle: FileHandle): Promise<void> {
    try {
      await handle.truncate(this.#size);
    } catch {
      this.#ragged = true;
    }
  }
}

const lineBreak = Buffer.from('\n');

function problemOf(error: unknown): SessionLogProblem {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String((error as NodeJS.ErrnoException).code)) ? 'full' : 'failed';
}
