// Research in a real VS Code: the plan edited and run, the window loaded again in the middle, cancel, failure, several at once, the report and what is asked after it.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { chart } from '../emulator/brain/chart.ts';
import type { Action } from '../emulator/scenario.ts';
import { on, until, useCastor } from './castor.ts';
import { openFile, select } from './editor.ts';

const agent = 'deep-research-preview-04-2026';
const text =
  '# Käse in Zürich\n\n## Lage\n\nKäse ist rund 🧀. 東京の人口は増えている。 Ende.\n\n## Zahlen\n\nMehr.\n\n## Folgen\n\nKeine.';
const cite = (words: string, url: string) => {
  const start = Buffer.byteLength(text.slice(0, text.indexOf(words)));
  const end = start + Buffer.byteLength(words);
  return { type: 'url_citation', url, title: new URL(url).host, start_index: start, end_index: end };
};
const annotations = [
  cite('Käse ist rund 🧀.', 'https://a.example/'),
  cite('東京の人口は増えている。', 'https://b.example/'),
];
const think = (title: string): Action => ({
  do: 'think',
  summary: `**${title}**\n\nA word about ${title}.`,
  signature: '',
});
const used = { event_type: 'interaction.status_update', interaction_id: '$id', status: 'in_progress' };
const report: readonly Action[] = [
  think('First steps'),
  { do: 'search', queries: ['cheese', 'round cheese'] },
  { do: 'raw', event: { ...used, usage: { total_tokens: 12345 } } },
  { do: 'stall', ms: 15_000 },
  think('Nearly there'),
  {
    do: 'message',
    parts: [
      { text, annotations },
      { type: 'image', mime_type: 'image/png', data: chart },
    ],
  },
];
/** Without a pause, and the connection is lost on the way. */
const cut = report.map((one): Action => (one.do === 'stall' ? { do: 'drop' } : one));
const long: readonly Action[] = [think('Digging'), { do: 'stall', ms: 600_000 }];
const plan = (words: string): readonly Action[] => [think('Planning it'), { do: 'say', text: words }];

/** Pixels of the chart that the preview in this frame has loaded; 0 for none. */
async function chartIn(frame: Frame): Promise<number> {
  const chart = frame.getByRole('img', { name: 'Chart 1' });
  if ((await chart.count().catch(() => 0)) === 0) return 0;
  return chart.first().evaluate((image) => (image as HTMLImageElement).naturalWidth);
}

