// A folder and a search in, the matching lines out: through ripgrep where there is one, else by walking the folder.

import { statSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Match, SearchRequest } from '../agent/workspace.ts';
import { MAX_LINE, run } from './process.ts';
import {
  type FolderSearch,
  ignoreRules,
  MAX_COLUMNS,
  MAX_FILE_BYTES,
  PRIVACY_FILES,
  type SearchOutcome,
  walkSearch,
  wrongPattern,
} from './walk.ts';

/**
 * Hidden files are searched, `.git` and what ignore files name (.gitignore, .ignore, .aiexclude, .geminiignore, .aiignore) are not. Matches come by
 * path and line; when there are more than `maxMatches`, those that were found first. Throws a `ToolError` for a pattern or glob that is wrong.
 */
export async function searchFolder(search: FolderSearch): Promise<SearchOutcome> {
  const { matches, truncated } = await (search.rg ? withRipgrep(search.rg, search) : walkSearch(search));
  return { matches: matches.toSorted(byPlace), truncated };
}

/** Falls back to the walk when ripgrep cannot be started (removed, or made for another machine). */
async function withRipgrep(command: string, search: FolderSearch): Promise<SearchOutcome> {
  try {
    return await ripgrep(command, search);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOEXEC') return walkSearch(search);
    throw error;
  }
}

async function ripgrep(command: string, { root, request, signal }: FolderSearch): Promise<SearchOutcome> {
  const matches: Match[] = [];
  let truncated = false;
  const { isIgnored } = ignoreRules(root);
  // ripgrep lets a glob win over ignore files and knows the privacy files of the root only: what is shown obeys all of them.
  // Told of the greatest size, it would ask for that of each file, a sixth of its time: so only those with a match are asked.
  const verdicts = new Map<string, boolean>();
  const isHidden = (path: string) => {
    if (!verdicts.has(path)) verdicts.set(path, isIgnored(path) || isTooLarge(join(root, path)));
    return verdicts.get(path)!;
  };
  const outcome = await run({
    command,
    args: argumentsOf(request),
    cwd: root,
    signal,
    onLine(line) {
      const match = matchOf(line);
      if (!match || isHidden(match.path)) return true;
      truncated = matches.length === request.maxMatches;
      if (!truncated) matches.push(match);
      return !truncated;
    },
  });
  // 2 is an error; some files that cannot be read are one too, and no reason to lose the rest.
  if (outcome.code === 2 && matches.length === 0 && isRequestError(outcome.stderr)) throw wrongPattern(outcome.stderr);
  return { matches, truncated };
}

function argumentsOf({ pattern, isRegex, include, maxMatches }: SearchRequest): readonly string[] {
  return [
    '--json',
    '--no-config',
    '--hidden',
    '--no-require-git',
    '--no-messages',
    '--no-ignore-global',
    '--case-sensitive',
    '--crlf',
    `--max-columns=${MAX_COLUMNS}`,
    `--max-count=${maxMatches + 1}`,
    ...PRIVACY_FILES.map((file) => `--ignore-file=${file}`),
    ...(include ? [`--glob=${include}`] : []),
    '--glob=!**/.git',
    ...(isRegex ? [] : ['--fixed-strings']),
    '-e',
    pattern,
    '--',
    '.',
  ];
}

interface Text {
  readonly text?: string;
  readonly bytes?: string;
}

function isTooLarge(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_FILE_BYTES;
}

/** One line of `rg --json`; other kinds than `match`, and what was cut (of a file that is too large), give nothing. Bytes that are no UTF-8 come as base64. */
function matchOf(line: string): Match | undefined {
  if (!line.startsWith('{"type":"match"') || line.length >= MAX_LINE) return undefined;
  const { data } = JSON.parse(line) as {
    data: { readonly path: Text; readonly lines: Text; readonly line_number: number };
  };
  const path = textOf(data.path).replaceAll('\\', '/').replace(/^\.\//, '');
  const text = textOf(data.lines).replace(/\r?\n$/, '');
  return { path, line: data.line_number, text: text.slice(0, MAX_COLUMNS) };
}

function textOf({ text, bytes = '' }: Text): string {
  return text ?? Buffer.from(bytes, 'base64').toString('utf8');
}

function byPlace(one: Match, two: Match): number {
  return one.path < two.path ? -1 : one.path > two.path ? 1 : one.line - two.line;
}

function isRequestError(stderr: string): boolean {
  return /regex|glob|pattern/i.test(stderr);
}

/**
 * Absolute path of a ripgrep that can be run: VS Code's own (it moved in 1.122), else one on PATH, else undefined. `appRoot` is VS Code's;
 * `environment` its variables.
 */
export async function findRipgrep(
  appRoot: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const packages = [
    join('@vscode', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`),
    join('@vscode', 'ripgrep', 'bin'),
  ];
  const shipped = appRoot
    ? packages.flatMap((path) =>
        ['node_modules', 'node_modules.asar.unpacked'].map((folder) => join(appRoot, folder, path)),
      )
    : [];
  // Only absolute entries: one that is relative would run a file of the workspace.
  const onPath = (environment.PATH ?? '').split(delimiter).filter((folder) => /^([\\/]|[A-Za-z]:[\\/])/.test(folder));
  for (const folder of [...shipped, ...onPath]) {
    if (await isExecutable(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
