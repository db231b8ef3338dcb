// Research that does not go straight, in a real VS Code: overdue, private, refused, without a network, looked for again and again; and what builds on it.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chart } from '../emulator/brain/chart.ts';
import type { Action } from '../emulator/scenario.ts';
import { makeOlder } from '../support/olderLog.ts';
import { openRelay, type Relay } from '../support/relay.ts';
import { type Castor, freshEach, goodKey, on, startCastor, until } from './castor.ts';

const fast = 'deep-research-preview-04-2026';
const max = 'deep-research-max-preview-04-2026';
const say = (text: string): Action => ({ do: 'say', text });
const think: Action = { do: 'think', summary: '**Digging**\n\nDeep.', signature: '' };
const used: Action = {
  do: 'raw',
  event: {
    event_type: 'interaction.status_update',
    interaction_id: '$id',
    status: 'in_progress',
    usage: { total_tokens: 120_000, total_input_tokens: 100_000, total_output_tokens: 20_000 },
  },
};
const pause = (ms: number): Action => ({ do: 'stall', ms });
const hour = 3_600_000;

describe('research that does not go straight', () => {
  let castor: Castor;
  let relay: Relay;

  before(async function () {
    this.timeout(600_000);
    relay = await openRelay();
    castor = await startCastor({
      env: { GEMINI_API_KEY: goodKey },
      settings: { 'castor.api.baseUrl': relay.url, 'castor.prices': { [fast]: { input: 2, output: 10 } } },
    });
    relay.to = Number(new URL(castor.emulator.url).port);
  });
  after(async () => {
    await castor?.close();
    relay?.close();
  });
  freshEach(() => castor);
  afterEach(async () => {
    relay.cut(false);
    await castor.workbench.runCommand('Notifications: Clear All Notifications');
    await castor.workbench.runCommand('View: Close All Editors');
  });

  const body = (at: number) => castor.bodies()[at] as unknown as Readonly<Record<string, unknown>>;
  const shot = (name: string) => castor.workbench.screenshot(`research-${name}`);
  const cancels = () => castor.emulator.requests.filter(({ path }) => path.endsWith('/cancel')).length;
  const row = (label: string | RegExp) =>
    castor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
  const box = (placeholder: string) => castor.page.locator(`.quick-input-widget input[placeholder^="${placeholder}"]`);
  /** Of the smaller agent; what is clicked on is the other way round from then on. */
  const choose = async (...changed: string[]) => {
    await row(/^Deep Research(?! Max)/).click();
    await row('Show a plan first').waitFor();
    for (const way of changed) await row(way).click();
    await castor.page.keyboard.press('Enter');
  };
  const begin = async (question: string) => {
    await castor.workbench.runCommand('Castor: Research…');
    await box('What do you want to know?').fill(question);
    await castor.page.keyboard.press('Enter');
  };
  /** By the slash command, with the choices of the last time. */
  const research = async (question: string) => {
    const prompt = await castor.prompt();
    await prompt.fill(`/research ${question}`);
    await prompt.press('Enter');
  };

  it('builds on what was found before, by the agent and by a model, each sent what it takes and nothing else', async () => {
    castor.emulator.use([
      { name: 'second', match: { agent: fast, previous: true }, answer: [say('Second report.')] },
      { name: 'first', match: { agent: fast }, answer: [think, used, pause(6000), say('First report.')] },
      on('Why', say('Because.')),
    ]);
    await begin('What is cheese?');
    await choose('Show a plan first');
    await castor.sees(/120k tokens so far · \$0\.40 · usually \$1 to \$3 in all/);
    await castor.sees('First report.');
    await castor.idle();
    await castor.asked('Why so?');
    await begin('And wine?');
    await choose();
    await row('In this session').click();
    await castor.sees('Second report.');
    await castor.idle();
    assert.deepEqual(
      [0, 1, 2].map((at) => body(at).agent ?? body(at).model),
      [fast, 'gemini-3.8-flash', fast],
    );
    const ids = [1, 2].map((at) => String(body(at).previous_interaction_id));
    assert.ok(ids.every((id) => id.startsWith('v1_')) && ids[0] !== ids[1]);
    assert.ok(body(1).system_instruction && (body(1).tools as unknown[]).length > 0, 'the model has its tools again');
    assert.deepEqual(Object.keys(body(2)).toSorted(), [
      'agent',
      'agent_config',
      'background',
      'input',
      'previous_interaction_id',
      'store',
      'stream',
    ]);
  }).timeout(90_000);

  it('is not done in a private session, unless the person makes it none', async () => {
    castor.emulator.use([{ name: 'report', match: { agent: fast }, answer: [say('Stored report.')] }]);
    const alone = () => castor.option('switch', 'Private', (control) => control.click());
    await alone();
    await research('secrets');
    assert.match(await castor.alert(), /This session is private, and research needs Google to store it/);
    await shot('private');
    assert.equal(castor.bodies().length, 0);
    await castor.click('New session');
    await until('an empty session', async () => (await (await castor.turns()).count()) === 0);
    await alone();
    const ask = async () => {
      await begin('cheese in private');
      await choose();
      return castor.page.locator('.monaco-dialog-box').filter({ hasText: 'a session that is not private?' });
    };
    const dialog = await ask();
    await dialog.waitFor();
    await shot('private-asked');
    await castor.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(castor.bodies().length, 0);
    await (await ask()).getByRole('button', { name: 'Research', exact: true }).click();
    await castor.sees('Stored report.');
    await castor.idle();
    assert.deepEqual([castor.bodies().length, body(0).store], [1, true]);
  }).timeout(90_000);

  it('says why the service did not begin it, and begins it again', async () => {
    castor.emulator.use([
      {
        name: 'refused',
        match: { agent: fast },
        times: 1,
        answer: [{ do: 'fail', status: 403, code: 'permission_denied', message: 'This project may not use agents.' }],
      },
      { name: 'report', match: { agent: fast }, answer: [say('Begun after all.')] },
    ]);
    await research('cheese');
    const said = await castor.alert();
    assert.match(said, /This API key may not do that/);
    await shot('refused');
    await castor.click('Ask again');
    await castor.sees('Begun after all.');
    await castor.idle();
    assert.equal(body(1).agent, fast);
  }).timeout(90_000);

  it('gets over a lost connection, an id that is not known yet, streams that fail and a network that is gone', async () => {
    castor.emulator.use([
      { name: 'fresh', match: { operation: 'get' }, times: 2, answer: [{ do: 'fail', status: 404 }] },
      { name: 'no stream', match: { operation: 'resume' }, times: 6, answer: [{ do: 'fail', status: 500 }] },
      {
        name: 'report',
        match: { agent: fast },
        answer: [think, { do: 'drop' }, pause(25_000), say('Found in the end.')],
      },
    ]);
    await research('cheese');
    const paths = () => castor.emulator.requests.map(({ method, path }) => `${method} ${path}`);
    const streams = () => paths().filter((path) => /stream=true&last_event_id=|last_event_id=.*stream=true/.test(path));
    const looks = () => paths().filter((path) => /^GET .*\/interactions\/v1_/.test(path) && !/stream=true/.test(path));
    await until('it was looked for behind the 404', () => looks().length > 2, 20_000);
    await until('the stream was resumed by its last event', () => streams().length > 0, 20_000);
    relay.cut(true);
    await castor.sees('Reconnecting', 40_000);
    await shot('no-network');
    relay.cut(false);
    await castor.sees('Found in the end.', 60_000);
    await castor.idle();
    assert.equal(castor.bodies().length, 1, 'it was asked for once');
    assert.equal((await (await castor.turn('cheese')).innerText()).split('Found in the end.').length, 2);
  }).timeout(150_000);

  it('is asked about when it has gone on for more than 70 minutes, waited for, and ended at the service', async () => {
    castor.emulator.use([{ name: 'endless', match: { agent: fast }, answer: [think, pause(600_000)] }]);
    await research('everything');
    await castor.sees('Digging');
    const address = castor.page.url();
    await castor.page.goto('about:blank');
    await makeOlder(castor.served.data, 2 * hour);
    await castor.page.goto(address, { timeout: 60_000 });
    await castor.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await castor.workbench.openChat();
    await castor.sees('Google has worked on this for more than 70 minutes. It may never end. Wait on?', 45_000);
    await castor.idle();
    await shot('overdue');
    await castor.workbench.runCommand('Notifications: Show Notifications');
    const told = castor.page.locator('.notification-list-item').filter({ hasText: 'more than 70 minutes' }).first();
    await told.getByRole('button', { name: 'Wait On' }).click();
    await (await castor.button('Cancel research')).waitFor();
    await (await castor.button('Stop')).waitFor();
    assert.deepEqual([castor.bodies().length, cancels()], [1, 0]);
    await castor.click('Cancel research');
    await castor.sees('Stopped');
    await until('it is cancelled at the service', () => cancels() === 1);
  }).timeout(150_000);

  it('is exported as one page that any browser opens, its charts in it', async () => {
    castor.emulator.use([
      {
        name: 'report',
        match: { agent: fast },
        answer: [
          {
            do: 'message',
            parts: [
              { text: '# Käse\n\n<script>alert(1)</script> **Rund.**' },
              { type: 'image', mime_type: 'image/png', data: chart },
            ],
          },
        ],
      },
    ]);
    await research('cheese');
    await castor.sees('Rund.');
    await castor.idle();
    await castor.click('Save report…');
    const name = castor.page.locator('.quick-input-widget input[type=text]').first();
    await until('the dialog names a file', async () => /Käse\.md$/.test(await name.inputValue()));
    await name.fill(join(castor.folder, 'report.html'));
    await name.press('Enter');
    await until('the page is there', () => globSync('report.html', { cwd: castor.folder }).length > 0);
    await until('all of it', () => /<\/html>\s*$/.test(readFileSync(join(castor.folder, 'report.html'), 'utf8')));
    const page = castor.read('report.html');
    assert.match(page, /<h1[^>]*>Käse<\/h1>/);
    assert.match(page, /<strong>Rund\.<\/strong>/);
    assert.ok(page.includes(`src="data:image/png;base64,${chart}"`));
    assert.ok(!page.includes('<script'));
    assert.deepEqual(globSync('*.png', { cwd: castor.folder }), []);
  }).timeout(90_000);

  it('sends what was chosen: the larger agent, no plan, no pictures, no summaries', async () => {
    castor.emulator.use([{ name: 'report', match: { agent: max }, answer: [say('Round.')] }]);
    await begin('How round?');
    await row('Deep Research Max').click();
    for (const way of ['Charts and pictures', 'Summaries of what it thinks']) await row(way).click();
    await shot('choices');
    await castor.page.keyboard.press('Enter');
    await castor.sees('Round.');
    await castor.idle();
    const { input: _, ...rest } = body(0);
    assert.deepEqual(rest, {
      agent: max,
      agent_config: {
        type: 'deep-research',
        thinking_summaries: 'none',
        visualization: 'off',
        collaborative_planning: false,
      },
      store: true,
      background: true,
      stream: true,
    });
  }).timeout(90_000);
});
