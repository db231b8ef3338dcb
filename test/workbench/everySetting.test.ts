// Settings of privacy, costs and the background as a person set them, each seen at work in a real VS Code: what Gemini got and what one sees.

import assert from 'node:assert/strict';
import { type Castor, goodKey, on, onResult, photograph, startCastor, until } from './castor.ts';

const usage = {
  total_tokens: 1_500,
  total_input_tokens: 1_000,
  input_tokens_by_modality: [{ modality: 'text', tokens: 1_000 }],
  total_output_tokens: 500,
};
const awsKey = 'AKIAIOSFODNN7EXAMPLE';

/** A VS Code of its own: one for the web reads user settings when it starts. */
function settingsOf(name: string, settings: Readonly<Record<string, unknown>>, tests: (castor: () => Castor) => void) {
  describe(name, () => {
    let castor: Castor;
    before(async function () {
      this.timeout(600_000);
      castor = await startCastor({ env: { GEMINI_API_KEY: goodKey }, settings });
    });
    beforeEach(async () => {
      await castor.newSession();
      castor.emulator.reset();
      castor.emulator.use([]);
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await photograph(castor, this.currentTest.fullTitle());
    });
    after(() => castor?.close());
    tests(() => castor);
  });
}

const inOptions = async (castor: Castor, text: RegExp) => {
  await castor.click('Options');
  await (await castor.chat()).getByRole('dialog', { name: 'Options' }).getByText(text).waitFor();
  await castor.page.keyboard.press('Escape');
};
const question = async (castor: Castor, text: string | RegExp) => {
  const asked = (await castor.chat()).getByRole('group', { name: 'Question' });
  await asked.getByText(text).waitFor();
  return asked.getByRole('button', { name: 'Continue' });
};

describe('every setting', () => {
  settingsOf(
    'of a person who stores',
    {
      'castor.background': true,
      'castor.storageDays': 7,
      'castor.replaceSecrets': false,
      'castor.sessionTitles': true,
      'castor.checkpoints.days': 3,
      'castor.prices': { 'gemini-3.8-flash': { input: 100, output: 1000 } },
      'castor.caps.turnDollars': 0,
      'castor.caps.sessionTokens': 2_000,
      'castor.caps.sessionDollars': 0,
    },
    (castor) => {
      it('background, prices and titles: sent so, priced so, named by the model', async () => {
        castor().emulator.use([
          on('price', { do: 'say', text: 'Dear.' }, { do: 'usage', usage }),
          { name: 'any', answer: [{ do: 'say', text: '{"title":"What it costs"}' }] },
        ]);
        const turn = await castor().asked('price this');
        const body = castor().bodies()[0] as unknown as { readonly background?: boolean };
        assert.equal(body.background, true);
        await turn.getByText('1.5k tokens · $0.60').waitFor();
        await (await castor().button('Switch off Background')).waitFor();
        await until('a title was asked for', () => castor().bodies().length === 2);
        await castor().workbench.runCommand('Castor: Focus on Sessions View');
        await castor()
          .page.getByRole('treeitem', { name: /^What it costs/ })
          .first()
          .waitFor();
        await castor().page.getByRole('button', { name: 'Sessions Section' }).click();
      });

      it('storageDays and replaceSecrets: said so, and a key goes out as it is', async () => {
        castor().emulator.use([on('tell', { do: 'say', text: 'I see.' })]);
        await inOptions(castor(), /keeps what is said here for 7 days/);
        await castor().asked(`tell me of ${awsKey}`);
        assert.ok(JSON.stringify(castor().bodies()[0]).includes(awsKey));
      });

      it('caps.sessionTokens: asks before the session goes on', async () => {
        castor().emulator.use([
          on(
            'use',
            { do: 'call', name: 'list_dir', arguments: { path: '' } },
            { do: 'usage', usage: { ...usage, total_tokens: 2_500, total_input_tokens: 2_000 } },
          ),
          onResult('use', 'list_dir', { do: 'say', text: 'All of it.' }),
        ]);
        await castor().ask('use many');
        const go = await question(castor(), 'This session has used 2,500 tokens. Go on?');
        // The title of the session before it may be asked for late.
        const asked = castor()
          .bodies()
          .filter((body) => JSON.stringify(body.input).includes('use many'));
        assert.equal(asked.length, 1);
        await go.click();
        await castor().sees('All of it.');
        await castor().idle();
      });

      it('checkpoints.days: said where one goes back', async () => {
        castor().emulator.use([
          on('make', { do: 'call', name: 'create_file', arguments: { path: 'made.txt', content: 'made\n' } }),
          onResult('make', 'create_file', { do: 'say', text: 'Made.' }),
        ]);
        await castor().ask('make a file');
        await castor().answer('Allow');
        await castor().sees('Made.');
        await castor().idle();
        await castor().click('Restore to before this prompt');
        await castor()
          .page.locator('.quick-input-list .monaco-list-row')
          .filter({ hasText: /Files\s*\d/, visible: true })
          .first()
          .click();
        await castor()
          .page.locator('.quick-input-widget')
          .getByText(/3 days/)
          .first()
          .waitFor();
        await castor().page.keyboard.press('Escape');
      });
    },
  );

  settingsOf(
    'of a person who does not',
    {
      'castor.private': true,
      'castor.prices': { 'gemini-3.8-flash': { input: 100, output: 1000 } },
      'castor.caps.turnTokens': 0,
      'castor.caps.turnDollars': 0.5,
      'castor.caps.sessionTokens': 0,
      'castor.caps.sessionDollars': 0.7,
    },
    (castor) => {
      it('private: nothing is stored, and one sees that', async () => {
        castor().emulator.use([on('keep', { do: 'say', text: 'As you like.' })]);
        await castor().asked('keep quiet');
        await castor().asked('keep quieter');
        const bodies = castor().bodies() as unknown as readonly { readonly store?: boolean }[];
        assert.deepEqual(
          bodies.map(({ store }) => store),
          [false, false],
        );
        assert.equal(castor().bodies()[1]?.previous_interaction_id, undefined);
        await (await castor().button('Switch off Private')).waitFor();
      });

      it('caps.turnDollars and caps.sessionDollars: each asks when it is passed', async () => {
        const look = { do: 'call', name: 'list_dir', arguments: { path: '' } } as const;
        castor().emulator.use([
          on('spend', look, { do: 'usage', usage }),
          onResult(
            'spend',
            'list_dir',
            { do: 'say', text: 'Spent.' },
            { do: 'usage', usage: { ...usage, total_tokens: 3, total_input_tokens: 2, total_output_tokens: 1 } },
          ),
          on('more', look, {
            do: 'usage',
            usage: { ...usage, total_tokens: 300, total_input_tokens: 200, total_output_tokens: 100 },
          }),
          onResult('more', 'list_dir', { do: 'say', text: 'More spent.' }),
        ]);
        await castor().ask('spend it');
        await (await question(castor(), /^This turn has cost about \$0\.60/)).click();
        await castor().sees('Spent.');
        await castor().idle();
        await castor().ask('more of it');
        await (await question(castor(), /^This session has cost about \$0\.72/)).click();
        await castor().sees('More spent.');
        await castor().idle();
      });
    },
  );
});
