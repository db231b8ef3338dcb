// A file or a folder that the person chose in, the files that may go to a store out, each past the gate, and how many may not.

import { FileType, Uri, workspace } from 'vscode';
import { judge } from '../../gate/judge.ts';
import type { FileFacts, JudgeContext } from '../../gate/judged.ts';
import { pathOf, workspaceFolders } from '../files/folders.ts';

export interface Collected {
  readonly files: readonly { readonly uri: Uri; readonly path: string; readonly bytes: number }[];
  /** Kept back: protected, excluded, hidden, linked, or beyond the limit. */
  readonly left: number;
}

const maxFiles = 1000;
/** What the service takes of one document. */
const maxBytes = 100_000_000;
const skipped = new Set(['node_modules', '.git']);

export interface CollectPorts {
  readonly facts: FileFacts;
  readonly excludes?: () => Promise<NonNullable<JudgeContext['excludes']>>;
}

/** A path is relative to the workspace, or to the parent of what was chosen outside of it. A file that must be asked for is kept back. */
export async function collect(chosen: Uri, { facts, excludes }: CollectPorts): Promise<Collected> {
  const inside = pathOf(chosen);
  const parent = Uri.joinPath(chosen, '..');
  const folders = inside === undefined ? [{ name: 'chosen', root: parent.fsPath, onDisk: true }] : workspaceFolders();
  const context: JudgeContext = { folders, facts, ...(inside === undefined ? {} : { excludes: await excludes?.() }) };
  const files: { uri: Uri; path: string; bytes: number }[] = [];
  let left = 0;
  const visit = async (uri: Uri, path: string): Promise<void> => {
    const { type, size } = await workspace.fs.stat(uri);
    if (type === FileType.Directory) {
      for (const [name, kind] of await workspace.fs.readDirectory(uri)) {
        if (skipped.has(name)) continue;
        if (kind === FileType.File || kind === FileType.Directory)
          await visit(Uri.joinPath(uri, name), `${path}/${name}`);
        else left++;
      }
      return;
    }
    const { verdict } = await judge({ operation: 'read', path }, context);
    if (verdict !== 'allow' || size > maxBytes || files.length >= maxFiles) left++;
    else files.push({ uri, path, bytes: size });
  };
  await visit(chosen, inside ?? chosen.path.slice(chosen.path.lastIndexOf('/') + 1));
  return { files, left };
}
