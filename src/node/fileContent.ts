// The path of a file in, its content out, read when it is needed; a content in, the hash that names it out.

import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { FileContent } from '../agent/fileContent.ts';

/**
 * Rejects for a file that is not there. A read opens the file for itself, so nothing is left open when an upload ends early; it rejects
 * with `whenChanged` when the file is another by then, so that no mixture of two goes up.
 */
export async function fileContent(path: string, whenChanged: string): Promise<FileContent> {
  const { size, mtimeMs } = await stat(path);
  return {
    size,
    async read(into, at) {
      const file = await open(path);
      try {
        for (let done = 0; done < into.length; ) {
          const { bytesRead } = await file.read(into, done, into.length - done, at + done);
          if (bytesRead === 0) throw new Error(whenChanged);
          done += bytesRead;
        }
        const now = await file.stat();
        if (now.size !== size || now.mtimeMs !== mtimeMs) throw new Error(whenChanged);
      } finally {
        await file.close();
      }
    },
  };
}

/** SHA-256 of a content, hex, read through one buffer. Rejects with the signal's reason, and for what cannot be read. */
export async function contentHash(content: FileContent, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(Math.min(1 << 20, content.size));
  for (let at = 0; at < content.size; at += buffer.length) {
    const part = buffer.subarray(0, content.size - at);
    await content.read(part, at);
    signal.throwIfAborted();
    hash.update(part);
  }
  return hash.digest('hex');
}
