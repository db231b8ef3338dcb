// Summing up in a real VS Code: now, and when the window nears its end; the summary read, changed, taken back, and there again after a reload.

import assert from 'node:assert/strict';
import { on, useCastor } from './castor.ts';
import * as conversation from './conversation.ts';
import { full, kinds, summary, sums, sumUpAndAsk, textOf } from './conversation.ts';

describe('summing up', () => {
  const castor = useCastor();
  const mark = () => conversation.mark(castor());
  const newest = () => castor().bodies().at(-1)!;

  it('now: the summary is shown and can be changed; the next prompts stand on it, and on its wording', async () => {
    castor().emulator.use([
      on('build', { do: 'say', text: 'Building it.' }),
      sums(),
      on('further', { do: 'say', text: 'Further then.' }),
      on('again', { do: 'say', text: 'Once more.' }),
    ]);
    await castor().asked('build me a boat');
    await castor().workbench.runCommand('Castor: Compact Now');
    await (await mark()).getByText('A summary stands for everything above').click();
    for (const line of [summary.goal, ...summary.done, ...summary.inProgress, ...summary.files, ...summary.next])
      await (await mark()).getByText(line).waitFor();
    await castor().workbench.screenshot('compacted');
    await castor().asked('further please');
    assert.equal(newest().previous_interaction_id, undefined);
    assert.equal(newest().input.length, 2);
    assert.match(textOf(newest().input[0]), /Build a boat that floats/);
    await (await mark()).getByRole('button', { name: 'Edit summary' }).click();
    await (await mark()).getByRole('textbox', { name: 'Goal' }).fill('Build a raft');
    await castor().workbench.screenshot('compacted-editing');
    await (await mark()).getByRole('button', { name: 'Save' }).click();
    await (await mark()).getByText('Build a raft').waitFor();
    await castor().asked('again please');
    assert.equal(newest().previous_interaction_id, undefined);
    assert.match(textOf(newest().input[0]), /Build a raft/);
    // All that was said is there, and can be gone back to.
    await (await castor().turn('build me a boat')).getByText('Building it.').waitFor();
  });

  it('taken back, and there after a reload', async () => {
    castor().emulator.use([
      on('build', { do: 'say', text: 'Building it.' }),
      sums(),
      on('further', { do: 'say', text: 'Further then.' }),
    ]);
    await castor().asked('build me a boat');
    await castor().workbench.runCommand('Castor: Compact Now');
    await (await mark()).getByRole('button', { name: 'Undo' }).click();
    await (await mark()).getByText('The summary is taken back').waitFor();
    await castor().workbench.reload();
    await (await mark()).getByText('The summary is taken back').waitFor();
    await castor().asked('further please');
    assert.match(String(newest().previous_interaction_id), /^v1_/);
    assert.equal(newest().input.length, 1);
    await (await mark()).getByRole('button', { name: 'Use the summary again' }).click();
    await (await mark()).getByText('A summary stands for everything above').waitFor();
  });

  it('a session that is private sends the summary in the place of the steps', async () => {
    castor().emulator.use([
      on('build', { do: 'say', text: 'Building it.' }),
      sums(),
      on('further', { do: 'say', text: 'Further then.' }),
    ]);
    await castor().option('switch', 'Private', (control) => control.click());
    await castor().asked('build me a boat');
    await castor().workbench.runCommand('Castor: Compact Now');
    await (await mark()).waitFor();
    await castor().asked('further please');
    assert.equal((newest() as { store?: boolean }).store, false);
    assert.deepEqual(kinds(newest()), ['user_input', 'user_input']);
  });

  it('asked for when the window is nearly full: summed up, and the prompt goes on', async () => {
    castor().emulator.use([
      on('build', { do: 'say', text: 'Building it.' }, full),
      sums(),
      on('further', { do: 'say', text: 'Further then.' }),
    ]);
    await castor().asked('build me a boat');
    await sumUpAndAsk(castor(), 'further please', 'Further then.');
    assert.equal(newest().previous_interaction_id, undefined);
    assert.equal(textOf(newest().input.at(-1)), 'further please');
  });

  it('a service that cannot: told, and the conversation is as it was', async () => {
    castor().emulator.use([
      on('build', { do: 'say', text: 'Building it.' }),
      sums('No.'),
      on('further', { do: 'say', text: 'Further then.' }),
    ]);
    await castor().asked('build me a boat');
    await castor().workbench.runCommand('Castor: Compact Now');
    await castor().page.getByText('The conversation was not summed up').first().waitFor();
    await castor().asked('further please');
    assert.match(String(newest().previous_interaction_id), /^v1_/);
    assert.equal(await (await mark()).count(), 0);
  });
});
