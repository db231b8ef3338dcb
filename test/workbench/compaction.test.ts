// Summing up in a real VS Code: now, and when the window nears its end; the summary read, changed, taken back, and there again after a reload.

import assert from 'node:assert/strict';
import { on, until, useCastor } from './castor.ts';

const summary = {
  goal: 'Build a boat that floats',
  done: ['Chose oak for the hull'],
  inProgress: ['The keel is half laid'],
  files: ['boat.ts: the hull'],
  next: ['Raise the mast'],
};
const summing = { name: 'summing up', match: { prompt: '^Write the summary' } };
const gives = { ...summing, answer: [{ do: 'say' as const, text: JSON.stringify(summary) }] };
const full = { total_tokens: 990_000, total_input_tokens: 989_000, total_output_tokens: 1_000 };

describe('summing up', () => {
  const castor = useCastor();
  const mark = async () => (await castor().chat()).getByRole('region', { name: 'Compacted' });
  const textOf = (step: unknown) => (step as { content: { text: string }[] }).content.map(({ text }) => text).join('');
  const newest = () => castor().bodies().at(-1)!;

  it('now: the summary is shown and can be changed; the next prompts stand on it, and on its wording', async () => {
    castor().emulator.use([
      on('build', { do: 'say', text: 'Building it.' }),
      gives,
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
      gives,
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
      gives,
      on('further', { do: 'say', text: 'Further then.' }),
    ]);
    await castor().option('switch', 'Private', (control) => control.click());
    await castor().asked('build me a boat');
    await castor().workbench.runCommand('Castor: Compact Now');
    await (await mark()).waitFor();
    await castor().asked('further please');
    assert.equal((newest() as { store?: boolean }).store, false);
    assert.deepEqual(
      newest().input.map(({ type }) => type),
      ['user_input', 'user_input'],
    );
  });

  it('asked for when the window is nearly full: summed up, and the prompt goes on', async () => {
    castor().emulator.use([
      on('build', { do: 'say', text: 'Building it.' }, { do: 'usage', usage: full }),
      gives,
      on('further', { do: 'say', text: 'Further then.' }),
    ]);
    await castor().asked('build me a boat');
    await castor().ask('further please');
    const question = (await castor().chat()).getByRole('group', { name: 'Question' });
    await question.getByText('comes near what the model takes').waitFor();
    await castor().workbench.screenshot('window-nearly-full');
    assert.equal(castor().bodies().length, 1);
    await question.getByRole('button', { name: 'Sum up and go on' }).click();
    await castor().sees('Further then.');
    await castor().idle();
    assert.equal(newest().previous_interaction_id, undefined);
    assert.equal(textOf(newest().input.at(-1)), 'further please');
    await until('the window is free again', async () => {
      const meter = (await castor().chat()).getByRole('button', { name: /the window is filled to 0 %/ });
      return (await meter.count()) === 1;
    });
  });

  it('a service that cannot: told, and the conversation is as it was', async () => {
    castor().emulator.use([
      on('build', { do: 'say', text: 'Building it.' }),
      { ...summing, answer: [{ do: 'say', text: 'No.' }] },
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
