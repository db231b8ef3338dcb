// The tools and the actions of review and restore that no other file drives, in a real VS Code: background commands, search, problems, CodeLens.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { on, onResult, until, useCastor } from './castor.ts';
import * as conversation from './conversation.ts';
import { chooseMode, edit, first, second } from './conversation.ts';
import { closeEditors, openFile } from './editor.ts';

const call = (name: string, args: Readonly<Record<string, unknown>>) =>
  ({ do: 'call', name, arguments: args }) as const;

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('every tool and action of changes', () => {
  const castor = useCastor();
  afterEach(() => closeEditors(castor()));

  const lens = (name: string) => conversation.lens(castor(), name);
  const result = (at = -1) => String((castor().bodies().at(at)!.input[0] as { readonly result?: unknown }).result);
  const card = async () => (await castor().chat()).getByRole('region', { name: 'Changes' });

  async function reviewed(): Promise<string> {
    castor().emulator.use(conversation.reviewed);
    await chooseMode(castor(), 'Review after');
    const before = castor().read('src/cart.ts');
    await castor().asked('fix it');
    return before.replace(...first).replace(...second);
  }

  it('"Next" above a hunk goes to the next one, "Accept all" accepts every hunk of the file', async () => {
    const after = await reviewed();
    await openFile(castor(), 'cart.ts');
    await until('two hunks have their actions', async () => (await lens('Next').count()) === 2);
    const status = castor().page.locator('.statusbar-item', { hasText: /^Ln \d+/ });
    await lens('Next').first().click();
    await until('the cursor is at a hunk', async () => /Ln (11|16)\b/.test(await status.innerText()));
    await lens('Accept all (2)').first().click();
    await until('no action is left', async () => (await lens('Reject').count()) === 0);
    await (await card()).getByText('Accepted', { exact: true }).waitFor();
    assert.equal(castor().read('src/cart.ts'), after);
  });

  it('keys go to a hunk and accept it, the others stay to be decided', async () => {
    const after = await reviewed();
    const { keyboard } = castor().page;
    await openFile(castor(), 'cart.ts');
    await until('two hunks have their actions', async () => (await lens('Reject').count()) === 2);
    for (const key of ['Shift+J', 'Shift+Y']) {
      await keyboard.press('Control+K');
      await keyboard.press(key);
    }
    await until('one hunk is left', async () => (await lens('Reject').count()) === 1);
    await (await card()).getByText('1 change to review').waitFor();
    assert.equal(castor().read('src/cart.ts'), after);
  });

  it('the card accepts one file, and all; the palette shows all changes of the last turn', async () => {
    const after = await reviewed();
    await (await card()).getByRole('button', { name: 'Accept the changes of src/cart.ts' }).click();
    await (await card()).getByText('Accepted', { exact: true }).waitFor();
    await castor().workbench.runCommand('Castor: Show All Changes of the Last Turn');
    const view = castor().page.locator('.monaco-component.multiDiffEditor');
    await view.getByText('cart.ts').first().waitFor();
    await castor().newSession();
    castor().restore();
    await reviewed();
    await (await card()).getByRole('button', { name: 'Accept all', exact: true }).click();
    await (await card()).getByText('Accepted', { exact: true }).waitFor();
    assert.equal(castor().read('src/cart.ts'), after);
  });

  it('a file of the card that is a folder is shown in the Explorer', async () => {
    mkdirSync(join(castor().folder, 'assets'));
    writeFileSync(join(castor().folder, 'assets', 'a.txt'), 'a\n');
    castor().emulator.use([
      on('move', call('move', { paths: ['assets'], to_folder: 'lib' })),
      onResult('move', 'move', { do: 'say', text: 'Moved.' }),
    ]);
    await castor().ask('move it');
    await castor().answer('Allow');
    await castor().sees('Moved.');
    await castor().idle();
    await (await card()).getByRole('button', { name: 'lib/assets', exact: true }).click();
    const row = castor().page.locator('.explorer-folders-view .monaco-list-row.selected');
    await until('it is selected', async () => (await row.allInnerTexts()).join().includes('assets'));
  });

  it('a restore is chosen from the palette, of the conversation alone', async () => {
    castor().emulator.use([
      on('fix', edit),
      onResult('fix', 'apply_edit', { do: 'say', text: 'That was it.' }),
      on('tell', { do: 'say', text: 'Told.' }),
    ]);
    await castor().asked('tell me');
    await castor().ask('fix it');
    await castor().answer('Allow');
    await castor().sees('That was it.');
    await castor().idle();
    const after = castor().read('src/cart.ts');
    await castor().workbench.runCommand('Castor: Restore to Before a Prompt…');
    const rows = castor().page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'fix it', visible: true }).first().click();
    await rows
      .filter({ hasText: /Conversation\s*what was said/, visible: true })
      .first()
      .click();
    await until('the turn is gone', async () => (await (await castor().turns()).count()) === 1);
    await until('the prompt is back', async () => (await (await castor().prompt()).inputValue()) === 'fix it');
    assert.equal(castor().read('src/cart.ts'), after);
    await (await castor().prompt()).fill('');
  });

  it('the list of a restore names what commands did: it is not covered and stays', async () => {
    const command = 'echo by hand > by-command.txt';
    castor().emulator.use([
      on('fix', edit, call('run_command', { command })),
      onResult('fix', 'run_command', { do: 'say', text: 'Both are done.' }),
    ]);
    const before = castor().read('src/cart.ts');
    await castor().ask('fix it');
    await castor().answer('Allow');
    await (await castor().approval()).filter({ hasText: command }).waitFor();
    await castor().answer('Allow');
    await castor().sees('Both are done.');
    await castor().idle();
    await castor().click('Restore to before this prompt');
    const list = castor().page.locator('.quick-input-list');
    const row = (text: string | RegExp) => list.locator('.monaco-list-row').filter({ hasText: text, visible: true });
    await row(/Files\s*\d/)
      .first()
      .click();
    await list.getByText('Not covered: what commands did').waitFor();
    await row(command).first().waitFor();
    await row('Restore 1 file').first().click();
    await until('the file is as it was', () => castor().read('src/cart.ts') === before);
    assert.equal(castor().read('by-command.txt'), 'by hand\n');
    await castor().workbench.runCommand('Terminal: Kill All Terminals');
  });

  it('folders are listed, files searched, problems read', async () => {
    writeFileSync(join(castor().folder, 'data.json'), '{\n  "a": 1,,\n}\n');
    await openFile(castor(), 'data.json');
    castor().emulator.use([
      on('look', call('list_dir', { path: '.' })),
      onResult('look', 'list_dir', call('search', { pattern: 'quantity' })),
      onResult('look', 'search', call('get_problems', { path: 'data.json' })),
      onResult('look', 'get_problems', { do: 'say', text: 'Looked.' }),
    ]);
    await until(
      'the checker has looked',
      async () => {
        await castor().newSession();
        await castor().asked('look around');
        return /error/.test(result());
      },
      45_000,
    );
    const [problems, found, listed] = [result(-1), result(-2), result(-3)];
    assert.match(listed, /src\//);
    assert.match(found, /src\/cart\.ts/);
    assert.match(problems, /data\.json/);
  });

  it('a command that falls silent goes on in the background, is looked at by id and ended with all it started', async () => {
    castor().emulator.use([
      on('serve', call('run_command', { command: 'echo ready; sleep 300 & echo $! > pid.txt; wait' })),
      onResult('serve', 'run_command', { do: 'say', text: 'It serves.' }),
    ]);
    await castor().ask('serve it');
    await castor().answer('Allow');
    await castor().sees('It serves.', 60_000);
    await castor().idle();
    const id = /in the background as "([^"]+)"/.exec(result())?.[1] ?? '';
    assert.ok(id, result());
    const pid = Number(castor().read('pid.txt'));
    assert.ok(isAlive(pid));
    castor().emulator.use([
      on('end', call('command_output', { id, offset: 0 })),
      onResult('end', 'command_output', call('kill_command', { id })),
      onResult('end', 'kill_command', { do: 'say', text: 'It is over.' }),
    ]);
    await castor().asked('end it');
    await castor().sees('It is over.');
    assert.match(result(-2), /ready/);
    assert.match(result(-1), /Ended by a signal|Exit code/);
    await until('the process is gone', () => !isAlive(pid));
    const offered = castor()
      .bodies()
      .map(({ tools }) => (tools ?? []).map(({ name }) => name));
    assert.ok(!offered[0]!.includes('kill_command') && offered[2]!.includes('kill_command'));
    assert.ok(offered.every((names) => names.length < 20));
    await castor().workbench.runCommand('Terminal: Kill All Terminals');
  });
});
