// The page as a person uses it, in a real Chromium: roles and names, keyboard, approvals, stop, reload, lost messages.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../src/shared/events.ts';
import type { HostState } from '../../src/shared/messages.ts';
import { closeAll, type Opened, type Options, open } from './page.ts';
import { answer, approval, facts, turn } from './sessions.ts';

const created: SessionEvent = { type: 'session.created', id: 's', at: 1 };

async function start(
  events: readonly SessionEvent[],
  state: Partial<HostState> = {},
  options: Options = {},
): Promise<Opened> {
  const view = await open(options);
  await view.command('ready');
  await show(view, events, state);
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  return view;
}

function show(view: Opened, events: readonly SessionEvent[], state: Partial<HostState> = {}): Promise<void> {
  return view.send({ type: 'transcript', session: 's', events: [created, ...events], state: { ...facts, ...state } });
}

const one = turn('t1', 'Why does the test for add fail?');
const two = turn('t2', 'Fix it');
const done = [
  ...one.prompt(),
  ...one.thought(0, 'hm'),
  ...one.output(1),
  ...one.text(1, answer),
  ...one.stop(1),
  ...one.done(),
];
const asking = (lines = 3, more = {}) => [
  ...two.prompt(),
  ...two.call(0, 'c1', 'apply_edit', 'Edit src/math.ts', 'edit'),
  ...two.ask('c1', approval(lines, more)),
];

