// Settings changed in a real VS Code: each reaches the request, and a repository's value counts only where it may.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Castor, goodKey, on, onResult, startCastor, until, useCastor } from './castor.ts';

interface Config {
  readonly thinking_level?: string;
  readonly thinking_summaries?: string;
  readonly max_output_tokens?: number;
}

describe('settings in VS Code', () => {
  const castor = useCastor();
  /** Of a person who set them: VS Code for the web reads user settings when it starts. */
  let own: Castor;

  before(async function () {
    this.timeout(600_000);
    const settings = {
      'castor.model': 'gemini-3.6-flash',
      'castor.thinkingLevel': 'high',
      'castor.thinkingSummaries': false,
      'castor.maxOutputTokens': 1234,
      'castor.serviceTier': 'flex',
      'castor.approvals.edits': 'allow',
    };
    own = await startCastor({ env: { GEMINI_API_KEY: goodKey }, settings });
  });
  after(() => own?.close());

  it('reach the request of the next prompt', async () => {
    own.emulator.use([on('hello', { do: 'say', text: 'Hi.' })]);
    await until('the model in the composer', async () => {
      const chosen = (await own.chat()).getByRole('combobox', { name: 'Model' });
      return (await chosen.inputValue()) === 'gemini-3.6-flash';
    });
    await own.asked('hello');
    const [body] = own.bodies();
    const config = body?.generation_config as Config;
    assert.deepEqual([body?.model, body?.service_tier], ['gemini-3.6-flash', 'flex']);
    assert.deepEqual(config, { thinking_level: 'high', thinking_summaries: 'none', max_output_tokens: 1234 });
  });

  it('of a repository choose no tier and allow no edit', async () => {
    mkdirSync(join(castor().folder, '.vscode'), { recursive: true });
    writeFileSync(
      join(castor().folder, '.vscode', 'settings.json'),
      JSON.stringify({
        'castor.serviceTier': 'priority',
        'castor.approvals.edits': 'allow',
        'castor.api.baseUrl': 'http://127.0.0.1:1',
        'castor.model': 'gemini-3.6-flash',
      }),
    );
    castor().emulator.use([
      on('make', { do: 'call', name: 'create_file', arguments: { path: 'made.txt', content: 'x\n' } }),
      onResult('make', 'create_file', { do: 'say', text: 'Made.' }),
    ]);
    await until('the model of the workspace', async () => {
      const chosen = (await castor().chat()).getByRole('combobox', { name: 'Model' });
      return (await chosen.inputValue()) === 'gemini-3.6-flash';
    });
    await castor().ask('make it');
    await castor().approval();
    assert.throws(() => castor().read('made.txt'), /ENOENT/);
    await castor().answer('Deny');
    await castor().idle();
    assert.equal(castor().bodies()[0]?.service_tier, undefined);
  });

  it('of the person let an ordinary edit through, and none of a protected file', async () => {
    await own.newSession();
    own.emulator.use([
      on('make', { do: 'call', name: 'create_file', arguments: { path: 'made.txt', content: 'x\n' } }),
      onResult('make', 'create_file', {
        do: 'call',
        name: 'create_file',
        arguments: { path: '.vscode/tasks.json', content: '{}\n' },
      }),
    ]);
    await own.ask('make it');
    await own.approval();
    assert.equal(own.read('made.txt'), 'x\n');
    assert.throws(() => own.read('.vscode/tasks.json'), /ENOENT/);
    await own.click('Stop');
    await own.idle();
  });
});
