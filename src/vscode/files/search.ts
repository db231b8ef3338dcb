// A search request in, matches in all folders out: ripgrep where the files are on disk, the editor's file system elsewhere.

import { env } from 'vscode';
import type { Match, SearchRequest, Workspace } from '../../agent/workspace.ts';
import type { Folder } from '../../gate/judged.ts';
import { findRipgrep, searchFolder } from '../../node/ripgrep.ts';
import { uriOfFolder, workspaceFolders } from './folders.ts';
import { searchVirtual } from './virtualSearch.ts';

type Found = Awaited<ReturnType<Workspace['search']>>;

let ripgrep: ReturnType<typeof findRipgrep> | undefined;

/** One folder after the other, until there are enough matches. */
export async function searchWorkspace(request: SearchRequest, signal: AbortSignal): Promise<Found> {
  const folders = workspaceFolders();
  const matches: Match[] = [];
  for (const folder of folders) {
    const found = await searchIn(folder, { ...request, maxMatches: request.maxMatches - matches.length }, signal);
    matches.push(...found.matches.map((match) => (folders.length > 1 ? named(match, folder) : match)));
    if (found.truncated) return { matches, truncated: true };
    if (matches.length >= request.maxMatches && folder !== folders.at(-1)) return { matches, truncated: true };
  }
  return { matches, truncated: false };
}

async function searchIn(folder: Folder, request: SearchRequest, signal: AbortSignal): Promise<Found> {
  if (!folder.onDisk) return searchVirtual(uriOfFolder(folder), request, signal);
  ripgrep ??= findRipgrep(env.appRoot);
  return searchFolder({ root: folder.root, request, rg: await ripgrep, signal });
}

/** Where there are several folders, a path starts with the folder's name. */
function named(match: Match, { name }: Folder): Match {
  return { ...match, path: `${name}/${match.path}` };
}