describe('page', () => {
  let view: Opened;
  afterEach(async () => {
    assert.deepEqual(view.trouble, []);
    assert.deepEqual(await view.page.evaluate(() => (window as unknown as { violations: string[] }).violations), []);
    await view.close();
  });
  after(closeAll);

  it('has the names that tests and screen readers rely on', async () => {
    view = await start(done);
    const { page } = view;
    for (const name of ['Send', 'New session', 'Attach', 'Copy answer', 'Copy code']) {
      assert.equal(await page.getByRole('button', { name, exact: true }).count(), 1, name);
    }
    assert.equal(await page.getByRole('button', { name: 'Stop', exact: true }).count(), 0);
    assert.equal(await page.getByRole('textbox', { name: 'Prompt', exact: true }).count(), 1);
    const log = page.getByRole('log', { name: 'Transcript', exact: true });
    assert.equal(await log.getByRole('article').count(), 1);
    assert.equal(await log.getByRole('article', { name: /Why does the test/ }).count(), 1);
    assert.equal(await page.getByText('1.8k tokens').count(), 1);
  });

  it('sends by Enter, breaks the line by Shift+Enter, and leaves a composing input method alone', async () => {
    view = await start([]);
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.click();
    assert.deepEqual(await view.command('focus'), { type: 'focus' });
    await view.page.keyboard.type('one');
    await view.page.keyboard.press('Shift+Enter');
    await view.page.keyboard.type('two');
    await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await box.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    assert.equal((await view.commands()).filter(({ type }) => type === 'send').length, 0);
    await view.page.keyboard.press('Enter');
    assert.deepEqual(await view.command('send'), { type: 'send', text: 'one\ntwo' });
    assert.equal(await box.inputValue(), '');
  });

  it('shows Stop while busy, stops by Escape, and gives the host what is sent meanwhile', async () => {
    view = await start(one.prompt(), { busy: true });
    const { page } = view;
    assert.equal(await page.getByRole('button', { name: 'Send', exact: true }).count(), 0);
    await page.getByRole('textbox', { name: 'Prompt' }).fill('more');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await view.command('stop');
    assert.deepEqual(await view.command('send'), { type: 'send', text: 'more' });
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    assert.equal((await view.commands()).filter(({ type }) => type === 'stop').length, 2);
  });

  it('asks with the whole change, arms Allow after half a second, and never gives it the focus', async () => {
    view = await start(asking(), { busy: true });
    const group = view.page.getByRole('group', { name: 'Approval', exact: true });
    const allow = group.getByRole('button', { name: 'Allow', exact: true });
    assert.equal(await allow.isDisabled(), true);
    await view.page.keyboard.press('Enter');
    await allow.click();
    assert.deepEqual(await view.command('decide'), { type: 'decide', call: 'c1', decision: 'allow' });
    const shown = (await group.textContent()) ?? '';
    assert.match(shown, /src\/math\.ts.*−\s*return a - b;.*\+\s*const line2 = 2;/);
    await group.getByRole('button', { name: 'Open diff' }).click();
    assert.deepEqual(await view.command('open_diff'), { type: 'open_diff', call: 'c1', path: 'src/math.ts' });
  });

  it('denies with words to the model, not by the Enter of an input method', async () => {
    view = await start(asking(), { busy: true });
    const group = view.page.getByRole('group', { name: 'Approval' });
    const why = group.getByRole('textbox', { name: 'Tell the model why' });
    await why.fill('use plus');
    await why.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await why.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    assert.equal((await view.commands()).filter(({ type }) => type === 'decide').length, 0);
    await why.press('Enter');
    assert.deepEqual(await view.command('decide'), { type: 'decide', call: 'c1', decision: 'deny', words: 'use plus' });
    await view.send({
      type: 'events',
      events: [{ type: 'approval.decided', call: 'c1', decision: 'deny', words: 'use plus' }],
    });
    await view.page.getByText('Denied: use plus').waitFor();
    assert.equal(await group.count(), 0);
  });

  it('lets a long change be allowed only once its end was on screen', async () => {
    view = await start(asking(60), { busy: true });
    const allow = view.page.getByRole('button', { name: 'Allow', exact: true });
    await view.page.waitForTimeout(900);
    assert.equal(await allow.isDisabled(), true);
    await view.page.getByText('const line0 = 0;').waitFor();
    // Allow itself stays in sight while one reads; the line under it is at the end.
    await view.page.getByRole('textbox', { name: 'Tell the model why' }).scrollIntoViewIfNeeded();
    await allow.click();
    assert.deepEqual(await view.command('decide'), { type: 'decide', call: 'c1', decision: 'allow' });
  });

  it('opens a very long change before it can be allowed, and offers no memory for what always asks', async () => {
    view = await start(asking(500, { always: true }), { busy: true });
    const { page } = view;
    assert.equal(await page.getByRole('button', { name: 'Allow for this session' }).count(), 0);
    await page.getByText('const line0 = 0;').waitFor();
    assert.equal(await page.getByText('const line499 = 499;').count(), 0);
    await page.getByRole('button', { name: 'Show all 503 lines' }).click();
    await page.getByText('const line499 = 499;').waitFor();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await view.command('decide');
  });

  it('does not let a double click answer two cards', async () => {
    const second: SessionEvent[] = [
      ...two.call(1, 'c2', 'apply_edit', 'Edit src/other.ts', 'edit'),
      ...two.ask('c2', approval()),
    ];
    view = await start([...asking(), ...second], { busy: true });
    const allows = view.page.getByRole('button', { name: 'Allow', exact: true });
    await view.page.waitForTimeout(700);
    await allows.first().click();
    await allows.nth(1).click({ force: true });
    const decided = (await view.commands()).filter(({ type }) => type === 'decide');
    assert.deepEqual(decided, [{ type: 'decide', call: 'c1', decision: 'allow' }]);
  });

  it('says what failed, counts down, and offers what can be done', async () => {
    const remedies = [
      { do: 'wait', until: Date.now() + 39_000 } as const,
      { do: 'retry' } as const,
      { do: 'show_log' } as const,
    ];
    const events = two.fail({ kind: 'rate_limit', text: 'Too many requests.', detail: '429', remedies });
    view = await start([...done, ...two.prompt(), ...events]);
    const alert = view.page.getByRole('alert');
    await alert.getByText('Too many requests.').waitFor();
    await alert.getByText(/You can try again in 3\d s\./).waitFor();
    await alert.getByRole('button', { name: 'Try again' }).click();
    assert.deepEqual(await view.command('retry'), { type: 'retry', turn: 't2' });
    await alert.getByRole('button', { name: 'Show log' }).click();
    await view.command('show_log');
  });

  it('goes on after a question of a guard', async () => {
    view = await start([...two.prompt(), ...two.question('The same call came three times.')]);
    await view.page.getByRole('group', { name: 'Question' }).getByRole('button', { name: 'Continue' }).click();
    assert.deepEqual(await view.command('continue'), { type: 'continue', turn: 't2' });
  });

  it('goes on with a turn that was stopped or interrupted, the newest one only', async () => {
    for (const outcome of ['stopped', 'interrupted'] as const) {
      view = await start([...two.prompt(), { type: 'turn.completed', turn: 't2', at: 3, outcome }]);
      await view.page.getByRole('button', { name: 'Continue' }).click();
      assert.deepEqual(await view.command('continue'), { type: 'continue', turn: 't2' });
    }
  });

  it('has one button for the key while there is none, and keeps what was typed', async () => {
    const noKey = two.fail({ kind: 'no_key', text: 'No key.', remedies: [{ do: 'set_key' }] });
    view = await start([...two.prompt(), ...noKey], { key: undefined });
    assert.equal(await view.page.getByRole('button', { name: 'Set API key' }).count(), 1);
    await view.page.getByRole('textbox', { name: 'Prompt' }).fill('hello');
    await view.page.keyboard.press('Enter');
    await view.command('set_key');
    assert.equal(await view.page.getByRole('textbox', { name: 'Prompt' }).inputValue(), 'hello');
  });

  it('streams text without rebuilding it, and shows the same after a reload', async () => {
    view = await start([...one.prompt(), ...one.output(0)], { busy: true });
    for (let at = 0; at < answer.length; at += 11) {
      await view.send({ type: 'events', events: one.text(0, answer.slice(at, at + 11)) });
    }
    await view.send({ type: 'events', events: [...one.stop(0), ...one.done()] });
    await view.send({ type: 'state', state: facts });
    await view.page.getByText('1.8k tokens').waitFor();
    await view.page.getByRole('button', { name: 'Ask again', disabled: false }).waitFor();
    const streamed = await view.page.getByRole('log').ariaSnapshot();
    await view.reload();
    await view.command('ready');
    await show(view, [...one.prompt(), ...one.output(0), ...one.text(0, answer), ...one.stop(0), ...one.done()]);
    await view.page.getByText('1.8k tokens').waitFor();
    assert.equal(await view.page.getByRole('log').ariaSnapshot(), streamed);
  });

  it('asks for the transcript again when a message is missing, once, and ignores what comes before it', async () => {
    view = await start(one.prompt(), { busy: true });
    await view.raw({ type: 'events', seq: 7, events: [...one.output(0), ...one.text(0, 'lost')] });
    await view.raw({ type: 'events', seq: 8, events: one.text(0, 'more') });
    await view.command('resync');
    assert.equal((await view.commands()).filter(({ type }) => type === 'resync').length, 1);
    await view.raw({ type: 'transcript', seq: 9, session: 's', events: [created, ...done], state: facts });
    await view.page.getByText('subtracts').waitFor();
    assert.equal(await view.page.getByText('lost').count(), 0);
  });

  it('drops messages outside the protocol and of other frames', async () => {
    view = await start(done);
    for (const message of [null, 'x', 42, [], {}, { type: 'nope', seq: 1 }, { type: 'events' }])
      await view.raw(message);
    await view.send({ type: 'focus_prompt' });
    await view.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    assert.equal((await view.commands()).filter(({ type }) => type === 'resync').length, 0);
  });

  it('keeps a draft: told to the host after a pause, restored on a reload, replaced only by the host itself', async () => {
    view = await start([]);
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.fill('half a thou');
    assert.deepEqual(await view.command('draft'), { type: 'draft', text: 'half a thou' });
    await box.fill('half a thought');
    await view.send({ type: 'state', state: { ...facts, draft: 'half a thou' } });
    await view.page.waitForTimeout(100);
    assert.equal(await box.inputValue(), 'half a thought');
    await view.reload();
    await view.command('ready');
    await show(view, [], { draft: 'half a thou' });
    await box.waitFor();
    assert.equal(await box.inputValue(), 'half a thought');
    assert.deepEqual(await view.command('draft'), { type: 'draft', text: 'half a thought' });
    await view.send({ type: 'state', state: { ...facts, draft: 'from a command' } });
    await view.page.waitForFunction(() => document.querySelector('textarea')?.value === 'from a command');
  });

  it('gives way to the host where what the page kept is older: words that were sent do not come back', async () => {
    view = await start([]);
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    // In one go: a moment later the host has been told.
    const untold = await box.evaluate((element) => {
      (element as HTMLTextAreaElement).value = 'half a thought';
      element.dispatchEvent(new Event('input', { bubbles: true }));
      return sessionStorage.getItem('state') ?? '';
    });
    assert.match(untold, /half a thought/);
    await view.command('draft');
    const told = await view.page.evaluate(() => sessionStorage.getItem('state') ?? '');
    // The editor notes what a page keeps now and then only: a window that ended at once brings back what it had noted before.
    for (const [kept, draft] of [
      [told, ''],
      [untold, 'another thought'],
    ] as const) {
      await view.page.evaluate((state) => sessionStorage.setItem('state', state), kept);
      await view.reload();
      await view.command('ready');
      await show(view, [], { draft });
      await box.waitFor();
      assert.equal(await box.inputValue(), draft);
    }
  });

  it('opens links and files through the host, by mouse and by keyboard', async () => {
    view = await start([
      ...one.prompt(),
      ...one.output(0),
      ...one.text(0, '[w](https://a.test/x) and [f](src/a.ts#L12)'),
      ...one.stop(0),
      ...one.done(),
    ]);
    await view.page.getByRole('link', { name: 'w' }).click();
    assert.deepEqual(await view.command('open_link'), { type: 'open_link', url: 'https://a.test/x' });
    await view.page.getByRole('link', { name: 'f' }).focus();
    await view.page.keyboard.press('Enter');
    assert.deepEqual(await view.command('open_file'), { type: 'open_file', path: 'src/a.ts', line: 12 });
  });

  it('chooses model and thinking level, attaches, removes, begins anew', async () => {
    view = await start([], { attachments: [{ id: 'a1', kind: 'file', label: 'math.ts' }] });
    const { page } = view;
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('combobox', { name: 'Thinking' }).selectOption('high');
    await page.keyboard.press('Escape');
    assert.deepEqual(await view.command('choose_thinking'), { type: 'choose_thinking', level: 'high' });
    await page.getByRole('combobox', { name: 'Model' }).selectOption('gemini-4-flash');
    assert.deepEqual(await view.command('choose_model'), { type: 'choose_model', model: 'gemini-4-flash' });
    await page.getByRole('button', { name: 'Remove math.ts' }).click();
    assert.deepEqual(await view.command('detach'), { type: 'detach', id: 'a1' });
    await page.getByRole('button', { name: 'Attach' }).click();
    await page.getByRole('button', { name: 'New session' }).click();
    await view.command('new_session');
  });

  it('follows the end only while the reader is there', async () => {
    const text = 'line of text that is long enough\n\n'.repeat(80);
    view = await start([...one.prompt(), ...one.output(0), ...one.text(0, text)], { busy: true });
    const log = view.page.getByRole('log');
    const left = () =>
      log.evaluate((element) => Math.round(element.scrollHeight - element.clientHeight - element.scrollTop));
    await view.page.waitForTimeout(200);
    assert.ok((await left()) < 5);
    await view.send({ type: 'events', events: one.text(0, text) });
    await view.page.waitForTimeout(200);
    assert.ok((await left()) < 5);
    await log.hover();
    await view.page.mouse.wheel(0, -900);
    await view.page.getByRole('button', { name: 'Scroll to the end' }).waitFor();
    const top = await log.evaluate((element) => element.scrollTop);
    await view.send({ type: 'events', events: one.text(0, text) });
    await view.page.getByRole('button', { name: 'New output' }).click();
    assert.ok((await left()) < 5);
    assert.ok((await log.evaluate((element) => element.scrollTop)) > top);
  });

  it('speaks the language of the host', async () => {
    view = await start([], {}, { strings: { send: 'Senden', newSession: 'Neue Sitzung' } });
    assert.equal(await view.page.getByRole('button', { name: 'Neue Sitzung' }).count(), 1);
  });
});
