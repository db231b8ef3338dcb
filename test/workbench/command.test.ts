// Commands that the model wants to run, in a real VS Code: seen whole, allowed, watched in a terminal and in the chat, stopped.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../support/processes.ts';
import { on, onResult, until, useCastor } from './castor.ts';
import { openFile } from './editor.ts';

const run = (command: string, more: Readonly<Record<string, unknown>> = {}) =>
  ({ do: 'call', name: 'run_command', arguments: { command, ...more } }) as const;

describe('running a command', () => {
  const castor = useCastor();
  afterEach(async () => {
    await castor().calm();
    await castor().workbench.runCommand('Terminal: Kill All Terminals');
    await castor().workbench.runCommand('View: Close All Editors');
    await castor().calm();
  });

  it('asks with the whole line, runs it in a terminal that takes no focus, and tells how it ended', async () => {
    const line = 'echo "here: $PWD"; echo "key: [$GEMINI_API_KEY]"; exit 3';
    castor().emulator.use([
      on('run', run(line, { cwd: 'src' })),
      onResult('run', 'run_command', { do: 'say', text: 'It ran.' }),
    ]);
    await openFile(castor(), 'README.md');
    await castor().ask('run it');
    const shown = await (await castor().approval()).innerText();
    for (const text of [line, 'run_command', 'src', 'Allow exactly this for this session']) {
      assert.ok(shown.includes(text), shown);
    }
    await castor().answer('Allow');
    await castor().sees('It ran.');
    await castor().idle();
    const { result, is_error } = castor().result();
    assert.equal(is_error, undefined);
    assert.match(result, /^Exit code 3 after [\d.]+ s\.\n/);
    assert.ok(result.includes(`here: ${join(castor().folder, 'src')}\nkey: []\n`), result);
    await castor().sees(/exit 3, [\d.]+ s/);
    const { page } = castor();
    const rows = page.locator('.terminal-wrapper.active .xterm-rows');
    await until('the terminal shows it', async () => {
      const text = (await rows.innerText()).replaceAll('\u00a0', ' ');
      return text.includes('$ echo') && text.includes('key: []') && text.includes('Exit code 3 after');
    });
    assert.equal(await page.evaluate(() => document.activeElement?.closest('.terminal-wrapper') === null), true);
    await castor().workbench.screenshot('command-ended');
  });

  it('marks what is hidden in the line', async () => {
    castor().emulator.use([
      on('run', run('echo ok\u001b[8m; id\u001b[0m \u202edi')),
      onResult('run', 'run_command', { do: 'say', text: 'No.' }),
    ]);
    await castor().ask('run it');
    const shown = await (await castor().approval()).innerText();
    assert.ok(shown.includes('echo ok⟦U+001B⟧[8m; id⟦U+001B⟧[0m ⟦U+202E⟧di'), shown);
    await castor().answer('Deny');
    await castor().sees('No.');
    assert.match(castor().result().result, /refused/);
  });

  it('shows the output as it comes, and Stop ends all that was started', async () => {
    const line = 'echo first; sleep 300 & echo $! > pid.txt; sleep 0.3; echo second; wait';
    castor().emulator.use([on('run', run(line))]);
    await castor().ask('run it');
    await castor().answer('Allow');
    const output = (await castor().chat()).getByRole('region', { name: 'Output' });
    await output.getByText('second').waitFor();
    assert.match(await output.innerText(), /first\s+second/);
    await castor().workbench.screenshot('command-running');
    const pid = Number(castor().read('pid.txt'));
    assert.ok(isAlive(pid));
    await castor().click('Stop');
    await castor().sees('Stopped');
    await castor().idle();
    await until('the process is gone', () => !isAlive(pid));
  });

  it('allowed for the session: the same line runs again unasked, another one asks', async () => {
    castor().emulator.use([
      on('run', run('echo x >> log.txt')),
      onResult('run', 'run_command', { do: 'say', text: 'Done.' }),
      on('again', run('echo x >> log.txt')),
      onResult('again', 'run_command', { do: 'say', text: 'Done again.' }),
      on('other', run('echo x >> log.txt; touch other')),
      onResult('other', 'run_command', { do: 'say', text: 'Refused.' }),
    ]);
    await castor().ask('run it');
    await (await castor().approval()).getByRole('button', { name: 'Allow exactly this for this session' }).click();
    await castor().sees('Done.');
    await castor().idle();
    await castor().asked('again, please');
    await castor().sees('Done again.');
    assert.equal(castor().read('log.txt'), 'x\nx\n');
    await castor().ask('other one');
    await castor().answer('Deny');
    await castor().sees('Refused.');
    assert.ok(!existsSync(join(castor().folder, 'other')));
  });
});
