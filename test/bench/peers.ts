// Nothing in, the folder of libraries that run beside Castor out: installed once, outside the project's own dependencies.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repo } from '../support/repo.ts';

const wanted = readFileSync(join(import.meta.dirname, 'peers', 'package.json'), 'utf8');
const folder = join(repo, '.vscode-test', 'bench-peers');
const stamp = join(folder, 'installed.json');

/** `node_modules` of the peers; the first run downloads them with npm. Their install scripts do not run. */
export function peers(): string {
  const modules = join(folder, 'node_modules');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return modules;
  console.error('Installing what the benchmarks run beside Castor (once, a minute) …');
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

/** A module of theirs; `path` may reach into a package. */
export async function peer<T>(path: string): Promise<T> {
  const file = createRequire(join(peers(), 'any.cjs')).resolve(path);
  return (await import(pathToFileURL(file).href)) as T;
}
