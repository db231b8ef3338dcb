// The path of a file in, its content as a Blob that is read when it is needed out, or the hash that names it.

import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';

/** Rejects for a file that is not there. Reading it later fails when the file has changed since. */
export function fileBlob(path: string): Promise<Blob> {
  return openAsBlob(path);
}

/** SHA-256 of a file, hex, read through one buffer. Rejects with the signal's reason, and for a file that cannot be read. */
export async function fileHash(path: string, signal: AbortSignal): Promise<string> {
  const file = await open(path);
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(1 << 20);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      signal.throwIfAborted();
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
