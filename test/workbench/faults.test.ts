// Every fault of the wire that a person can see, in a real VS Code: a clear alert with what to do next, nothing shown is lost, the next prompt works.

import assert from 'node:assert/strict';
import { half, hello, wireFaults } from '../support/wireFaults.ts';
import { goodKey, on, useCastor } from './castor.ts';

const all = Object.entries(wireFaults).flatMap(([name, fault]) =>
  fault.seen ? [{ name, ...fault, ...fault.seen }] : [],
);

describe('faults of the wire', () => {
  const castor = useCastor();

  for (const { name, answer, says, remedies, counts, keeps } of all) {
    if (!says) continue;
    it(`${name}: told with what to do next`, async () => {
      castor().emulator.use([
        on('before', { do: 'say', text: 'The earlier answer.' }),
        on('fault', ...answer),
        on('after', { do: 'say', text: 'All is well.' }),
      ]);
      const earlier = await (await castor().asked('before')).innerText();
      const turn = await castor().asked('fault');
      assert.match(await castor().alert(), says);
      if (counts) assert.match(await castor().alert(), counts);
      const alert = (await castor().chat()).getByRole('alert');
      const buttons = await alert.getByRole('button').allInnerTexts();
      assert.deepEqual(
        buttons.filter((text) => text !== ''),
        remedies,
      );
      await castor().asked('after it');
      await castor().sees('All is well.');
      assert.equal(await alert.count(), 0, 'only the newest turn speaks up');
      assert.match(await turn.innerText(), says, 'what happened stays told');
      if (keeps) assert.ok((await turn.innerText()).includes(keeps));
      assert.equal(await (await castor().turn('before')).innerText(), earlier);
    });
  }

  for (const { name, answer, ends, times, shows } of all) {
    if (ends) continue;
    it(`${name}: does no harm`, async () => {
      castor().emulator.use([
        { ...on('fault', ...answer), ...(times && { times }) },
        on('fault', hello),
        on('after', { do: 'say', text: 'All is well.' }),
      ]);
      await castor().ask('fault');
      if (shows) await castor().sees(shows);
      await castor().sees('is the whole answer.');
      await castor().idle();
      assert.equal(await (await castor().chat()).getByRole('alert').count(), 0);
      await castor().asked('after it');
      await castor().sees('All is well.');
    });
  }

  it('429 with a time: counts down, then tries again by itself', async () => {
    castor().emulator.use([
      {
        ...on('busy', { do: 'fail', status: 429, code: 'rate_limit_exceeded', message: 'slow', retry_after: 3 }),
        times: 1,
      },
      on('busy', { do: 'say', text: 'Thanks for waiting.' }),
    ]);
    await castor().ask('busy');
    await castor().sees(/Retrying in [23] s/);
    await castor().sees(/Retrying in 1 s/);
    await castor().sees('Thanks for waiting.');
    await castor().idle();
    const [first, second] = castor().opened();
    assert.ok(second!.at - first!.at >= 3000, 'never before the time the service named');
  });

  it('silence in mid-answer: says that it waits, and goes on when words come again', async () => {
    castor().emulator.use([on('quiet', half, { do: 'stall', ms: 9500 }, { do: 'say', text: 'The other half.' })]);
    const turn = await castor().ask('quiet');
    await castor().sees('Reconnecting');
    assert.ok((await turn.innerText()).includes('Half an answer'));
    await castor().sees('The other half.');
    await castor().idle();
    assert.doesNotMatch(await turn.innerText(), /Reconnecting/);
  });

  it('Try again asks again, and forgets the half answer', async () => {
    castor().emulator.use([
      { ...on('flaky', half, { do: 'drop' }), times: 1 },
      { name: 'again', answer: [{ do: 'say', text: 'It worked.' }] },
    ]);
    await castor().asked('flaky');
    await castor().click('Try again');
    await castor().sees('It worked.');
    await castor().idle();
    assert.equal(await (await castor().chat()).getByRole('alert').count(), 0);
    const [one, two] = castor().bodies();
    assert.deepEqual(two?.input, one?.input);
    assert.equal(await (await castor().turns()).count(), 1);
  });

  it('a long answer: asks before it goes on, then goes on', async () => {
    castor().emulator.use([
      { ...on('long', half, { do: 'status', status: 'requires_continuation', continuation_token: 'k' }), times: 1 },
      { name: 'rest', answer: [{ do: 'say', text: 'The rest of it.' }] },
    ]);
    await castor().ask('long');
    const question = (await castor().chat()).getByRole('group', { name: 'Question' });
    await question.getByRole('button', { name: 'Continue' }).click();
    await castor().sees('The rest of it.');
    await castor().idle();
  });

  it('an expired chain: said, built anew from what is here, and the answer comes', async () => {
    castor().emulator.use([
      {
        name: 'any',
        answer: [
          { do: 'think', summary: 'Hm.' },
          { do: 'say', text: 'Fine.' },
        ],
      },
    ]);
    await castor().asked('one');
    await castor().asked('two');
    castor().emulator.expire(String(castor().bodies()[1]!.previous_interaction_id));
    castor().emulator.reset();
    await castor().asked('three');
    await castor().sees(/Earlier turns were sent again/);
    const [lost, rebuilt] = castor().bodies();
    assert.ok(lost?.previous_interaction_id);
    assert.equal(rebuilt?.previous_interaction_id, undefined);
    assert.deepEqual(
      rebuilt?.input.filter(({ type }) => type === 'user_input').map(({ content }) => content),
      ['one', 'two', 'three'].map((text) => [{ type: 'text', text }]),
    );
  });

  it('a call that the service does not wait for: its result is sent all the same', async () => {
    castor().emulator.use([
      on('odd', { do: 'call', name: 'list_dir', arguments: { path: '.' } }, { do: 'calls_but_completed' }),
      { name: 'after', answer: [{ do: 'say', text: 'Listed.' }] },
    ]);
    await castor().asked('odd');
    await castor().sees('Listed.');
  });

  it('no network: told, and Try again works once it is back', async () => {
    const { host } = new URL(castor().emulator.url);
    const plugIn = await castor().unplug();
    await castor().asked('hi');
    assert.ok((await castor().alert()).includes(`${host} cannot be reached`));
    await plugIn();
    castor().emulator.use([on('hi', { do: 'say', text: 'Back again.' })]);
    await castor().click('Try again');
    await castor().sees('Back again.');
    await castor().idle();
  });

  it('a key that is refused: told; another one is set from the alert, and counts from the next prompt on', async () => {
    castor().emulator.use([
      { ...on('hi', { do: 'bad_key' }), times: 1 },
      on('hi', { do: 'say', text: 'Now it works.' }),
    ]);
    const better = `${goodKey}-2`;
    await castor().asked('hi');
    assert.match(await castor().alert(), /does not accept this API key/);
    await castor().click('Set API key');
    await castor().typeKey(better);
    await castor().asked('hi again');
    await castor().sees('Now it works.');
    await castor().workbench.runCommand('Castor: Remove API Key');
    await castor().asked('hi once more');
    const keys = castor()
      .opened()
      .map(({ headers }) => headers['x-goog-api-key']);
    assert.deepEqual(keys, [goodKey, better, goodKey]);
    assert.doesNotMatch(await (await castor().chat()).locator('body').innerText(), /AIza/);
  });
});
