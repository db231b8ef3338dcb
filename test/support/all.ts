// Nothing in, every suite of the project run one after the other out, summed up in one last line; exit code 1 if anything failed.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeBinary, repo } from './repo.ts';
import { type Outcome, runSuite } from './suite.ts';
import { vscodeServer } from './vscodeServer.ts';

const nothing: Outcome = { passed: 0, failed: 0, skipped: 0 };

/** In the order they run. */
const suites: readonly (readonly [name: string, run: () => Promise<Outcome>])[] = [
  step('format, lint, import map', ['@biomejs', 'biome', 'bin', 'biome'], ['ci', '--error-on-warnings', '.']),
  step('types', ['typescript', 'bin', 'tsc'], ['-b']),
  ['build', () => runSuite({ file: nodeBinary, args: ['esbuild.mjs'] })],
  mocha('unit', 'dot'),
  mocha('webview', 'spec'),
  // Before the suite that needs them, because a download has no place in the time limit of a test.
  ['VS Code to test in', install],
  mocha('workbench', 'spec'),
];

function step(name: string, script: readonly string[], args: readonly string[]) {
  return [name, () => runSuite({ file: nodeBinary, args: [installed(...script), ...args] })] as const;
}

function mocha(name: string, reporter: 'dot' | 'spec') {
  const args = [installed('mocha', 'bin', 'mocha.js'), '--config', join('test', name, '.mocharc.json'), '--exit'];
  return [name, () => runSuite({ file: nodeBinary, args, reporter })] as const;
}

function installed(...path: readonly string[]): string {
  const file = join(repo, 'node_modules', ...path);
  if (!existsSync(file)) throw new Error(`${file} is missing: run npm ci first.`);
  return file;
}

async function install(): Promise<Outcome> {
  for (const version of ['1.139', '1.110'] as const) await vscodeServer(version, console.log);
  return nothing;
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
  });
}

const rows: string[] = [];
let total = nothing;
for (const [name, run] of suites) {
  if (interrupted) process.exit(130);
  console.log(`\n── ${name} ──`);
  const started = Date.now();
  const outcome = await run().catch((error: Error): Outcome => ({ ...nothing, failed: 1, broken: error.message }));
  if (outcome.broken) console.log(`${name}: ${outcome.broken}`);
  total = sum(total, outcome);
  rows.push(`${name.padEnd(26)} ${spelled(outcome)} (${Math.round((Date.now() - started) / 1000)} s)`);
}
console.log(`\n${rows.join('\n')}\n`);
console.log(spelled(total));
process.exitCode = total.failed > 0 ? 1 : 0;

function sum(one: Outcome, two: Outcome): Outcome {
  return {
    passed: one.passed + two.passed,
    failed: one.failed + two.failed,
    skipped: one.skipped + two.skipped,
  };
}

function spelled({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
