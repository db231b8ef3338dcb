// The address of a file in, its content out, read piece by piece as it is needed.

import { l10n, Uri, workspace } from 'vscode';
import { contentOf, type FileContent } from '../../agent/fileContent.ts';
import { contentHash, fileContent } from '../../node/fileContent.ts';
import type { OpenedFile } from './uploads.ts';

/** Rejects for a file that is not there. */
export async function openedFile(from: string): Promise<OpenedFile> {
  const uri = Uri.parse(from, true);
  const changed = (await workspace.fs.stat(uri)).mtime;
  const content = await contentAt(uri);
  return { changed, content, hash: (signal) => contentHash(content, signal) };
}

/** Only what is no file of this machine is in memory. Rejects for a file that is not there. */
export async function contentAt(uri: Uri): Promise<FileContent> {
  return uri.scheme === 'file'
    ? fileContent(uri.fsPath, l10n.t('It changed while it was being read.'))
    : contentOf(await workspace.fs.readFile(uri));
}
