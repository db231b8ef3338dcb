// The address of a file in, its content out, read piece by piece as it is needed.

import { Uri, workspace } from 'vscode';
import { fileBlob } from '../../node/fileBlob.ts';
import type { OpenedFile } from './uploads.ts';

/** Only what is no file of this machine is in memory. Rejects for a file that is not there. */
export async function openedFile(from: string): Promise<OpenedFile> {
  const uri = Uri.parse(from, true);
  const changed = (await workspace.fs.stat(uri)).mtime;
  const onDisk = uri.scheme === 'file';
  return {
    changed,
    content: onDisk ? await fileBlob(uri.fsPath) : new Blob([new Uint8Array(await workspace.fs.readFile(uri))]),
  };
}
