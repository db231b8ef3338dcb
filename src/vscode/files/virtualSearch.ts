// A folder that is on no disk and a search request in, matches out: a walk through the editor's file system, for plain text.

import ignore from 'ignore';
import { FileType, Uri, workspace } from 'vscode';
import { type Match, type SearchRequest, ToolError } from '../../agent/workspace.ts';
import { isBinary } from './textFile.ts';

/** Each file is a request to whatever is behind the folder. */
export const maxFiles = 2_000;
const maxBytes = 1024 * 1024;
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules']);

interface Found {
  readonly matches: readonly Match[];
  readonly truncated: boolean;
}

/** Paths in the matches are relative to `root`. `truncated` also when there were more files than are looked at. */
export async function searchVirtual(root: Uri, request: SearchRequest, signal: AbortSignal): Promise<Found> {
  if (request.isRegex) throw new ToolError('This workspace is not on a disk: only plain text can be searched in it.');
  const included = request.include ? ignore().add(request.include) : undefined;
  const matches: Match[] = [];
  let files = 0;
  for await (const path of walkVirtual(root, '', signal)) {
    if (included && !included.ignores(path)) continue;
    if (++files > maxFiles) return { matches, truncated: true };
    for (const match of matchesIn(path, await textOf(Uri.joinPath(root, path)), request.pattern)) {
      if (matches.length >= request.maxMatches) return { matches, truncated: true };
      matches.push(match);
    }
  }
  return { matches, truncated: false };
}

/** Paths of files below the root, in order; what cannot be listed is left out. */
export async function* walkVirtual(root: Uri, below: string, signal: AbortSignal): AsyncGenerator<string> {
  signal.throwIfAborted();
  const entries = await workspace.fs.readDirectory(Uri.joinPath(root, below)).then(undefined, () => []);
  for (const [name, type] of entries.sort(([one], [two]) => (one < two ? -1 : 1))) {
    const path = below ? `${below}/${name}` : name;
    if (type === FileType.File) yield path;
    else if (type === FileType.Directory && !skipped.has(name)) yield* walkVirtual(root, path, signal);
  }
}

async function textOf(uri: Uri): Promise<string> {
  try {
    if ((await workspace.fs.stat(uri)).size > maxBytes) return '';
    const bytes = await workspace.fs.readFile(uri);
    return isBinary(bytes) ? '' : new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}

function matchesIn(path: string, text: string, pattern: string): readonly Match[] {
  if (!text.includes(pattern)) return [];
  return text
    .split(/\r?\n/)
    .flatMap((line, index) => (line.includes(pattern) ? [{ path, line: index + 1, text: line }] : []));
}
