// What a person dropped or pasted in, attachments out: files through the gate, images and long texts as they are.

import { env, FileType, Uri, workspace } from 'vscode';
import type { Attachment } from '../../shared/attachment.ts';
import { pathOf } from '../files/folders.ts';
import type { Editor } from './mentions/mention.ts';

/** More of them are no drop that somebody means. */
const mostDropped = 50;

/** `uris`: as of `text/uri-list` (RFC 2483). Items for `chosen`; `undefined` in the place of what is not in this workspace. */
export async function itemsOfDrop(
  uris: string,
): Promise<readonly { readonly name: string; readonly item: string | undefined }[]> {
  const lines = uris.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return Promise.all([...new Set(lines)].slice(0, mostDropped).map(itemOf));
}

async function itemOf(line: string): Promise<{ readonly name: string; readonly item: string | undefined }> {
  try {
    const uri = local(Uri.parse(line.trim(), true));
    const path = pathOf(uri);
    if (path === undefined) return { name: uri.path, item: undefined };
    const { type } = await workspace.fs.stat(uri);
    return { name: path, item: `${type & FileType.Directory ? 'folder' : 'file'}:${path}` };
  } catch {
    return { name: line, item: undefined };
  }
}

/** The window of a remote workspace names its files by `vscode-remote:`; to extensions, which run where the files are, the same are `file:`. */
function local(uri: Uri): Uri {
  return uri.scheme === 'vscode-remote' && env.remoteName !== undefined ? Uri.file(uri.path) : uri;
}

export function pastedText(text: string, { id, t }: Editor): Attachment {
  const lines = text.replace(/\n$/, '').split('\n').length;
  const label = lines === 1 ? t('Pasted text') : t('Pasted text, {0} lines', lines);
  return { id: id(), kind: 'text', label, text };
}
