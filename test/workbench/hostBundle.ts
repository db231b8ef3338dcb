// The suites that run inside the extension host in, one CommonJS file that exports `run(): Promise<void>` out.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repo } from '../support/repo.ts';

const folder = join(repo, '.vscode-test', 'host');

/** Absolute path of the file. It lies below the repository, where mocha (not bundled) is found from it; gone with this process. */
export async function bundleHostTests(): Promise<string> {
  const outfile = join(folder, `tests.${process.pid}.cjs`);
  process.on('exit', () => rmSync(outfile, { force: true }));
  await build({
    entryPoints: [join(repo, 'test', 'workbench', 'host', 'run.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
