// `npm run test:desktop [-- VERSION]` in, the suites inside the extension host of a downloaded desktop VS Code out, or a word on why not.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import { quiet } from '../support/serve.ts';
import { bundleHostTests } from './hostBundle.ts';
import { type Inside, prepareInside } from './inside.ts';

const version = process.argv[2] ?? 'stable';

const vscode = await downloaded();
const tests = await bundleHostTests();
const inside = await prepareInside();
try {
  const broken = await run(vscode, tests, inside);
  process.exitCode = report(inside, broken);
} finally {
  await inside.close();
}

/** Path of the program; ends the process where there is no way to get it. */
async function downloaded(): Promise<string> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    giveUp('Desktop VS Code needs a display and there is none. Try `xvfb-run -a npm run test:desktop`.');
  }
  try {
    return await downloadAndUnzipVSCode(version);
  } catch (error) {
    return giveUp(`Desktop VS Code (${version}) could not be downloaded: ${(error as Error).message}`);
  }
}

function giveUp(why: string): never {
  console.error(
    `${why}\nThe same suite runs without it in \`npm run test:workbench\`, in a VS Code that comes by npm.`,
  );
  process.exit(1);
}

/** What went wrong beyond tests that failed. */
async function run(program: string, extensionTestsPath: string, world: Inside): Promise<string | undefined> {
  const data = join(world.base, 'data');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify({ ...quiet, ...world.settings }));
  try {
    await runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: join(import.meta.dirname, '..', '..'),
      extensionTestsPath,
      extensionTestsEnv: { ...world.env },
      launchArgs: [world.folder, '--user-data-dir', data, '--extensions-dir', join(world.base, 'extensions')],
    });
    return undefined;
  } catch (error) {
    const told = error instanceof TestRunFailedError && world.results().some(({ state }) => state === 'failed');
    return told ? undefined : String((error as Error).message);
  }
}

/** Prints each result and gives the exit code. */
function report(world: Inside, broken: string | undefined): number {
  const marks = { passed: '✔', failed: '✖', skipped: '-' } as const;
  const results = world.results();
  for (const { suites, title, state, error } of results) {
    console.log(`${marks[state]} ${[...suites, title].join(' › ')}${error ? `\n${error}` : ''}`);
  }
  if (broken) console.log(`✖ ${broken}`);
  if (results.length === 0) console.log('✖ no test ran');
  const count = (state: string) => results.filter((result) => result.state === state).length;
  const failed = count('failed') + Number(Boolean(broken) || results.length === 0);
  console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
  return failed === 0 ? 0 : 1;
}
