// The path of a file in, its content as a Blob that is read when it is needed out.

import { openAsBlob } from 'node:fs';

/** Rejects for a file that is not there. Reading it later fails when the file has changed since. */
export function fileBlob(path: string): Promise<Blob> {
  return openAsBlob(path);
}
