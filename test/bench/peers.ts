// Nothing in, the folder of libraries that run beside Castor out: installed once, outside the project's own dependencies.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repo } from '../support/repo.ts';

/** Peers that do not go together have folders of their own, below `peers`. */
export type PeerSet = 'cline';

/** `node_modules` of the peers; the first run downloads them with npm. Their install scripts do not run. */
export function peers(set?: PeerSet): string {
  const wanted = readFileSync(join(import.meta.dirname, 'peers', set ?? '', 'package.json'), 'utf8');
  const folder = join(repo, '.vscode-test', set ? `bench-peers-${set}` : 'bench-peers');
  const stamp = join(folder, 'installed.json');
  const modules = join(folder, 'node_modules');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return modules;
  console.error(`Installing what the benchmarks run beside Castor (once, a minute): ${set ?? 'most of it'} …`);
  // What an install that was ended left behind is not made whole by another.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), wanted);
  const args = ['install', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--prefix', folder];
  const isWindows = process.platform === 'win32';
  execFileSync(isWindows ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: isWindows,
  });
  writeFileSync(stamp, wanted);
  return modules;
}

/** A module of theirs: a package's name, or a file in one, as where a package has an entry for `import` alone. */
export async function peer<T>(path: string, set?: PeerSet): Promise<T> {
  const modules = peers(set);
  const file = path.endsWith('.js') ? join(modules, path) : createRequire(join(modules, 'any.cjs')).resolve(path);
  return (await import(pathToFileURL(file).href)) as T;
}
