// Settings that only a person's own value counts for, each seen at work in a real VS Code: version, limits and waiting times.

import assert from 'node:assert/strict';
import { type Castor, goodKey, on, onResult, photograph, startCastor } from './castor.ts';

describe('own settings in VS Code', () => {
  let castor: Castor;

  before(async function () {
    this.timeout(600_000);
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      settings: {
        'castor.api.version': 'v1',
        'castor.maxInteractions': 2,
        'castor.timeouts.firstEvent': 5,
        'castor.timeouts.betweenEvents': 6,
        'castor.instructions': false,
        'castor.compaction': 'auto',
      },
    });
  });
  beforeEach(async () => {
    await castor.newSession();
    castor.emulator.reset();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') return photograph(castor, this.currentTest.fullTitle());
  });
  after(() => castor?.close());

  it('version: the address of the request has it, and the page names the server', async () => {
    castor.emulator.use([on('hello', { do: 'say', text: 'Hi.' })]);
    await castor.asked('hello');
    assert.equal(castor.opened()[0]?.path, '/v1/interactions');
    await (await castor.chat()).getByText(`Server: ${new URL(castor.emulator.url).host}`).waitFor();
  });

  it('maxInteractions: it asks before the third request, and goes on when told so', async () => {
    const read = (path: string) => ({ do: 'call', name: 'read_file', arguments: { path } }) as const;
    castor.emulator.use([
      on('look', read('README.md')),
      { ...onResult('look', 'read_file', read('src/cart.ts')), times: 1 },
      onResult('look', 'read_file', { do: 'say', text: 'Looked at both.' }),
    ]);
    await castor.ask('look around');
    const question = (await castor.chat()).getByRole('group', { name: 'Question' });
    await question.waitFor();
    assert.equal(castor.bodies().length, 2);
    await question.getByRole('button', { name: 'Continue' }).click();
    await castor.sees('Looked at both.');
    await castor.idle();
  });

  it('compaction: what nears its end is summed up without a question, and goes on', async () => {
    const usage = { total_tokens: 990_000, total_input_tokens: 989_000, total_output_tokens: 1_000 };
    const summary = { goal: 'Build a boat that floats', done: ['Oak'], inProgress: [], files: [], next: ['A mast'] };
    castor.emulator.use([
      on('build', { do: 'say', text: 'Building it.' }, { do: 'usage', usage }),
      on('Write the summary', { do: 'say', text: JSON.stringify(summary) }),
      on('further', { do: 'say', text: 'Further then.' }),
    ]);
    await castor.asked('build me a boat');
    await castor.asked('further please');
    await castor.sees('Further then.');
    assert.equal(castor.bodies().length, 3);
    assert.match(JSON.stringify(castor.bodies()[2]?.input[0]), /Build a boat that floats/);
    const mark = (await castor.chat()).getByRole('region', { name: 'Compacted' });
    await mark.getByText('A summary stands for everything above').waitFor();
  });

  it('timeouts.firstEvent: no word for five seconds ends the request', async () => {
    castor.emulator.use([on('wait', { do: 'delay_headers' })]);
    await castor.ask('wait');
    assert.match(await alert(), /took too long|Nothing came|5 seconds/);
  });

  it('timeouts.betweenEvents: six seconds of silence in mid-answer end it, and what came stays', async () => {
    castor.emulator.use([on('wait', { do: 'say', text: 'Half of it.' }, { do: 'hang' })]);
    const turn = await castor.ask('wait');
    assert.match(await alert(), /Nothing came for 6 seconds/);
    assert.ok((await turn.innerText()).includes('Half of it.'));
  });

  /** Far less than the 45 and 60 seconds it would be without the settings. */
  async function alert(): Promise<string> {
    const told = (await castor.chat()).getByRole('alert');
    await told.waitFor({ timeout: 25_000 });
    return told.innerText();
  }
});
