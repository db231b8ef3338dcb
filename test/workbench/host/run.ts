// Nothing in, the verdict of all suites inside the extension host out: VS Code calls `run`, each result goes to a file as it is known.

import { appendFileSync } from 'node:fs';
import type { Runnable, Runner, Suite } from 'mocha';
import { activation } from './activation.ts';
import { applying } from './applying.ts';
import { excluding } from './excluding.ts';
import { files } from './files.ts';
import { finding } from './finding.ts';
import { proxies } from './proxies.ts';
import { type HostResult, variables } from './result.ts';
import { settings } from './settings.ts';
import { wire } from './wire.ts';

/** In this order: what activates the extension must come after the test that nothing has. */
const suites = [activation, settings, files, applying, finding, excluding, wire, proxies];

/** Rejects when a test failed. */
export async function run(): Promise<void> {
  // Mocha is an ES module and finds its reporters on disk, so it stays outside of the bundle.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ retries: 1, ui: 'bdd', timeout: 60_000, reporter: 'min', color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const suite of suites) suite();
  const failures = await new Promise<number>((resolve) => report(mocha.run(resolve)));
  if (failures > 0) throw new Error(`${failures} tests failed inside the extension host`);
}

function report(runner: Runner): void {
  const tell = (test: Runnable, state: HostResult['state'], error?: Error) => {
    const result: HostResult = {
      suites: suitesOf(test.parent),
      title: test.title,
      state,
      error: error && (error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack}`),
      ms: test.duration ?? 0,
    };
    const file = process.env[variables.results];
    if (file) appendFileSync(file, `${JSON.stringify(result)}\n`);
  };
  // The second failure often only follows from the first.
  const first = new Map<string, Error>();
  runner.on('retry', (test, error) => first.set(test.fullTitle(), error));
  runner.on('pass', (test) => tell(test, 'passed'));
  runner.on('pending', (test) => tell(test, 'skipped'));
  runner.on('fail', (test, error) => tell(test, 'failed', first.get(test.fullTitle()) ?? error));
}

function suitesOf(suite: Suite | undefined): string[] {
  return suite?.title ? [...suitesOf(suite.parent), suite.title] : [];
}