describe('research', () => {
  const castor = useCastor();
  let tries = 0;
  const page = () => castor().page;
  const row = (label: string | RegExp) =>
    page().locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
  const write = async (placeholder: string, words: string) => {
    const box = page().locator(`.quick-input-widget input[placeholder^="${placeholder}"]`);
    await box.fill(words);
    await box.press('Enter');
  };
  const start = async (question: string) => {
    await castor().workbench.runCommand('Castor: Research…');
    await write('What do you want to know?', question);
    await row(/^Deep Research deep-research-preview|^Deep Research(?! Max)/).click();
    await row('Show a plan first').waitFor();
  };
  const bodies = () => castor().bodies();
  const configOf = (at: number) => (bodies()[at]?.agent_config ?? {}) as Record<string, unknown>;
  const shot = (name: string) => castor().workbench.screenshot(`research-${name}`);
  const status = () =>
    page()
      .locator('.statusbar-item')
      .filter({ has: page().locator('.codicon-telescope') });
  /** The machine that runs the tests shows no toasts: notifications are looked for where they are kept. */
  const told = async (words: string | RegExp) => {
    await castor().workbench.runCommand('Notifications: Show Notifications');
    await page().locator('.notification-list-item').filter({ hasText: words }).first().waitFor();
  };
  const closeToasts = () => castor().workbench.runCommand('Notifications: Clear All Notifications');
  const reports = () => globSync('**/research/*/*/report/*.md', { cwd: castor().served.data });
  const cancels = () => castor().emulator.requests.filter(({ path }) => path.endsWith('/cancel')).length;

  afterEach(async () => {
    await closeToasts();
    await castor().workbench.runCommand('View: Close All Editors');
  });

  it('shows a plan, runs it as the person edited it, goes on over a reload, and tells the end without taking the focus', async () => {
    castor().emulator.use([
      { name: 'plan', match: { planning: true }, answer: plan('1. Look.\n2. Compare.') },
      { name: 'report', match: { planning: false, agent }, answer: report },
      on('Why', { do: 'say', text: 'Because it rolls.' }),
    ]);
    await start('How round is cheese?');
    await shot('how');
    await page().keyboard.press('Enter');
    await castor().sees('The plan is ready. Change it, or let the research begin.');
    assert.deepEqual(configOf(0).collaborative_planning, true);
    assert.equal(bodies()[0]!.agent, agent);
    await shot('plan');
    await castor().click('Edit plan');
    await page()
      .getByRole('tab', { name: /How round is cheese \(plan\)\.md/ })
      .waitFor({ timeout: 30_000 });
    const editor = page().locator('.editor-instance .monaco-editor').first();
    await editor.click();
    await page().keyboard.press('Control+End');
    await page().keyboard.type('\n3. Ask the Swiss.');
    await page()
      .getByRole('button', { name: /Run Research Plan/ })
      .waitFor();
    await shot('plan-editor');
    await castor().click('Approve and run');
    await castor().sees('Searching the web');
    await castor().sees(/2 searches · 12k tokens so far · usually \$1 to \$3 in all/);
    await until('the status bar', async () => /Searching the web/.test(await status().innerText()));
    await shot('running');
    await castor().workbench.reload();
    const box = await castor().prompt();
    await box.click({ timeout: 45_000 });
    await page().keyboard.type('Why is');
    await castor().sees('Käse in Zürich', 45_000);
    await castor().idle(45_000);
    // Nothing took the focus: what is typed goes on where it was.
    await page().keyboard.type(' it round?');
    assert.equal(await box.inputValue(), 'Why is it round?');
    assert.equal(bodies().length, 2);
    const { input, previous_interaction_id: previous } = bodies()[1]!;
    assert.match(JSON.stringify(input), /1\. Look\.\\n2\. Compare\.(\\n)+3\. Ask the Swiss\./);
    assert.equal(configOf(1).collaborative_planning, false);
    assert.match(String(previous), /^v1_/);
    await told('The research on “How round is cheese?” is done.');
    await shot('told');
    await closeToasts();
    assert.equal(await status().count(), 0);
    await castor().click('Open report');
    await page()
      .getByRole('tab', { name: /Preview Käse in Zürich\.md/ })
      .waitFor();
    await until('the report is on the disk', () => reports().length > 0);
    const file = join(castor().served.data, reports().at(-1)!);
    const markdown = readFileSync(file, 'utf8');
    assert.ok(
      markdown.includes('Käse ist rund 🧀. [\\[1\\]][ref-1] 東京の人口は増えている。 [\\[2\\]][ref-2] Ende.'),
      markdown,
    );
    assert.match(markdown, /## Contents[\s\S]*## Sources[\s\S]*\[ref-2\]: <https:\/\/b\.example\/>/);
    assert.equal(readFileSync(join(file, '..', 'chart-1.png')).toString('base64'), chart);
    await until(
      'the preview shows the chart',
      async () => {
        const charts = await Promise.all(page().frames().map(chartIn));
        return charts.some((width) => width > 100);
      },
      30_000,
    );
    await shot('report');
    // A model goes on from the agent's interaction.
    await castor().asked('Why is it round?');
    await castor().sees('Because it rolls.');
    assert.equal(bodies()[2]!.model, 'gemini-3.8-flash');
    assert.match(String(bodies()[2]!.previous_interaction_id), /^v1_/);
    assert.notEqual(bodies()[2]!.previous_interaction_id, previous);
  }).timeout(180_000);

  it('changes a plan by words, and says so when it fails', async () => {
    castor().emulator.use([
      { name: 'another', match: { planning: true, previous: true }, answer: plan('A better plan.') },
      { name: 'plan', match: { planning: true }, answer: plan('A plan.') },
      {
        name: 'failed',
        match: { agent },
        answer: [
          think('Trying'),
          { do: 'status', status: 'failed', errors: [{ code: 'api_error', message: 'No more sources.' }] },
        ],
      },
    ]);
    const box = await castor().prompt();
    await box.fill('/research cheese');
    await box.press('Enter');
    await castor().sees('A plan.');
    await castor().idle();
    await castor().click('Change…');
    await write('What should be different', 'More numbers');
    await castor().sees('A better plan.');
    await castor().idle();
    await closeToasts();
    await castor().click('Approve and run');
    await (await castor().chat()).getByRole('alert').waitFor();
    await told('The research on “cheese” failed');
    await shot('failed');
    assert.deepEqual(
      bodies().map((_, at) => configOf(at).collaborative_planning),
      [true, true, false],
    );
  });

  it('runs several at once, takes all of them up after a reload, lists them, and cancels each at the service', async () => {
    // What an earlier try asked for is in the list, too.
    const [first, second] = [`first things ${++tries}`, `second things ${tries}`];
    castor().emulator.use([{ name: 'long', match: { agent }, answer: long }]);
    const ask = async (words: string) => {
      const box = await castor().prompt();
      await box.fill(`/research ${words}`);
      await box.press('Enter');
      await castor().sees('Digging');
    };
    await ask(first);
    await castor().click('New session');
    await until('an empty session', async () => (await (await castor().turns()).count()) === 0);
    await ask(second);
    await until('both', async () => /2 research runs/.test(await status().innerText()));
    // Escape in the page stops an answer, but not an hour's work; a window loaded again takes up the one that nobody looks at, too.
    await (await castor().prompt()).press('Escape');
    await castor().workbench.reload();
    await castor().sees('Digging', 45_000);
    await until('both again', async () => /2 research runs/.test(await status().innerText()), 30_000);
    assert.deepEqual([bodies().length, cancels()], [2, 0]);
    await status().click();
    await row(first).waitFor();
    await row(second).waitFor();
    await shot('list');
    assert.equal(await row('Do the research by this plan').count(), 0);
    await row(first).hover();
    await row(first).getByRole('button', { name: 'Cancel Research' }).click();
    await until('one is cancelled', () => cancels() === 1);
    await until('one is left', async () => /Thinking|Planning/.test(await status().innerText()));
    await castor().click('Cancel research');
    await castor().sees('Stopped');
    await until('both are cancelled', () => cancels() === 2);
    await castor().idle();
    await until('nothing goes on', async () => (await status().count()) === 0);
  });

  it('is taken up after a reload where nobody opens the chat', async () => {
    castor().emulator.use([{ name: 'long', match: { agent }, answer: long }]);
    const box = await castor().prompt();
    await box.fill('/research unseen things');
    await box.press('Enter');
    await castor().sees('Digging');
    await castor().workbench.runCommand('View: Hide Secondary Side Bar');
    // The editor in a browser notes what is open every five seconds, and nothing on the screen shows it.
    await page().waitForTimeout(6000);
    await castor().workbench.reload();
    await until('it goes on', async () => /Thinking|Planning/.test(await status().innerText()), 45_000);
    assert.equal(await page().getByRole('tab', { name: 'Castor' }).isVisible(), false);
    await castor().workbench.openChat();
    await castor().sees('Digging');
    await castor().click('Cancel research');
    await castor().sees('Stopped');
    assert.deepEqual([bodies().length, cancels()], [1, 1]);
  });

  it('goes on when the service was away in the middle: nothing twice, and the report in the end', async () => {
    const { emulator } = castor();
    const answer = [
      think('Before it'),
      { do: 'stall', ms: 20_000 },
      think('After it'),
      { do: 'say', text: 'The end.' },
    ];
    emulator.use([{ name: 'report', match: { agent }, answer: answer as Action[] }]);
    const box = await castor().prompt();
    await box.fill('/research outage');
    await box.press('Enter');
    await castor().sees('Before it');
    const before = emulator.requests.length;
    const back = await emulator.leave();
    // When it comes back it is not all there at once.
    emulator.use([{ name: 'starting', match: { operation: 'get' }, times: 2, answer: [{ do: 'fail', status: 503 }] }]);
    try {
      await castor().sees('Reconnecting', 40_000);
      await shot('away');
      assert.equal(emulator.requests.length, before, 'nobody was there to be asked');
    } finally {
      await back();
    }
    await castor().sees('The end.', 60_000);
    await castor().idle();
    assert.equal(bodies().length, 1, 'it was asked for once');
    const said = await (await castor().turn('outage')).innerText();
    assert.equal(said.split('The end.').length, 2, said);
    assert.equal(await (await castor().chat()).getByRole('alert').count(), 0);
    // A plan comes first, unless it was chosen away.
    await told(/“outage” is (?:done|ready)/);
    assert.equal(await page().locator('.notification-list-item').filter({ hasText: 'outage' }).count(), 1);
  }).timeout(150_000);

  it('takes what is selected along, without a plan where none is wanted, survives a lost connection, and saves the report with its charts', async () => {
    castor().emulator.use([{ name: 'report', match: { agent }, answer: cut }]);
    await openFile(castor(), 'cart.ts');
    await select(castor(), 1, 3);
    await start('Who wrote this?');
    await row('Show a plan first').click();
    await page().keyboard.press('Enter');
    await castor().sees('Mehr.');
    await castor().idle();
    const [body] = bodies();
    assert.match(JSON.stringify(body!.input), /Attached selection: .*cart\.ts lines 1-3/);
    assert.equal(configOf(0).collaborative_planning, false);
    await shot('answer');
    await castor().click('Save report…');
    const name = page().locator('.quick-input-widget input[type=text]').first();
    await until('the dialog names a file', async () => /Käse in Zürich\.md$/.test(await name.inputValue()));
    await name.press('Enter');
    await until('the file is there', () => globSync('*.md', { cwd: castor().folder }).some((one) => /Käse/.test(one)));
    await until('its text', () => castor().read('Käse in Zürich.md').includes('](K%C3%A4se%20in%20Z%C3%BCrich-1.png)'));
    assert.equal(readFileSync(join(castor().folder, 'Käse in Zürich-1.png')).toString('base64'), chart);
  });
});
