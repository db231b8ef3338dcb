// Sessions that are another's, in a real VS Code: gone on with as a copy; old checkpoints removed at a start; a model without a known price.

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openSessionLog } from '../../src/node/sessionLog.ts';
import { registerWorkspace } from '../../src/node/workspaceFolders.ts';
import { type Castor, freshEach, goodKey, on, onResult, startCastor, until } from './castor.ts';

const day = 86_400_000;
const usage = { total_tokens: 1_500, total_input_tokens: 1_000, total_output_tokens: 500 };
/** Of less than the cap. */
const small = { do: 'usage', usage: { total_tokens: 300, total_input_tokens: 200, total_output_tokens: 100 } } as const;
const edits = (path: string, old_text: string) => ({
  do: 'call' as const,
  name: 'apply_edit',
  arguments: { path, edits: [{ old_text, new_text: `${old_text} ` }] },
});

describe('copies, old checkpoints and unknown prices', () => {
  let castor: Castor;
  const files = (pattern: RegExp) =>
    readdirSync(castor.served.data, { recursive: true, encoding: 'utf8' })
      .filter((name) => pattern.test(name))
      .map((name) => join(castor.served.data, name));
  const sessions = () => files(/[/\\]sessions[/\\][^/\\]+\.session$/).sort((a, b) => age(a) - age(b));
  const row = (title: string) =>
    castor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();

  before(async function () {
    this.timeout(600_000);
    const settings = {
      'castor.checkpoints.days': 3,
      'castor.model': 'gemini-3.7-flash',
      'castor.caps.turnTokens': 1_000,
    };
    castor = await startCastor({ env: { GEMINI_API_KEY: goodKey }, settings });
  });
  freshEach(() => castor);
  after(() => castor?.close());

  it('a session of another workspace goes on here as a copy, on the chain it was on', async () => {
    castor.emulator.use([
      on('boat', { do: 'say', text: 'A boat it is.' }),
      on('onward', { do: 'say', text: 'Onward here.' }),
    ]);
    await castor.asked('boat for me');
    const [mine] = sessions();
    const [registry] = files(/globalStorage[/\\][^/\\]*castor[^/\\]*[/\\]workspaces$/i);
    const folder = join(dirname(registry!), 'another', 'sessions');
    mkdirSync(folder, { recursive: true });
    cpSync(mine!, join(folder, 'elsewhere-1.session'));
    const bytes = readFileSync(join(folder, 'elsewhere-1.session'));
    await registerWorkspace(registry!, { name: 'Boat yard', folder });
    await castor.newSession();
    await castor.workbench.runCommand('Castor: Focus on Sessions View');
    const tree = castor.page.getByRole('tree', { name: 'Sessions' });
    const group = tree.getByRole('treeitem', { name: /^Other workspaces/ });
    const item = tree.getByRole('treeitem', { name: /Boat yard/ }).first();
    // A tree that is drawn anew forgets a click.
    await until('the other workspace is open', async () => {
      if (await item.isVisible()) return true;
      await group.click();
      await castor.page.keyboard.press('ArrowRight');
      return false;
    });
    const entry = castor.page
      .locator('.context-view .monaco-menu')
      .getByRole('menuitem', { name: 'Go On With a Copy' });
    await item.click({ button: 'right' });
    await entry.hover();
    await castor.page.keyboard.press('Enter');
    await castor.sees('A boat it is.');
    await castor.page.getByRole('button', { name: 'Sessions Section' }).click();
    await castor.asked('onward then');
    await castor.sees('Onward here.');
    assert.match(String(castor.bodies()[1]?.previous_interaction_id), /^v1_/);
    assert.deepEqual(readFileSync(join(folder, 'elsewhere-1.session')), bytes, 'the original is as it was');
  });

  it('a session that another window has open goes on in a copy, and the original is left alone', async () => {
    castor.emulator.use([
      on('taken', { do: 'say', text: 'Taken answer.' }),
      on('onward', { do: 'say', text: 'Onward here.' }),
    ]);
    await castor.asked('taken by another');
    const [file] = sessions();
    await castor.newSession();
    let release = async () => {};
    // It lets go of the session a moment after that was left.
    await until('the log is free', async () => {
      const { log, readOnly } = await openSessionLog(file!);
      release = () => log.close();
      if (readOnly) await release();
      return !readOnly;
    });
    const bytes = readFileSync(file!);
    await castor.workbench.runCommand('Castor: Sessions…');
    await row('taken by another').click();
    await castor.workbench.runCommand('Notifications: Show Notifications');
    const told = castor.page.locator('.notification-list-item', { hasText: 'open in another window' }).first();
    await told.getByRole('button', { name: 'Go On in a Copy' }).click();
    await castor.sees('Taken answer.');
    await castor.asked('onward too');
    await castor.sees('Onward here.');
    assert.match(String(castor.bodies()[1]?.previous_interaction_id), /^v1_/);
    assert.deepEqual(readFileSync(file!), bytes, 'the original is as it was');
    await release();
    await castor.workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('says of a model without a known price that it has none, and the cap in tokens holds', async () => {
    castor.emulator.use([
      on('look', { do: 'call', name: 'list_dir', arguments: { path: '' } }, { do: 'usage', usage }),
      onResult('look', 'list_dir', { do: 'say', text: 'Looked.' }),
    ]);
    const turn = await castor.ask('look around');
    const question = (await castor.chat()).getByRole('group', { name: 'Question' });
    await question.getByText('This turn has used 1,500 tokens. Go on?').waitFor();
    assert.equal(castor.bodies()[0]?.model, 'gemini-3.7-flash');
    await question.getByRole('button', { name: 'Continue' }).click();
    await castor.sees('Looked.');
    await castor.idle();
    await turn.locator('.used summary').click();
    await turn.getByRole('row', { name: 'Estimated cost no known price' }).waitFor();
    await turn.getByText('Not all of it has a known price.').waitFor();
    await castor.workbench.screenshot('no-known-price');
  });

  it('removes at a start what no checkpoint of the last days needs, and nothing else', async () => {
    castor.emulator.use([
      on('old', edits('README.md', 'Corner shop'), small),
      onResult('old', 'apply_edit', { do: 'say', text: 'Old done.' }),
      on('young', edits('package.json', '"name"'), small),
      onResult('young', 'apply_edit', { do: 'say', text: 'Young done.' }),
    ]);
    const kept = () => files(/[/\\]checkpoints[/\\][0-9a-f]{64}$/);
    for (const prompt of ['old edit', 'young edit']) {
      await castor.ask(prompt);
      await castor.answer('Allow');
      await castor.idle();
      if (prompt === 'old edit') for (const file of kept()) age(file, 4);
    }
    const old = kept().filter((file) => Date.now() - statSync(file).mtimeMs > 3 * day);
    const young = kept().filter((file) => !old.includes(file));
    assert.ok(old.length > 0 && young.length > 0, `${old.length} old, ${young.length} young`);
    await castor.workbench.reload();
    await castor.idle();
    await until('the old ones are gone', () => !old.some((file) => existsSync(file)));
    assert.deepEqual(kept().sort(), young.sort());
  });
});

/** Ms since it was written; `days`: makes it that old. */
function age(file: string, days?: number): number {
  if (days !== undefined) utimesSync(file, new Date(Date.now() - days * day), new Date(Date.now() - days * day));
  return Date.now() - statSync(file).mtimeMs;
}
