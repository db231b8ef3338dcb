// The name of a document that an answer cites in, the local file it was made of out, opened at the page where the editor can.

import { commands, l10n, type Uri, window, workspace } from 'vscode';
import { judge } from '../../gate/judge.ts';
import type { FileFacts } from '../../gate/judged.ts';
import { uriOf, workspaceFolders } from '../files/folders.ts';
import { isText, mimeTypeOf } from './mime.ts';

export interface SourcePorts {
  readonly facts: FileFacts;
  /** Where a document was made of a file outside of the workspace. */
  sources(name: string): Uri | undefined;
}

/** Called on the person's click. A file of the workspace passes the gate as any link does. */
export async function openSource(
  name: string,
  page: number | undefined,
  { facts, sources }: SourcePorts,
): Promise<void> {
  const uri = (await inWorkspace(name, facts)) ?? sources(name);
  if (!uri || !(await exists(uri))) {
    void window.showInformationMessage(l10n.t('{0} is not on this machine, or was moved since.', name));
    return;
  }
  if (isText(mimeTypeOf(name))) await window.showTextDocument(uri, { preview: true });
  // Viewers of documents take the page from the address.
  else await commands.executeCommand('vscode.open', page ? uri.with({ fragment: `page=${page}` }) : uri);
}

async function inWorkspace(name: string, facts: FileFacts): Promise<Uri | undefined> {
  const place = await judge({ operation: 'read', path: name }, { folders: workspaceFolders(), facts });
  if (place.verdict === 'deny') return undefined;
  const uri = uriOf(place);
  return (await exists(uri)) ? uri : undefined;
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
