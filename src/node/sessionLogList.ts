// A folder of session logs in, one line about each out, newest first: read from the head of each file only.

import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionEvent } from '../shared/events.ts';
import { RecordScanner } from './record.ts';

export interface StoredSession {
  readonly id: string;
  readonly file: string;
  /** Unix ms; `createdAt` is 0 where the file does not say. */
  readonly createdAt: number;
  readonly changedAt: number;
  /** Bytes. */
  readonly size: number;
  /** The beginning of the first prompt, on one line. */
  readonly title?: string;
}

const ending = '.session';
const headBytes = 64 * 1024;
/** A first prompt with attachments may be long. */
const longestHead = 4 * 1024 * 1024;
const longestTitle = 120;
const atOnce = 16;

/** Path of a session's log. Throws for an id that is not a plain name, so that no id leads out of the folder. */
export function sessionFile(folder: string, id: string): string {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(id)) throw new Error('A session id is letters, digits, - and _ only.');
  return join(folder, id + ending);
}

/** Sessions that cannot be read are left out of the list and stay on disk. Never rejects; a folder that is not there has none. */
export async function listSessions(folder: string): Promise<readonly StoredSession[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names
    .filter((name) => /^[A-Za-z0-9_-]{1,100}\.session$/.test(name))
    .map((name) => name.slice(0, -ending.length));
  const found: StoredSession[] = [];
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = await Promise.all(ids.slice(at, at + atOnce).map((id) => describe(folder, id).catch(() => undefined)));
    found.push(...some.filter((session) => session !== undefined));
  }
  return found.sort((one, two) => two.changedAt - one.changedAt);
}

async function describe(folder: string, id: string): Promise<StoredSession | undefined> {
  const file = sessionFile(folder, id);
  const { size, mtimeMs } = await stat(file);
  const head = await headOf(file);
  const created = head.find((event) => event.type === 'session.created');
  const prompt = head.find((event) => event.type === 'prompt.sent');
  const title = prompt && String(prompt.text).replace(/\s+/g, ' ').trim().slice(0, longestTitle);
  return { id, file, createdAt: created?.at ?? prompt?.at ?? 0, changedAt: mtimeMs, size, ...(title ? { title } : {}) };
}

/** Events up to the first prompt. */
async function headOf(file: string): Promise<readonly SessionEvent[]> {
  const handle = await open(file, 'r');
  try {
    const scanner = new RecordScanner();
    const events: SessionEvent[] = [];
    for (let at = 0; at < longestHead; ) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(headBytes), 0, headBytes, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      for (const json of scanner.push(buffer.subarray(0, bytesRead))) {
        const { e } = JSON.parse(json.toString('utf8')) as { e?: SessionEvent };
        if (e) events.push(e);
      }
      if (events.some(({ type }) => type === 'prompt.sent')) break;
    }
    return events;
  } finally {
    await handle.close();
  }
}
