// A folder of 50,000 files searched through the port beside ripgrep alone: a rare word to the end, a common one until there is enough.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rgPath } from '@vscode/ripgrep';
import { searchFolder } from '../../src/node/ripgrep.ts';
import { remove, temporaryFolder } from '../support/repo.ts';
import { seeded } from '../support/slips.ts';
import { fastest, type Row } from './row.ts';

export const title = 'searching 50,000 files (W1)';

const files = 50_000;
/** Of one search, in ms: what starting a process and reading its answer may cost over ripgrep alone. */
const allowance = 3;

export async function run(): Promise<readonly Row[]> {
  const root = temporaryFolder('search');
  plant(root);
  const { signal } = new AbortController();
  const through = (pattern: string, maxMatches: number) =>
    searchFolder({ root, rg: rgPath, request: { pattern, isRegex: false, maxMatches }, signal });
  try {
    const rare = await fastest(15, {
      castor: () => through('needleInTheHay', 200),
      ripgrep: () => bare(root, [...rules, '-e', 'needleInTheHay']),
      plain: () => bare(root, ['-e', 'needleInTheHay']),
    });
    const common = await fastest(15, {
      castor: () => through('const', 200),
      start: () => bare(root, ['--version']),
    });
    const beside = (name: string, peer: string, time: number): Row => ({
      name,
      value: rare.castor!,
      unit: 'ms',
      peer: { name: peer, value: time },
      ratio: (rare.castor! - allowance) / time,
    });
    return [
      beside('rare word, over ripgrep + 3 ms', 'ripgrep', rare.ripgrep!),
      beside('rare word, over ripgrep without rules + 3 ms', 'rg --json', rare.plain!),
      { name: 'starting ripgrep at all', value: common.start!, unit: 'ms' },
      { name: 'common word until 200 matches', value: common.castor!, unit: 'ms' },
    ];
  } finally {
    remove(root);
  }
}

/** Some lines of code a file, a hundred files a folder; the needle is in three of them. */
function plant(root: string): void {
  const pick = seeded(11);
  for (let at = 0; at < files; at++) {
    const folder = join(root, `part${Math.floor(at / 5000)}`, `module${Math.floor(at / 100) % 50}`);
    if (at % 100 === 0) mkdirSync(folder, { recursive: true });
    const lines = Array.from({ length: 12 }, () => `const value${pick(1e6)} = read(${pick(1e4)});\n`);
    if (at % 20_000 === 7) lines.push('needleInTheHay();\n');
    writeFileSync(join(folder, `file${at}.ts`), lines.join(''));
  }
}

/** What decides which files are read: hidden ones are, git's own are not, as in VS Code's search. With fewer, ripgrep does less work. */
const rules = ['--no-config', '--hidden', '--no-require-git', '--glob=!.git', '--fixed-strings', '--crlf'];

/** ripgrep alone, its output read and thrown away. */
async function bare(root: string, args: readonly string[]): Promise<void> {
  const child = spawn(rgPath, ['--json', ...args, '.'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.resume();
  await once(child, 'close');
}
