// The name of a document that an answer cites in, the local file it was made of out, opened in a viewer where there is one; the page is said.

import { commands, env, extensions, l10n, UIKind, type Uri, window, workspace } from 'vscode';
import { judge } from '../../gate/judge.ts';
import type { FileFacts } from '../../gate/judged.ts';
import { uriOf, workspaceFolders } from '../files/folders.ts';
import { hasViewer, isText, mimeTypeOf } from './mime.ts';

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
  if (isText(mimeTypeOf(name))) {
    await window.showTextDocument(uri, { preview: true });
    return;
  }
  const seen = hasViewer(name, viewers());
  // Some viewers of documents take the page from the address; none has to.
  if (seen) await commands.executeCommand('vscode.open', page ? uri.with({ fragment: `page=${page}` }) : uri);
  if (page || !seen) void sayPage(name, page, seen, uri);
}

/** Patterns of the file names that installed editors show. */
function viewers(): readonly string[] {
  return extensions.all.flatMap(({ packageJSON }) =>
    [packageJSON?.contributes?.customEditors ?? []]
      .flat()
      .flatMap(({ selector = [] }: { selector?: { filenamePattern?: string }[] }) => selector)
      .map(({ filenamePattern = '' }) => filenamePattern),
  );
}

/** VS Code shows neither PDF nor Office documents by itself: then what does is offered. */
async function sayPage(name: string, page: number | undefined, seen: boolean, uri: Uri): Promise<void> {
  const here = env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  const open = here ? l10n.t('Open Outside') : l10n.t('Show in Explorer');
  const text = [
    page ? l10n.t('{0} is cited at page {1}.', name, page) : `${name}:`,
    seen ? '' : l10n.t('This VS Code has no viewer for such files.'),
  ];
  const answer = await window.showInformationMessage(text.join(' ').trim(), open);
  if (answer === open) await (here ? env.openExternal(uri) : commands.executeCommand('revealInExplorer', uri));
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
