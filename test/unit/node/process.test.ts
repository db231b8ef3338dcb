// Programs that print, hang and start others; what of it arrives, and what is left when they are stopped.

import assert from 'node:assert/strict';
import { MAX_LINE, run } from '../../../src/node/process.ts';
import { gone } from '../../support/processes.ts';

const node = (script: string, over: Partial<Parameters<typeof run>[0]> = {}) => {
  const lines: string[] = [];
  const outcome = run({
    command: process.execPath,
    args: ['-e', script],
    cwd: process.cwd(),
    signal: new AbortController().signal,
    onLine: (line) => lines.push(line) > 0,
    ...over,
  });
  return { lines, outcome };
};

describe('run', () => {
  it('gives whole lines whatever the pieces, and the exit code with the errors', async () => {
    const { lines, outcome } = node(
      `const b = Buffer.from('one\\nd\u00e9j\u00e0 \u{1f600}\\nlast'); for (const x of b) process.stdout.write(Buffer.of(x)); console.error('oh'); process.exitCode = 3`,
    );
    assert.deepEqual({ ...(await outcome) }, { code: 3, stderr: 'oh\n', stopped: false });
    assert.deepEqual(lines, ['one', 'd\u00e9j\u00e0 \u{1f600}', 'last']);
  });
  it('cuts a line that is too long and goes on with the next one', async () => {
    const { lines, outcome } = node(
      `const piece = 'x'.repeat(1e6); for (let n = 0; n < 33; n++) process.stdout.write(piece); console.log('end\\nnext')`,
    );
    await outcome;
    assert.deepEqual(
      lines.map((line) => line.length),
      [MAX_LINE, 4],
    );
  });
  it('passes on nothing of the environment that is not needed', async () => {
    process.env.CASTOR_TEST_SECRET = 'x';
    const { lines, outcome } = node(`console.log(Object.keys(process.env).join())`);
    await outcome;
    delete process.env.CASTOR_TEST_SECRET;
    assert.ok(!lines[0]!.includes('CASTOR') && !lines[0]!.includes('NODE_OPTIONS'), lines[0]);
  });
  it('ends the program when the listener has enough', async () => {
    let count = 0;
    const { outcome } = node(`setInterval(() => console.log('tick'), 1)`, { onLine: () => ++count < 3 });
    assert.equal((await outcome).stopped, true);
    assert.equal(count, 3);
  });
  it('ends the program and rejects when the listener throws', async () => {
    const onLine = () => {
      throw new Error('not this');
    };
    await assert.rejects(node(`setInterval(() => console.log('tick'), 1)`, { onLine }).outcome, /not this/);
  });
  it('ends the program and what it started when aborted', async function () {
    if (process.platform === 'win32') this.skip();
    const controller = new AbortController();
    const pids: number[] = [];
    const { outcome } = node(
      `const c = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); console.log(process.pid + ' ' + c.pid); setInterval(() => {}, 1000)`,
      {
        signal: controller.signal,
        onLine(line) {
          pids.push(...line.split(' ').map(Number));
          controller.abort(new Error('stopped'));
          return true;
        },
      },
    );
    await assert.rejects(outcome, /stopped/);
    assert.equal(pids.length, 2);
    for (const pid of pids) assert.ok(await gone(pid), `${pid} lives on`);
  });
  it('rejects when there is no such program, and at once when already aborted', async () => {
    await assert.rejects(node('', { command: '/no/such/program' }).outcome, { code: 'ENOENT' });
    await assert.rejects(node('', { signal: AbortSignal.abort(new Error('before')) }).outcome, /before/);
  });
});
