// Judged places in, files of the workspace out: the agent's `Workspace` port, on the editor's documents, file system and diagnostics.

import { FileType, Uri, workspace } from 'vscode';
import { type DiffLines, type Entry, ToolError, type Workspace } from '../../agent/workspace.ts';
import type { FileFacts, Judged } from '../../gate/judged.ts';
import { applier } from './apply.ts';
import { uriOf } from './folders.ts';
import { problemsOf } from './problems.ts';
import { watchProblems } from './problemsWatch.ts';
import { searchWorkspace } from './search.ts';
import { fileExists, isNotFound, readTextFile } from './textFile.ts';

export interface WorkspacePorts {
  readonly facts: FileFacts;
  readonly diffLines: DiffLines;
}

/** Entries beyond which sizes are left out: each costs a look at the disk. */
const maxSized = 200;

export function workspacePort(ports: WorkspacePorts): Workspace {
  return {
    readText: (place) => readTextFile(uriOf(place), place.path),
    readBytes: async (place, limit) => {
      const uri = uriOf(place);
      return (await workspace.fs.stat(uri)).size > limit ? undefined : workspace.fs.readFile(uri);
    },
    exists: (place) => fileExists(uriOf(place)),
    list: (place, signal) => list(place, signal),
    search: searchWorkspace,
    problems: problemsOf,
    watchProblems,
    apply: applier(ports),
  };
}

async function list(place: Judged, signal: AbortSignal): Promise<readonly Entry[]> {
  const uri = uriOf(place);
  const found = await workspace.fs.readDirectory(uri).then(undefined, (error: unknown) => {
    if (isNotFound(error)) throw new ToolError(`There is no directory ${place.path || '.'}. List the one above it.`);
    throw new ToolError(
      `${place.path || '.'} cannot be listed: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  signal.throwIfAborted();
  const entries = found.map(([name, type]) => ({ name, kind: kindOf(type) }));
  return entries.length > maxSized ? entries : Promise.all(entries.map((entry) => withSize(uri, entry)));
}

function kindOf(type: FileType): Entry['kind'] {
  if (type & FileType.SymbolicLink) return 'link';
  if (type & FileType.Directory) return 'directory';
  return type & FileType.File ? 'file' : 'other';
}

async function withSize(directory: Uri, entry: Entry): Promise<Entry> {
  if (entry.kind !== 'file') return entry;
  try {
    return { ...entry, size: (await workspace.fs.stat(Uri.joinPath(directory, entry.name))).size };
  } catch {
    return entry;
  }
}
