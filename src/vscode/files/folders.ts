// The workspace's folders and judged places in, addresses in the editor's terms out, and back.

import { Uri, workspace } from 'vscode';
import type { Folder, Judged } from '../../gate/judged.ts';

/** As the gate wants them: absolute paths for folders on disk, URI strings for the rest. */
export function workspaceFolders(): readonly Folder[] {
  return (workspace.workspaceFolders ?? []).map(({ name, uri }) => {
    const onDisk = uri.scheme === 'file';
    return { name, root: onDisk ? uri.fsPath : uri.toString(), onDisk };
  });
}

export function uriOfFolder({ root, onDisk }: Folder): Uri {
  return onDisk ? Uri.file(root) : Uri.parse(root, true);
}

/** Only for places that the gate did not deny. */
export function uriOf({ folder, absolute }: Judged): Uri {
  if (folder.onDisk) return Uri.file(absolute);
  return Uri.joinPath(Uri.parse(folder.root, true), absolute.slice(folder.root.length));
}

/** The path as the model writes it: from the root, or `folderName/…` where there are several folders. Undefined outside of them. */
export function pathOf(uri: Uri): string | undefined {
  const folder = workspace.getWorkspaceFolder(uri);
  if (!folder) return undefined;
  const inside = uri.path.slice(folder.uri.path.length).replace(/^\/+/, '');
  return (workspace.workspaceFolders?.length ?? 0) > 1 ? `${folder.name}/${inside}` : inside;
}
