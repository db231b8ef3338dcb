// A log's path in, the right to be its only writer out: a small file beside it with a heartbeat, for two windows on one session.

import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Milliseconds. A lease whose heartbeat is older than `stale` belongs to nobody. */
export const leaseTimes = { heartbeat: 2000, stale: 10_000 } as const;

interface Body {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

/** Leases of this process, so that a leftover of an earlier process with the same id is not taken for a live one. */
const held = new Set<string>();

/** The writer's right. Found lost when another window took it over after a long sleep of this one. */
export class Lease {
  readonly #file: string;
  readonly #token: string;
  readonly #timer: NodeJS.Timeout;
  #verified = Date.now();

  constructor(file: string, token: string) {
    this.#file = file;
    this.#token = token;
    held.add(token);
    this.#timer = setInterval(() => void this.#beat(), leaseTimes.heartbeat);
    this.#timer.unref();
  }

  /** True while this process is the writer. Asks the disk only when the newest answer is older than a heartbeat. */
  async holds(): Promise<boolean> {
    if (!held.has(this.#token)) return false;
    return Date.now() - this.#verified <= leaseTimes.heartbeat || (await this.#beat());
  }

  /** Gives the right back. Never rejects. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    const isOurs = (await tokenOf(this.#file)) === this.#token;
    held.delete(this.#token);
    if (isOurs) await rm(this.#file, { force: true }).catch(() => {});
  }

  async #beat(): Promise<boolean> {
    const token = await tokenOf(this.#file);
    if (token !== undefined && token !== this.#token) {
      held.delete(this.#token);
      clearInterval(this.#timer);
      return false;
    }
    const now = new Date();
    // A lease file that was swept away is put back; a disk that fails here fails at the write as well.
    if (token === undefined)
      await writeFile(this.#file, bodyOf(this.#token), { flag: 'wx', mode: 0o600 }).catch(() => {});
    else await utimes(this.#file, now, now).catch(() => {});
    this.#verified = now.getTime();
    return held.has(this.#token);
  }
}

/** The lease of a log, or undefined while another window holds it. Rejects when the folder cannot be written. */
export async function acquireLease(log: string): Promise<Lease | undefined> {
  const file = `${log}.lease`;
  const token = randomUUID();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await createdOnly(file, bodyOf(token))) return new Lease(file, token);
    const state = await stateOf(file);
    if (state === 'live') return undefined;
    if (state === 'stale' && (await takenOver(file, token))) return new Lease(file, token);
  }
  return undefined;
}

/** One taker at a time: a second file is held while the stale lease is looked at again and replaced. */
async function takenOver(file: string, token: string): Promise<boolean> {
  const lock = `${file}.taking`;
  if (!(await createdOnly(lock, token))) {
    if (await isOld(lock).catch(() => false)) await rm(lock, { force: true });
    return false;
  }
  try {
    if ((await stateOf(file)) !== 'stale') return false;
    const next = `${file}.${token}`;
    await writeFile(next, bodyOf(token), { flag: 'wx', mode: 0o600 });
    await rename(next, file);
    return true;
  } finally {
    await rm(lock, { force: true });
  }
}

async function stateOf(file: string): Promise<'live' | 'stale' | 'gone'> {
  const body = await bodyIn(file);
  if (body && isDead(body)) return 'stale';
  try {
    return (await isOld(file)) ? 'stale' : 'live';
  } catch {
    return 'gone';
  }
}

async function isOld(file: string): Promise<boolean> {
  return Date.now() - (await stat(file)).mtimeMs > leaseTimes.stale;
}

function isDead({ pid, host, token }: Body): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return !held.has(token);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function bodyOf(token: string): string {
  return JSON.stringify({ token, pid: process.pid, host: hostname() } satisfies Body);
}

/** Undefined for a file that is gone or half written. */
async function bodyIn(file: string): Promise<Body | undefined> {
  try {
    const body: unknown = JSON.parse(await readFile(file, 'utf8'));
    const { token, pid, host } = body as Partial<Body>;
    return typeof token === 'string' && Number.isSafeInteger(pid) && Number(pid) > 0 && typeof host === 'string'
      ? { token, pid: Number(pid), host }
      : undefined;
  } catch {
    return undefined;
  }
}

async function tokenOf(file: string): Promise<string | undefined> {
  return (await bodyIn(file))?.token;
}

async function createdOnly(file: string, body: string): Promise<boolean> {
  try {
    await writeFile(file, body, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
