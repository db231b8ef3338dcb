// Files as a record in, a Workspace that lives in memory out, with the folders and file facts of a virtual root `/ws` for the gate.

import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Change, Entry, Match, Problem, SearchRequest, TextFile, Workspace } from '../../src/agent/workspace.ts';
import { ToolError } from '../../src/agent/workspace.ts';
import type { FileFacts, Folder, Judged, Operation } from '../../src/gate/judged.ts';

export const ROOT = '/ws';

/** What a test holds: the workspace under test, and the hands to change things behind its back. */
export interface MemoryWorkspace {
  readonly workspace: Workspace;
  /** What is on disk, by path from the root. Changing it is an outside change. */
  readonly files: Map<string, string>;
  /** Unsaved buffers, by path; they come before the files. */
  readonly buffers: Map<string, string>;
  /** Paths whose reading fails as a binary file does. */
  readonly binary: Set<string>;
  /** Links, by path: where they lead (an absolute path). */
  readonly links: Map<string, string>;
  /** What `workspace.problems` gives. */
  readonly diagnostics: Problem[];
  /** Changes made through `apply`, oldest first. */
  readonly applied: Change[];
  readonly folders: readonly Folder[];
  readonly facts: FileFacts;
  /** A judged place without the judge, for tests of tools. */
  place(path: string, operation?: Operation): Judged;
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** `files`: text by path from the root `/ws`. */
export function memoryWorkspace(initial: Readonly<Record<string, string>> = {}): MemoryWorkspace {
  const folder: Folder = { name: 'ws', root: ROOT, onDisk: true };
  const state: Disk = {
    files: new Map(Object.entries(initial)),
    buffers: new Map(),
    binary: new Set(),
    links: new Map(),
  };
  const diagnostics: Problem[] = [];
  const applied: Change[] = [];
  return {
    ...state,
    diagnostics,
    applied,
    folders: [folder],
    facts: factsOf(state),
    place: (path, operation = 'read') => ({
      verdict: operation === 'read' || operation === 'list' ? 'allow' : 'ask',
      path,
      operation,
      folder,
      absolute: posix.join(ROOT, path),
    }),
    workspace: {
      readText: async ({ path }) => read(state, path),
      exists: async ({ path }) => kindOf(state, path) !== undefined,
      list: async ({ path }) => list(state, path),
      search: async (request) => search(state, request),
      problems: (place) => (place ? diagnostics.filter(({ path }) => path === place.path) : [...diagnostics]),
      async apply(changes, signal) {
        signal.throwIfAborted();
        for (const change of changes) check(state, change);
        applied.push(...changes);
        return changes.map((change) => apply(state, change));
      },
    },
  };
}

interface Disk {
  readonly files: Map<string, string>;
  readonly buffers: Map<string, string>;
  readonly binary: Set<string>;
  readonly links: Map<string, string>;
}

const clean = (path: string) => posix.join('/', path).slice(1);

function kindOf(disk: Disk, path: string): Entry['kind'] | undefined {
  const at = clean(path);
  if (disk.links.has(at)) return 'link';
  if (disk.files.has(at) || disk.buffers.has(at)) return 'file';
  const isFolder =
    at === '' || [...disk.files.keys(), ...disk.buffers.keys()].some((name) => name.startsWith(`${at}/`));
  return isFolder ? 'directory' : undefined;
}

function read(disk: Disk, path: string): TextFile {
  const at = clean(path);
  if (disk.binary.has(at)) throw new ToolError(`${path} is a binary file; it has no text to read.`);
  const buffer = disk.buffers.get(at);
  const text = buffer ?? disk.files.get(at);
  if (text !== undefined) return { text, hash: hashOf(text), dirty: buffer !== undefined };
  if (kindOf(disk, at) === 'directory') throw new ToolError(`${path} is a directory; use list_dir.`);
  throw new ToolError(`${path} does not exist.`);
}

function list(disk: Disk, path: string): readonly Entry[] {
  const at = clean(path);
  if (kindOf(disk, at) !== 'directory') throw new ToolError(`${path} is not a directory.`);
  const prefix = at === '' ? '' : `${at}/`;
  const entries = new Map<string, Entry>();
  for (const [name, text] of [...disk.files, ...disk.buffers]) {
    if (!name.startsWith(prefix)) continue;
    const [head = '', ...rest] = name.slice(prefix.length).split('/');
    const entry: Entry =
      rest.length > 0
        ? { name: head, kind: 'directory' }
        : { name: head, kind: 'file', size: Buffer.byteLength(text, 'utf8') };
    entries.set(head, entry);
  }
  for (const link of disk.links.keys()) {
    if (link.startsWith(prefix) && !link.slice(prefix.length).includes('/'))
      entries.set(link.slice(prefix.length), { name: link.slice(prefix.length), kind: 'link' });
  }
  return [...entries.values()];
}

function search(disk: Disk, { pattern, isRegex, include, maxMatches }: SearchRequest) {
  const wanted = isRegex ? new RegExp(pattern) : undefined;
  const matches: Match[] = [];
  for (const [path, onDisk] of [...disk.files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (include && !posix.matchesGlob(path, include) && !posix.matchesGlob(posix.basename(path), include)) continue;
    const lines = (disk.buffers.get(path) ?? onDisk).split(/\r?\n/);
    for (const [index, text] of lines.entries()) {
      if (!(wanted ? wanted.test(text) : text.includes(pattern))) continue;
      if (matches.length === maxMatches) return { matches, truncated: true };
      matches.push({ path, line: index + 1, text });
    }
  }
  return { matches, truncated: false };
}

/** As the port promises: the file must still be what the change was planned on. */
function check(disk: Disk, change: Change): void {
  const { kind, place } = change;
  const there = kindOf(disk, clean(place.path));
  if (kind === 'create' ? there !== undefined : there !== 'file')
    throw new ToolError(`${place.path} ${there ? 'exists already' : 'is gone'}; nothing was changed.`);
  if (change.kind === 'rename' && kindOf(disk, clean(change.to.path)))
    throw new ToolError(`${change.to.path} exists already; nothing was changed.`);
  if (kind !== 'create' && read(disk, clean(place.path)).hash !== change.before?.hash)
    throw new ToolError(`${place.path} changed in the meantime; nothing was changed. Read it again.`);
}

function apply(disk: Disk, change: Change): TextFile | undefined {
  const at = clean(change.place.path);
  const buffered = disk.buffers.has(at);
  const texts = buffered ? disk.buffers : disk.files;
  if (change.kind === 'create' || change.kind === 'edit') {
    texts.set(at, change.after);
    return { text: change.after, hash: hashOf(change.after), dirty: buffered };
  }
  const text = texts.get(at) ?? '';
  disk.buffers.delete(at);
  disk.files.delete(at);
  if (change.kind === 'delete') return undefined;
  texts.set(clean(change.to.path), text);
  return { text, hash: hashOf(text), dirty: buffered };
}

function factsOf(disk: Disk): FileFacts {
  const relative = (path: string) =>
    path === ROOT ? '' : path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1) : undefined;
  const missing = (path: string) => Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
  /** Follows links on the way; `last` says whether the last name is followed too. */
  const resolve = (path: string, last: boolean, hops = 0): string => {
    if (hops > 20) throw Object.assign(new Error(`ELOOP: ${path}`), { code: 'ELOOP' });
    const names = posix.normalize(path).split('/').filter(Boolean);
    let at = '';
    for (const [index, name] of names.entries()) {
      at = `${at}/${name}`;
      const to = disk.links.get(relative(at) ?? '');
      const isLast = index === names.length - 1;
      if (to !== undefined && (last || !isLast))
        return resolve(posix.join(posix.resolve(posix.dirname(at), to), ...names.slice(index + 1)), last, hops + 1);
    }
    return at === '' ? '/' : at;
  };
  const known = (path: string) => {
    if (path === '/') return 'directory' as const;
    const inside = relative(path);
    return inside === undefined ? undefined : kindOf(disk, inside);
  };
  return {
    separator: '/',
    async realpath(path) {
      const real = resolve(path, true);
      if (!known(real) && relative(real) !== undefined) throw missing(path);
      return real;
    },
    async lstat(path) {
      const real = resolve(path, false);
      const kind = known(real);
      if (!kind) throw missing(path);
      return { kind, links: 1, id: hashOf(real).slice(0, 16) };
    },
  };
}
