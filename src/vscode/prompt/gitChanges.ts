// The editor's built-in Git extension in, the difference of each changed file to the last commit out; no process of ours.

import { extensions, type Uri, workspace } from 'vscode';
import { pathOf } from '../files/folders.ts';
import type { Diff } from './mentions/mention.ts';

/** The part that is needed of the API of `vscode.git`, version 1 (extensions/git/src/api/git.d.ts of VS Code). */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { readonly repositories: readonly Repository[] };
}

interface Repository {
  readonly rootUri: Uri;
  readonly state: {
    readonly HEAD?: { readonly commit?: string };
    readonly indexChanges: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
    readonly untrackedChanges: readonly Change[];
  };
  status(): Promise<void>;
  diffWithHEAD(path: string): Promise<string>;
}

interface Change {
  readonly uri: Uri;
}

/** A file beyond this is named, not shown. */
const maxBytes = 200_000;

/** Of all repositories with files of this workspace; undefined when there is none, or Git is off. */
export async function gitChanges(): Promise<readonly Diff[] | undefined> {
  const git = extensions.getExtension<GitExtension>('vscode.git');
  const api = await git?.activate();
  if (!api?.enabled) return undefined;
  const { repositories } = api.getAPI(1);
  if (repositories.length === 0) return undefined;
  return (await Promise.all(repositories.map(changesOf))).flat();
}

async function changesOf(repository: Repository): Promise<readonly Diff[]> {
  await repository.status();
  const { indexChanges, workingTreeChanges, untrackedChanges } = repository.state;
  const uris = new Map(
    [...indexChanges, ...workingTreeChanges, ...untrackedChanges].map(({ uri }) => [uri.toString(), uri]),
  );
  const found: Diff[] = [];
  for (const uri of [...uris.values()].toSorted((a, b) => a.path.localeCompare(b.path))) {
    const path = pathOf(uri);
    if (path !== undefined) found.push({ path, text: await diffOf(repository, uri, path) });
  }
  return found;
}

/** A file that Git does not follow yet has no diff: all of it is added. */
async function diffOf(repository: Repository, uri: Uri, path: string): Promise<string> {
  const diff = await repository.diffWithHEAD(uri.fsPath).catch(() => '');
  if (diff !== '') return diff;
  const bytes = await Promise.resolve(workspace.fs.readFile(uri)).catch(() => new Uint8Array());
  if (bytes.byteLength > maxBytes || bytes.includes(0)) return `--- /dev/null\n+++ b/${path}\n(not shown)`;
  const lines = new TextDecoder().decode(bytes).replace(/\n$/, '').split('\n');
  return `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join('\n')}`;
}
