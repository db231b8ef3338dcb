// A folder of session logs in, a list of them with titles and marks out: kept in an index that is only a copy of what the logs say.

import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foldAll } from '../shared/fold.ts';
import { type SessionSummary, summaryOf, textsOf } from '../shared/summary.ts';
import { sessionFile } from './sessionLogList.ts';
import { logVersion, readLog } from './sessionLogRead.ts';

export interface IndexedSession extends SessionSummary {
  readonly id: string;
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** `damaged`: some of it cannot be read; opening it keeps a copy of the file. `newer`: a later version of Castor wrote it. `unreadable`: nothing of it can. */
  readonly state: 'whole' | 'damaged' | 'newer' | 'unreadable';
}

/** What the index keeps of a log, true as long as the file has this size and time. */
interface Entry extends Omit<IndexedSession, 'id' | 'file'> {
  readonly mtimeMs: number;
}

const indexVersion = 1;
const indexName = 'index.json';
const trashName = 'trash';
const atOnce = 4;
const named = /^([A-Za-z0-9_-]{1,100})\.session$/;

/** Newest first. Never rejects: an index that is missing, damaged or of another version is made anew from the logs. */
export async function indexSessions(folder: string): Promise<readonly IndexedSession[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.flatMap((name) => named.exec(name)?.[1] ?? []);
  const known = await readIndex(folder);
  const entries = new Map<string, Entry>();
  for (let at = 0; at < ids.length; at += atOnce) {
    await Promise.all(
      ids.slice(at, at + atOnce).map(async (id) => {
        const entry = await entryOf(sessionFile(folder, id), known.get(id));
        if (entry) entries.set(id, entry);
      }),
    );
  }
  const changed = entries.size !== known.size || [...entries].some(([id, entry]) => known.get(id) !== entry);
  if (changed) await writeIndex(folder, entries).catch(() => {});
  return [...entries]
    .map(([id, { mtimeMs: _, ...entry }]) => ({ ...entry, id, file: sessionFile(folder, id) }))
    .sort((one, two) => two.changedAt - one.changedAt || (one.id < two.id ? 1 : -1));
}

/** All that was said in a session, for a search. Rejects when the log cannot be read. */
export async function sessionTexts(file: string): Promise<string> {
  return textsOf(foldAll((await readLog(file))?.events ?? []));
}

/** Puts a session's log where the list does not look; it can be put back. Rejects when the disk does not allow it. */
export async function trashSession(folder: string, id: string): Promise<void> {
  const trash = join(folder, trashName);
  await mkdir(trash, { recursive: true, mode: 0o700 });
  const target = sessionFile(trash, id);
  await rename(sessionFile(folder, id), target);
  const now = new Date();
  await utimes(target, now, now).catch(() => {});
}

/** Rejects when it is gone, or one of its name is there again. */
export async function restoreSession(folder: string, id: string): Promise<void> {
  const target = sessionFile(folder, id);
  const isThere = await stat(target).then(
    () => true,
    () => false,
  );
  if (isThere) throw new Error('A session of this name exists.');
  await rename(sessionFile(join(folder, trashName), id), target);
}

/** Deleted sessions stay so long, in days. */
export const trashDays = 30;

/** Removes what was deleted longer ago than that: how many. `now`: Unix ms. Never rejects. */
export async function emptyTrash(folder: string, now: number): Promise<number> {
  const trash = trashFolder(folder);
  const names = (await readdir(trash).catch(() => [])).filter((name) => named.test(name));
  const removed = await Promise.all(
    names
      .map(async (name) => {
        const file = join(trash, name);
        const { mtimeMs } = await stat(file);
        if (now - mtimeMs < trashDays * 86_400_000) return 0;
        await rm(file);
        return 1;
      })
      .map((one) => one.catch(() => 0)),
  );
  return removed.reduce<number>((sum, one) => sum + one, 0);
}

export function trashFolder(folder: string): string {
  return join(folder, trashName);
}

async function entryOf(file: string, known: Entry | undefined): Promise<Entry | undefined> {
  try {
    const { size, mtimeMs } = await stat(file);
    if (known && known.size === size && known.mtimeMs === mtimeMs) return known;
    return { ...(await summarised(file)), size, mtimeMs };
  } catch {
    return undefined;
  }
}

async function summarised(file: string): Promise<SessionSummary & Pick<Entry, 'state'>> {
  const read = await readLog(file).catch(() => undefined);
  const summary = summaryOf(foldAll(read?.events ?? []));
  if (!read || (read.events.length === 0 && read.size > 0)) return { ...summary, state: 'unreadable' };
  if (read.version > logVersion) return { ...summary, state: 'newer' };
  return { ...summary, state: read.damagedBytes > 0 ? 'damaged' : 'whole' };
}

async function readIndex(folder: string): Promise<ReadonlyMap<string, Entry>> {
  try {
    const index: unknown = JSON.parse(await readFile(join(folder, indexName), 'utf8'));
    const { version, sessions } = index as { version?: unknown; sessions?: unknown };
    if (version !== indexVersion || typeof sessions !== 'object' || sessions === null) return new Map();
    return new Map(Object.entries(sessions as Record<string, Entry>).filter(([, entry]) => isEntry(entry)));
  } catch {
    return new Map();
  }
}

const fields = {
  size: 'number',
  mtimeMs: 'number',
  createdAt: 'number',
  changedAt: 'number',
  title: 'string',
  prompts: 'number',
  pinned: 'boolean',
  archived: 'boolean',
  stored: 'number',
  state: 'string',
  titledBy: 'string',
};

function isEntry(value: unknown): value is Entry {
  const entry = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(fields).every(([name, type]) => typeof entry[name] === type);
}

/** Another window may write it at the same time: whichever is last is as good as the other. */
async function writeIndex(folder: string, entries: ReadonlyMap<string, Entry>): Promise<void> {
  const next = join(folder, `${indexName}.${process.pid}`);
  const text = JSON.stringify({ version: indexVersion, sessions: Object.fromEntries(entries) });
  await writeFile(next, text, { mode: 0o600 });
  await rename(next, join(folder, indexName));
}
