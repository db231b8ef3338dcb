// The address of a file in, its content out, read piece by piece as it is needed.

import { createHash } from 'node:crypto';
import { Uri, workspace } from 'vscode';
import { fileBlob, fileHash } from '../../node/fileBlob.ts';
import type { OpenedFile } from './uploads.ts';

/** Only what is no file of this machine is in memory. Rejects for a file that is not there. */
export async function openedFile(from: string): Promise<OpenedFile> {
  const uri = Uri.parse(from, true);
  const changed = (await workspace.fs.stat(uri)).mtime;
  const { fsPath, scheme } = uri;
  if (scheme === 'file')
    return { changed, content: await fileBlob(fsPath), hash: (signal) => fileHash(fsPath, signal) };
  const bytes = new Uint8Array(await workspace.fs.readFile(uri));
  return { changed, content: new Blob([bytes]), hash: async () => createHash('sha256').update(bytes).digest('hex') };
}
