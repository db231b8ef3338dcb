// What `npm test` counts: passing, failing and skipped tests of a run, and each way in which a suite breaks as a failure.

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeBinary, remove, repo, temporaryFolder } from '../../support/repo.ts';
import { type Outcome, runSuite } from '../../support/suite.ts';

const mocha = join(repo, 'node_modules', 'mocha', 'bin', 'mocha.js');

describe('the sum of all suites', () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder('suite');
  });
  after(() => remove(folder));

  /** Runs a file of tests as a suite, in a process whose output nobody sees. */
  async function outcome(tests: string, limit = 20_000): Promise<Outcome> {
    const file = join(folder, 'some.test.cjs');
    writeFileSync(file, tests);
    return runSuite({ file: nodeBinary, args: [quiet(), mocha, '--no-config', file], reporter: 'dot', limit });
  }

  /** A module for the first argument that runs the rest of the command line without its output. */
  function quiet(): string {
    const file = join(folder, 'quiet.mjs');
    const code = `import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, process.argv.slice(2), { stdio: 'ignore' });
      child.on('exit', (code, signal) => process.exit(signal ? 99 : code));`;
    writeFileSync(file, code);
    return file;
  }

  it('counts what passed, failed and was skipped', async () => {
    const tests = `it('a', () => {}); it('b', () => {}); it.skip('c', () => {}); it('d', () => { throw new Error('d'); });`;
    assert.deepEqual(await outcome(tests), { passed: 2, failed: 1, skipped: 1 });
  });

  it('counts a hook that fails as a failure', async () => {
    const tests = `describe('a', () => { before(() => { throw new Error('b'); }); it('c', () => {}); });`;
    assert.deepEqual(await outcome(tests), { passed: 0, failed: 1, skipped: 0 });
  });

  it('takes a run without a test for a failure', async () => {
    assert.deepEqual(await outcome(''), { passed: 0, failed: 1, skipped: 0, broken: 'it ran no test' });
  });

  it('takes a run in which all is skipped for a failure', async () => {
    const { failed, broken } = await outcome(`it.skip('a', () => {});`);
    assert.deepEqual({ failed, broken }, { failed: 1, broken: 'it ran no test' });
  });

  it('takes a file that cannot be loaded for a failure', async () => {
    const { failed, broken } = await outcome(`require('./nowhere');`);
    assert.equal(failed, 1);
    assert.match(broken ?? '', /exit code/);
  });

  it('takes a run that ends in the middle for a failure, whatever its exit code', async () => {
    for (const code of [0, 7]) {
      const { passed, failed, broken } = await outcome(`it('a', () => {}); it('b', () => process.exit(${code}));`);
      assert.deepEqual({ passed, failed }, { passed: 0, failed: 1 });
      assert.ok(broken);
    }
  });

  it('takes a process that ends badly after its tests for a failure', async () => {
    const { passed, failed, broken } = await outcome(`it('a', () => {}); process.on('exit', () => process.exit(3));`);
    assert.deepEqual({ passed, failed, broken }, { passed: 1, failed: 1, broken: 'it ended with exit code 3' });
  });

  it('ends a run that hangs', async () => {
    const { failed, broken } = await outcome(`it('a', (done) => { setTimeout(done, 60_000); }).timeout(70_000);`, 1500);
    assert.equal(failed, 1);
    assert.match(broken ?? '', /SIGKILL, for it had not ended after 2 s/);
  });

  it('ends what does not end by itself when it is interrupted', async () => {
    const ready = join(folder, 'ready');
    const code = `process.on('SIGTERM', () => {}); setTimeout(() => {}, 60_000);
      require('node:fs').writeFileSync(${JSON.stringify(ready)}, '');`;
    const run = runSuite({ file: nodeBinary, args: ['-e', code] });
    while (!existsSync(ready)) await sleep(20);
    // Its listeners alone: this process is not to end.
    process.emit('SIGTERM');
    assert.match((await run).broken ?? '', /ended by SIGKILL$/);
  });

  it('counts a command that is no mocha run as one test', async () => {
    const exit = (code: number) => runSuite({ file: nodeBinary, args: ['-e', `process.exit(${code})`] });
    assert.deepEqual(await exit(0), { passed: 1, failed: 0, skipped: 0 });
    assert.deepEqual(await exit(2), { passed: 0, failed: 1, skipped: 0 });
    const nowhere = await runSuite({ file: join(folder, 'nowhere'), args: [] });
    assert.deepEqual({ ...nowhere, broken: undefined }, { passed: 0, failed: 1, skipped: 0, broken: undefined });
    assert.match(nowhere.broken ?? '', /did not start/);
  });
});
