// Stop pressed in every phase of a turn in a real VS Code: the turn ends at once, what came stays, and the next prompt works.

import assert from 'node:assert/strict';
import type { Action } from '../emulator/scenario.ts';
import { type Castor, on, onResult, until, useCastor } from './castor.ts';

const again: Action = { do: 'say', text: 'Here again.' };
const edit: Action = { do: 'call', name: 'create_file', arguments: { path: 'a.txt', content: 'x' } };

interface Phase {
  readonly answer: readonly Action[];
  /** Waits until the phase has begun. */
  begun(castor: Castor): Promise<unknown>;
  /** What must still be there afterwards. */
  readonly keeps?: string;
}

const phases: Readonly<Record<string, Phase>> = {
  'before the first byte': {
    answer: [{ do: 'delay_headers' }, { do: 'say', text: 'never' }],
    begun: (castor) => until('the request is out', () => castor.bodies().length === 1),
  },
  'while it connects and nothing but the start has come': {
    answer: [{ do: 'stall' }],
    begun: (castor) => until('the request is out', () => castor.bodies().length === 1),
  },
  'while it thinks': {
    answer: [{ do: 'think', summary: 'A long thought that goes on and on and on', chunk: 3, delay: 400 }],
    begun: (castor) => castor.sees('Thinking'),
  },
  'while it writes': {
    answer: [
      { do: 'say', text: 'The beginning.' },
      { do: 'say', text: 'x'.repeat(500), chunk: 1, delay: 100 },
    ],
    begun: (castor) => castor.sees('The beginning.'),
    keeps: 'The beginning.',
  },
  'while the arguments of a call come in': {
    answer: [
      { do: 'say', text: 'I will write it.' },
      { do: 'call', name: 'create_file', arguments: { path: 'a.txt', content: 'x'.repeat(300) }, split: 1, delay: 100 },
    ],
    begun: (castor) => castor.sees('Preparing create_file'),
    keeps: 'I will write it.',
  },
  'while an approval waits': {
    answer: [{ do: 'say', text: 'A file is needed.' }, edit],
    begun: (castor) => castor.approval(),
    keeps: 'A file is needed.',
  },
  // The next prompt waits for the service's own time, too: asking earlier would only make it longer.
  'while it waits to try again': {
    answer: [{ do: 'fail', status: 429, code: 'rate_limit_exceeded', message: 'slow down', retry_after: 4 }],
    begun: (castor) => castor.sees(/Retrying in \d s/),
  },
};

describe('stop', () => {
  const castor = useCastor();

  for (const [name, { answer, begun, keeps }] of Object.entries(phases)) {
    it(`${name}: ends at once, and the next prompt works`, async () => {
      castor().emulator.use([on('go', ...answer), on('again', again)]);
      const turn = await castor().ask('go on');
      await begun(castor());
      const pressed = Date.now();
      await castor().click('Stop');
      await castor().sees('Stopped');
      await castor().idle();
      // The session's 200 ms are held to in its own tests; here the browser and a busy machine take their part.
      assert.ok(Date.now() - pressed < 4000, `it took ${Date.now() - pressed} ms`);
      if (keeps) assert.ok((await turn.innerText()).includes(keeps));
      assert.equal(await (await castor().chat()).getByRole('group', { name: 'Approval' }).count(), 0);
      assert.equal(await (await castor().chat()).getByRole('alert').count(), 0);
      const sent = castor().bodies().length;
      castor().emulator.use([{ name: 'again', answer: [again] }]);
      await castor().asked('again, please');
      await castor().sees('Here again.');
      assert.equal(castor().bodies().length, sent + 1, 'what was stopped sends nothing more');
      assert.equal(await (await castor().turns()).count(), 2);
      if (keeps) assert.ok((await turn.innerText()).includes(keeps));
    });
  }

  it('the head of the chain stays on the last interaction that ended', async () => {
    castor().emulator.use([
      on('one', { do: 'say', text: 'First.' }),
      on('two', { do: 'say', text: 'Half of the second.' }, { do: 'hang' }),
      on('three', { do: 'say', text: 'Third.' }),
      on('four', { do: 'say', text: 'Fourth.' }),
    ]);
    await castor().asked('one');
    await castor().ask('two');
    await castor().sees('Half of the second.');
    await castor().click('Stop');
    await castor().idle();
    await castor().asked('three');
    await castor().sees('Third.');
    await castor().asked('four');
    const previous = castor()
      .bodies()
      .map(({ previous_interaction_id: id }) => id);
    assert.equal(previous[0], undefined);
    assert.ok(previous[1]);
    assert.equal(previous[2], previous[1]);
    assert.notEqual(previous[3], previous[2]);
    const kinds = castor()
      .bodies()[2]!
      .input.map(({ type }) => type);
    assert.deepEqual(kinds, ['user_input', 'model_output', 'user_input'], 'the half answer goes along');
  });

  it('a stopped turn is gone on with', async () => {
    castor().emulator.use([
      { ...on('tale', { do: 'say', text: 'Once upon' }, { do: 'hang' }), times: 1 },
      { name: 'rest', match: { prompt: 'Continue exactly' }, answer: [{ do: 'say', text: 'a time.' }] },
    ]);
    await castor().ask('tale');
    await castor().sees('Once upon');
    await castor().click('Stop');
    await castor().sees('Stopped');
    await castor().click('Continue');
    await castor().sees('a time.');
    await castor().idle();
    await castor().sees('Once upon');
  });

  it('while an edit waits: nothing is written', async () => {
    castor().emulator.use([on('write', edit), onResult('write', 'create_file', again)]);
    await castor().ask('write it');
    await castor().approval();
    await castor().click('Stop');
    await castor().idle();
    assert.throws(() => castor().read('a.txt'), /ENOENT/);
  });
});
