// Tools that another extension registered with VS Code: off until chosen for the session, then asked for by Castor and by VS Code itself.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { repo } from '../support/repo.ts';
import { type Castor, freshEach, goodKey, on, onResult, startCastor } from './castor.ts';

const call = (name: string, args: Readonly<Record<string, unknown>>) =>
  ({ do: 'call', name, arguments: args }) as const;
const names = (castor: Castor, at: number) => (castor.bodies().at(at)?.tools ?? []).map(({ name }) => name);

describe('tools of other extensions', function () {
  this.timeout(600_000);
  let castor: Castor;
  before(async () => {
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      extensions: [join(repo, 'test', 'support', 'tooler')],
    });
  });
  freshEach(() => castor);
  after(() => castor?.close());

  async function choose(...tools: readonly string[]): Promise<void> {
    const { page } = castor;
    await castor.click(/^Tools/);
    await castor.click(/^Tools of extensions/);
    const list = page.locator('.quick-input-widget');
    await list.getByText('Tools for this session').waitFor();
    for (const tool of tools)
      await list.locator('.monaco-list-row', { hasText: tool }).locator('.label-name').first().click();
    await list.getByText('1 Selected').waitFor();
    await castor.workbench.screenshot('outside-tools');
    await list.getByRole('button', { name: 'OK' }).click();
    await list.waitFor({ state: 'hidden' });
  }

  it('are not offered before the person chose them, and not in the next session', async () => {
    castor.emulator.use([{ name: 'any', answer: [{ do: 'say', text: 'Fine.' }] }]);
    await castor.asked('first');
    assert.ok(!names(castor, -1).some((name) => /weather|flood/.test(name)));
    await choose('tooler_weather-now');
    await castor.asked('second');
    const offered = castor
      .bodies()
      .at(-1)!
      .tools!.find(({ name }) => name === 'tooler_weather_now');
    assert.deepEqual(offered, {
      type: 'function',
      name: 'tooler_weather_now',
      description: 'Tells the weather of a town.',
      parameters: { type: 'object', properties: { town: { type: 'string' } }, required: ['town'] },
    });
    assert.ok(names(castor, -1).length < 20);
    await castor.newSession();
    await castor.asked('third');
    assert.ok(!names(castor, -1).some((name) => /weather/.test(name)));
  });

  it('ask with all they are given, then in VS Code’s own way, and answer the model', async () => {
    castor.emulator.use([
      on('weather', call('tooler_weather_now', { town: 'Ulm \u202eX' })),
      onResult('weather', 'tooler_weather_now', { do: 'say', text: 'Take an umbrella.' }),
    ]);
    await choose('tooler_weather-now');
    await castor.ask('weather, please');
    const shown = await (await castor.approval()).innerText();
    for (const text of ['tooler_weather_now', 'Ulm ⟦U+202E⟧X', 'Allow this tool for this session']) {
      assert.ok(shown.includes(text), shown);
    }
    await castor.answer('Allow');
    const dialog = castor.page.locator('.monaco-dialog-box');
    await dialog.getByText('Ask the weather?').waitFor();
    await castor.workbench.screenshot('outside-confirmation');
    await dialog
      .getByRole('button')
      .filter({ hasText: /Allow|Continue|Yes|OK/ })
      .first()
      .click();
    await castor.sees('Take an umbrella.');
    await castor.idle();
    assert.equal(castor.bodies().at(-1)!.input[0]!.result, 'Rain in Ulm \u202eX.');
  });

  it('that answer with far too much are cut, and say so', async () => {
    castor.emulator.use([
      on('flood', call('tooler_flood', {})),
      onResult('flood', 'tooler_flood', { do: 'say', text: 'Wet.' }),
    ]);
    await choose('tooler_flood');
    await castor.ask('flood it');
    await castor.answer('Allow');
    await castor.sees('Wet.');
    const result = String(castor.bodies().at(-1)!.input[0]!.result);
    assert.ok(result.length < 31_000 && /characters left out/.test(result), String(result.length));
  });
});
