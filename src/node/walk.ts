// A folder and a search in, the matching lines out, in plain Node: for where no ripgrep is to be found.

import { type Dirent, readFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, matchesGlob } from 'node:path/posix';
import ignore, { type Ignore } from 'ignore';
import { type Match, type SearchRequest, ToolError } from '../agent/workspace.ts';

/** Larger files are left out: they are data, not text to work on. */
export const MAX_FILE_BYTES = 5_000_000;
/** Longer lines are cut by the search itself. */
export const MAX_COLUMNS = 2000;

export interface SearchOutcome {
  readonly matches: readonly Match[];
  readonly truncated: boolean;
}

export interface FolderSearch {
  /** Absolute path of the folder; paths of matches are relative to it, with '/'. */
  readonly root: string;
  readonly request: SearchRequest;
  /** Absolute path of ripgrep; without it the folder is walked. */
  readonly rg?: string;
  readonly signal: AbortSignal;
}

/** A pattern or glob that cannot be read, in the words of the one who tried. */
export function wrongPattern(detail: string): ToolError {
  const words = detail.replace(/^rg: /, '').trim().slice(0, 500);
  return new ToolError(
    `The search could not be read. Correct pattern or include, or search plain text without is_regex. ${words}`,
  );
}

/** By which people keep files from assistants: what they name is never shown, whatever another file says. */
export const PRIVACY_FILES = ['.aiexclude', '.geminiignore', '.aiignore'] as const;

/** As ripgrep reads them: a word of any `.ignore` goes before one of any `.gitignore`; of one kind the deepest file decides. */
const NOISE_FILES = ['.ignore', '.gitignore'] as const;

/** Bytes looked at to tell a binary file. */
const PROBE_BYTES = 8192;

/** The same promise as `searchFolder`. */
export async function walkSearch({ root, request, signal }: FolderSearch): Promise<SearchOutcome> {
  const test = testOf(request.pattern, request.isRegex);
  const matches: Match[] = [];
  const sortedOut = (path: string) => request.include !== undefined && !isIncluded(path, request.include);
  for await (const path of walk(root, signal)) {
    if (sortedOut(path)) continue;
    const text = await readTextFile(join(root, path));
    if (text === undefined) continue;
    for (const [index, raw] of linesOf(text).entries()) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (!test(line)) continue;
      if (matches.length === request.maxMatches) return { matches, truncated: true };
      matches.push({ path, line: index + 1, text: line.slice(0, MAX_COLUMNS) });
    }
  }
  return { matches, truncated: false };
}

function testOf(pattern: string, isRegex: boolean): (line: string) => boolean {
  if (!isRegex) return (line) => line.includes(pattern);
  try {
    const expression = new RegExp(pattern, 'u');
    return (line) => expression.test(line);
  } catch (error) {
    throw wrongPattern((error as Error).message);
  }
}

/** A glob without '/' is of names, as ripgrep reads it; with one it begins at the folder. */
function isIncluded(path: string, include: string): boolean {
  const isNegative = include.startsWith('!');
  const glob = isNegative ? include.slice(1) : include;
  const anchored = glob.includes('/') ? glob.replace(/^\//, '') : `**/${glob}`;
  return matchesGlob(path, anchored) !== isNegative;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

interface Rules {
  readonly folder: string;
  readonly kind: string;
  readonly rules: Ignore;
}

/** The ignore files of a folder tree, each read once, when first asked for. Paths from the root, with '/'. */
export function ignoreRules(root: string) {
  const cache = new Map<string, readonly Rules[]>();
  const of = (folder: string): readonly Rules[] => {
    let rules = cache.get(folder);
    if (!rules) {
      const above = folder === '' ? [] : of(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))));
      rules = [...above, ...rulesIn(root, folder)];
      cache.set(folder, rules);
    }
    return rules;
  };
  const isIgnoredIn = (folder: string, name: string, isFolder: boolean) =>
    isIgnoredBy(folder === '' ? name : `${folder}/${name}`, isFolder, of(folder));
  return {
    /** Of one name, when the folder it is in is known not to be ignored. */
    isIgnoredIn,
    isIgnored(path: string): boolean {
      const names = path.split('/');
      return names.some((name, index) => isIgnoredIn(names.slice(0, index).join('/'), name, index < names.length - 1));
    },
  };
}

/** Files below `root` as paths with '/', in order of name, ignored ones, links and `.git` left out. */
export async function* walk(root: string, signal: AbortSignal): AsyncGenerator<string> {
  const rules = ignoreRules(root);
  const folders = [''];
  while (folders.length > 0) {
    signal.throwIfAborted();
    const folder = folders.pop()!;
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((): Dirent[] => []);
    const below: string[] = [];
    for (const entry of entries.sort((one, two) => (one.name < two.name ? -1 : 1))) {
      if (entry.name === '.git' || rules.isIgnoredIn(folder, entry.name, entry.isDirectory())) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) below.push(path);
      else if (entry.isFile()) yield path;
    }
    folders.push(...below.reverse());
  }
}

function rulesIn(root: string, folder: string): readonly Rules[] {
  const found: Rules[] = [];
  for (const kind of [...PRIVACY_FILES, ...NOISE_FILES]) {
    const text = textOf(join(root, folder, kind));
    const isPrivate = (PRIVACY_FILES as readonly string[]).includes(kind);
    if (text !== undefined) found.push({ folder, kind, rules: ignore({ ignorecase: isPrivate }).add(text) });
  }
  return found;
}

/** Read at once: ripgrep's matches are counted as they come, and which of them count depends on it. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isIgnoredBy(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  if (PRIVACY_FILES.some((kind) => verdictOf(kind, path, isFolder, rules) === true)) return true;
  for (const kind of NOISE_FILES) {
    const verdict = verdictOf(kind, path, isFolder, rules);
    if (verdict !== undefined) return verdict;
  }
  return false;
}

/** What the files of one kind say: the deepest that has a word on it. */
function verdictOf(kind: string, path: string, isFolder: boolean, rules: readonly Rules[]): boolean | undefined {
  for (const { folder, kind: own, rules: here } of rules.toReversed()) {
    if (own !== kind) continue;
    const inside = folder === '' ? path : path.slice(folder.length + 1);
    const { ignored, unignored } = here.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return undefined;
}

/** undefined for a file that is too large, binary or unreadable. */
async function readTextFile(path: string): Promise<string | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  try {
    const { size } = await file.stat();
    if (size > MAX_FILE_BYTES) return undefined;
    const bytes = await file.readFile();
    if (bytes.subarray(0, PROBE_BYTES).includes(0)) return undefined;
    return bytes.toString('utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}
