// Command lines in a real shell: what is kept and told of their output, what environment they see, and what is left when they are ended.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Judged } from '../../../src/gate/judged.ts';
import { Colored, PlainText } from '../../../src/node/plainText.ts';
import { LocalShell, type ShellOptions } from '../../../src/node/shell.ts';
import { gone, isAlive } from '../../support/processes.ts';

describe('the shell', function () {
  if (process.platform === 'win32') return;
  this.timeout(20_000);
  let root: string;
  const shells: LocalShell[] = [];
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'castor-shell-'));
  });
  after(() => {
    for (const shell of shells) shell.endAll();
    rmSync(root, { recursive: true, force: true });
  });

  const place = (): Judged => ({
    verdict: 'allow',
    path: '.',
    operation: 'list',
    folder: { name: 'ws', root, onDisk: true },
    absolute: root,
  });

  async function start(line: string, options: ShellOptions = {}, stop = new AbortController()) {
    const shell = new LocalShell(options);
    shells.push(shell);
    const told: string[] = [];
    const command = await shell.start({
      line,
      call: 'call',
      folder: place(),
      signal: stop.signal,
      onOutput: (text) => void told.push(text),
    });
    return { shell, command, told, stop };
  }

  it('gives what was printed on both streams, the exit code and the time', async () => {
    const { command, told, shell } = await start('echo one; echo two >&2; sleep 0.2; printf three; exit 3');
    assert.equal(await command.settled(), 'ended');
    assert.deepEqual([command.running, command.code], [false, 3]);
    assert.match(command.text(), /one\n/);
    assert.match(command.text(), /two\n/);
    assert.match(command.text(), /three$/);
    assert.equal(told.join(''), command.text());
    assert.ok(command.ms >= 150, String(command.ms));
    assert.equal(shell.find(command.id), command);
  });

  it('passes on no secret, no setting of the person’s shell, and no relative entry of PATH', async () => {
    const kept = { ...process.env };
    Object.assign(process.env, {
      GEMINI_API_KEY: 'CANARY',
      AWS_SECRET_ACCESS_KEY: 'CANARY',
      BASH_ENV: '/CANARY',
      ELECTRON_RUN_AS_NODE: '1',
      LD_PRELOAD: '',
      PATH: `.:bin:${process.env.PATH}`,
    });
    try {
      const { command } = await start('env');
      await command.settled();
      assert.doesNotMatch(command.text(), /CANARY|ELECTRON|LD_PRELOAD/);
      assert.match(command.text(), /^PATH=\//m);
      assert.match(command.text(), /^HOME=/m);
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
      Object.assign(process.env, kept);
    }
  });

  it('has no input to wait for: a program that reads gets the end of it', async () => {
    const { command } = await start('read -r line; echo "read: $? [$line]"');
    assert.equal(await command.settled(), 'ended');
    assert.equal(command.text(), 'read: 1 []\n');
  });

  it('says that a command is silent, or long, and lets it go on', async () => {
    const silent = await start('printf "Password: "; sleep 30', { silent: 300 });
    assert.equal(await silent.command.settled(), 'silent');
    assert.deepEqual([silent.command.running, silent.command.text()], [true, 'Password: ']);
    silent.command.kill();
    assert.equal(await silent.command.settled(), 'ended');
    assert.equal(silent.command.code, null);
    const long = await start('while true; do echo tick; sleep 0.1; done', { long: 400 });
    assert.equal(await long.command.settled(), 'long');
    const { length } = long.command;
    await long.command.news(2000);
    assert.ok(long.command.length > length);
    long.command.kill();
  });

  it('ends the whole tree when the signal is aborted, children that left the group included', async () => {
    const { command, stop } = await start(
      'sleep 60 & echo $!; setsid sleep 61 & sleep 0.3; pgrep -f "^sleep 61" | tail -1; wait',
    );
    for (let tries = 0; command.text().split('\n').length < 3 && tries < 50; tries++) await command.news(100);
    const pids = command.text().trim().split('\n').map(Number);
    assert.equal(pids.length, 2, command.text());
    assert.ok(pids.every(isAlive));
    const before = performance.now();
    stop.abort(new Error('stop'));
    await command.settled();
    const took = performance.now() - before;
    for (const pid of pids) assert.ok(await gone(pid), `${pid} lives`);
    assert.ok(!command.running);
    console.log(`      ended after ${Math.round(took)} ms`);
  });

  it('a folder that is not there, or not on disk, is told', async () => {
    const shell = new LocalShell();
    const request = { line: 'true', call: 'call', signal: new AbortController().signal, onOutput() {} };
    const missing = { ...place(), absolute: join(root, 'none') };
    await assert.rejects(shell.start({ ...request, folder: missing }), /could not be started/);
    const remote = { ...place(), folder: { name: 'r', root: 'vfs:/r', onDisk: false } };
    await assert.rejects(shell.start({ ...request, folder: remote }), /not on this machine/);
  });

  it('keeps up with a program that prints without end', async () => {
    const { command, told } = await start('yes "a line of some length that says nothing"', { long: 800 });
    assert.equal(await command.settled(), 'long');
    command.kill();
    await command.settled();
    assert.ok(command.length > 100_000);
    assert.ok(told.every((text) => text.length < 5000));
    assert.ok(command.text().length < 3_100_000);
  });
});

describe('plain text of a terminal', () => {
  const read = (...pieces: readonly string[]) => {
    const plain = new PlainText();
    return pieces.map((piece) => plain.push(piece)).join('') + plain.rest();
  };

  it('has no escape sequences, wherever they are cut', () => {
    const raw = 'a \u001b[31mred\u001b[0m word\r\n\u001b]0;title\u0007b\n';
    for (let at = 0; at < raw.length; at++) assert.equal(read(raw.slice(0, at), raw.slice(at)), 'a red word\nb\n');
  });

  it('leaves out what was drawn over', () => {
    assert.equal(read('10 %\r', '50 %\r100 %\ndone'), '100 %\ndone');
  });

  it('keeps colours for a screen and nothing else: no title, no clipboard, no link, no moving about', () => {
    const evil =
      '\u001b[1;31mred\u001b[0m\u001b]52;c;aWQ=\u0007\u001b]8;;http://x\u001b\\link\u001b[2J\u001b[A\u001bc\u0007end\n';
    for (let at = 0; at < evil.length; at++) {
      const colored = new Colored();
      const shown = colored.push(evil.slice(0, at)) + colored.push(evil.slice(at));
      assert.equal(shown, '\u001b[1;31mred\u001b[0mlinkend\r\n', String(at));
    }
  });
});
