// A file in, a function out that names a text by eight hex digits: the same on this machine at all times, and telling nobody else anything.

import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const keyBytes = 32;

/** The file holds a random key; it is made with the first use (0600). Without a disk the names hold as long as the process. Never throws. */
export function keyedId(file: string): (text: string) => string {
  let key: Buffer | undefined;
  return (text) => {
    key ??= keyIn(file);
    return createHmac('sha256', key).update(text, 'utf8').digest('hex').slice(0, 8);
  };
}

/** Another window may make the file at the same time: the one that was first counts. */
function keyIn(file: string): Buffer {
  const fresh = randomBytes(keyBytes);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, fresh, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch {
    return stored(file) ?? fresh;
  }
}

function stored(file: string): Buffer | undefined {
  try {
    const key = readFileSync(file);
    return key.length === keyBytes ? key : undefined;
  } catch {
    return undefined;
  }
}
