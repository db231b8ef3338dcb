// The window of a real VS Code loaded again in the middle of things: what was shown is there, and the chain goes on.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { on, onResult, until, useCastor } from './castor.ts';

const create = { do: 'call', name: 'create_file', arguments: { path: 'made.txt', content: 'made\n' } } as const;

describe('reload', () => {
  const castor = useCastor();

  async function reload(): Promise<void> {
    await castor().workbench.reload();
    await castor().idle();
  }

  it('after an answer: the transcript is there and the next prompt continues the chain', async () => {
    castor().emulator.use([
      on('one', { do: 'think', summary: 'Hm.' }, { do: 'say', text: '**First** answer.' }),
      on('two', { do: 'say', text: 'Second answer.' }),
    ]);
    const shown = await (await castor().asked('one')).innerText();
    await reload();
    assert.equal(await (await castor().turn('one')).innerText(), shown);
    await castor().asked('two');
    await castor().sees('Second answer.');
    const bodies = castor().bodies();
    assert.equal(bodies.length, 2);
    assert.match(String(bodies[1]?.previous_interaction_id), /^v1_/);
    const { input: _, ...first } = bodies[0]!;
    const { input: _input, previous_interaction_id: _previous, ...second } = bodies[1]!;
    assert.deepEqual(second, first);
  });

  it('in mid-answer: everything shown is kept and marked, and the next prompt continues the chain', async () => {
    castor().emulator.use([
      on('one', { do: 'say', text: 'First answer.' }),
      on('two', { do: 'say', text: 'The half of it.' }, { do: 'hang' }),
      on('three', { do: 'say', text: 'Third answer.' }),
    ]);
    await castor().asked('one');
    await castor().ask('two');
    await castor().sees('The half of it.');
    await reload();
    await castor().sees('First answer.');
    await castor().sees('The half of it.');
    await castor().sees('Interrupted');
    await castor().asked('three');
    await castor().sees('Third answer.');
    const [, two, three] = castor().bodies();
    assert.equal(three?.previous_interaction_id, two?.previous_interaction_id);
    assert.deepEqual(
      three?.input.map(({ type }) => type),
      ['user_input', 'model_output', 'user_input'],
    );
  });

  it('while an approval waits: nothing was written, Continue asks again, Allow then writes', async () => {
    castor().emulator.use([on('make', create), onResult('make', 'create_file', { do: 'say', text: 'Made.' })]);
    await castor().ask('make it');
    await castor().approval();
    await reload();
    assert.throws(() => castor().read('made.txt'), /ENOENT/);
    assert.equal(await (await castor().chat()).getByRole('group', { name: 'Approval' }).count(), 0);
    await castor().sees('Interrupted');
    await castor().click('Continue');
    await castor().answer('Allow');
    await castor().sees('Made.');
    await castor().idle();
    assert.equal(castor().read('made.txt'), 'made\n');
    assert.equal(castor().bodies().length, 2);
  });

  it('while an approval waits: the next prompt answers the call as not run', async () => {
    castor().emulator.use([
      on('make', create),
      {
        name: 'other',
        match: { prompt: '^something else', tool_result: 'create_file' },
        answer: [{ do: 'say', text: 'Fine.' }],
      },
    ]);
    await castor().ask('make it');
    await castor().approval();
    await reload();
    await castor().asked('something else');
    await castor().sees('Fine.');
    assert.throws(() => castor().read('made.txt'), /ENOENT/);
    const [result, prompt] = castor().bodies()[1]!.input;
    assert.deepEqual([result?.type, result?.is_error, prompt?.type], ['function_result', true, 'user_input']);
  });

  it('with words typed and not sent: they are still in the prompt box', async () => {
    const box = await castor().prompt();
    await box.fill('half a thought');
    // Typing is told to the host once it pauses; nothing on the screen shows that it was stored.
    const isStored = (file: string) => readFileSync(join(castor().served.data, file), 'utf8') === '"half a thought"';
    await until('the words are stored', () =>
      globSync('**/state/castor.draft.json', { cwd: castor().served.data }).some(isStored),
    );
    await reload();
    await until('the words are there', async () => (await (await castor().prompt()).inputValue()) === 'half a thought');
    await (await castor().prompt()).fill('');
  });

  it('hidden and shown again in mid-answer: nothing is missing', async () => {
    const words = Array.from({ length: 40 }, (_, i) => `w${i}`).join(' ');
    castor().emulator.use([on('long', { do: 'say', text: words, chunk: 8, delay: 40 })]);
    await castor().ask('long one');
    await castor().sees(/w3/);
    await castor().workbench.runCommand('View: Toggle Secondary Side Bar Visibility');
    await castor().workbench.runCommand('Castor: Open Chat');
    await castor().idle();
    assert.ok((await (await castor().turn('long one')).innerText()).includes(words));
  });
});
