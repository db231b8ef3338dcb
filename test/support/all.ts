// Nothing in, every suite of the project run one after the other out, summed up in one last line; exit code 1 if anything failed.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeBinary, repo, temporaryFolder } from './repo.ts';
import { vscodeServer } from './vscodeServer.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Suite {
  readonly name: string;
  run(): Promise<Counts>;
}

const bin = (...path: string[]) => join(repo, 'node_modules', ...path);
const results = temporaryFolder('results');

/** In the order they run. */
const suites: readonly Suite[] = [
  step('format, lint and import map', bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--error-on-warnings', '.'),
  step('types', bin('typescript', 'bin', 'tsc'), '-b'),
  step('build', 'esbuild.mjs'),
  mocha('unit', 'dot'),
  mocha('webview', 'spec'),
  {
    name: 'VS Code to test in',
    run: async () => {
      for (const version of ['1.139', '1.110'] as const) await vscodeServer(version, console.log);
      return { passed: 0, failed: 0, skipped: 0 };
    },
  },
  mocha('workbench', 'spec'),
];

/** One command that is right or wrong. */
function step(name: string, ...command: readonly string[]): Suite {
  const run = async () => {
    const good = (await node(command)) === 0;
    return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
  };
  return { name, run };
}

function mocha(name: string, as: 'dot' | 'spec'): Suite {
  const file = join(results, `${name}.json`);
  const config = ['--config', join('test', name, '.mocharc.json'), '--exit'];
  const reporter = [
    '--reporter',
    join(import.meta.dirname, 'counts.cjs'),
    '--reporter-option',
    `as=${as},file=${file}`,
  ];
  const run = async () => {
    const code = await node([bin('mocha', 'bin', 'mocha.js'), ...config, ...reporter]);
    const counts = countsIn(file);
    if (code !== 0 && counts.failed === 0) {
      console.log(`The suite "${name}" ended with ${code} before its end.`);
      return { ...counts, failed: 1 };
    }
    return counts;
  };
  return { name, run };
}

/** Zeros where the run did not get as far as its numbers. */
function countsIn(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** Runs a script with the project's Node and shows what it writes; its exit code. */
function node(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(nodeBinary, args, { cwd: repo, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const total = { passed: 0, failed: 0, skipped: 0 };
const rows: string[] = [];
for (const { name, run } of suites) {
  console.log(`\n── ${name} ──`);
  const started = Date.now();
  const counts = await run().catch((error: unknown) => {
    console.log(String(error instanceof Error ? (error.stack ?? error.message) : error));
    return { passed: 0, failed: 1, skipped: 0 };
  });
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  rows.push(`${name.padEnd(30)} ${spelled(counts)}  ${seconds} s`);
}

function spelled({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

console.log(`\n${rows.join('\n')}\n`);
console.log(spelled(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
