// The tree of turns in the page: alternatives by keyboard, an edited prompt, two answers side by side and stacked, and what is said before sending.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../src/shared/events.ts';
import type { HostState } from '../../src/shared/messages.ts';
import { emptyMeter } from '../../src/shared/meter.ts';
import { closeAll, type Opened, open } from './page.ts';
import { facts, turn } from './sessions.ts';

const [one, two, three] = ['t1', 't2', 't3'].map((id) => turn(id, `Prompt ${id}`)) as [
  ReturnType<typeof turn>,
  ReturnType<typeof turn>,
  ReturnType<typeof turn>,
];
const whole = (which: typeof one, text: string, parent?: string): SessionEvent[] => [
  ...which
    .prompt()
    .map((event) => (event.type === 'prompt.sent' && parent !== undefined ? { ...event, parent } : event)),
  ...which.output(0),
  ...which.text(0, text),
  ...which.stop(0),
  ...which.done(),
];
/** t1, then t3 in place of t2. */
const tree = [...whole(one, 'First.'), ...whole(two, 'Second.'), ...whole(three, 'Third.', 't1')];

describe('branches in the page', () => {
  let view: Opened;
  afterEach(async () => {
    assert.deepEqual(view.trouble, []);
    await view.close();
  });
  after(closeAll);

  async function start(width: number, state: Partial<HostState> = {}): Promise<void> {
    view = await open({ width, height: 700 });
    await view.command('ready');
    const created = { type: 'session.created', id: 's', at: 1 } as const;
    await view.send({ type: 'transcript', session: 's', events: [created, ...tree], state: { ...facts, ...state } });
    await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  }

  it('asks for the other answer, around the ends', async () => {
    await start(300);
    const bar = view.page.getByRole('group', { name: 'Answer 2 of 2' });
    await bar.getByRole('button', { name: 'Next answer' }).focus();
    await view.page.keyboard.press('Enter');
    assert.deepEqual(await view.command('choose_branch'), { type: 'choose_branch', turn: 't2' });
  });

  it('edits a prompt by keyboard alone; Escape leaves everything as it was', async () => {
    await start(300);
    const edit = view.page.getByRole('article').last().getByRole('button', { name: 'Edit prompt' });
    await edit.focus();
    await view.page.keyboard.press('Enter');
    const box = view.page.getByRole('textbox', { name: 'Edit prompt' });
    await box.waitFor();
    await view.page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await edit.press('Enter');
    await box.fill('Prompt in other words');
    await box.press('Enter');
    assert.deepEqual(await view.command('edit_prompt'), {
      type: 'edit_prompt',
      turn: 't3',
      text: 'Prompt in other words',
    });
  });

  for (const [width, how] of [
    [300, 'one below the other'],
    [900, 'side by side'],
  ] as const) {
    it(`compares two answers ${how} at ${width} px, and takes the other one`, async () => {
      await start(width);
      await view.page.getByRole('button', { name: 'Compare' }).click();
      const dialog = view.page.getByRole('dialog', { name: 'Compare answers' });
      const [left, right] = await Promise.all(
        ['First answer', 'Second answer'].map((name) => dialog.getByRole('region', { name }).boundingBox()),
      );
      assert.equal(left!.y === right!.y, width === 900);
      assert.equal(left!.x === right!.x, width === 300);
      assert.ok(left!.x + left!.width <= width && right!.x + right!.width <= width);
      await dialog.getByRole('button', { name: 'Use this answer' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.deepEqual(await view.command('choose_branch'), { type: 'choose_branch', turn: 't2' });
    });
  }

  it('says why the model cannot go on before anything is sent', async () => {
    await start(300, { mixing: 'This model takes no pictures.' });
    await view.page.getByRole('status').filter({ hasText: 'This model takes no pictures.' }).waitFor();
  });

  it('opens what belongs to the button, also for turns that come while the page is there', async () => {
    await start(300);
    const later = turn('t4', 'Prompt t4');
    await view.send({ type: 'events', events: whole(later, 'Fourth.') });
    const last = view.page.getByRole('article', { name: 'Prompt t4' });
    const meter = { session: { ...emptyMeter, total: 10 }, context: { tokens: 10 } };
    await view.send({ type: 'state', state: { ...facts, meter } });
    await last.getByRole('button', { name: 'More actions' }).click();
    await view.page.getByRole('menuitem', { name: 'What was sent' }).click();
    assert.deepEqual(await view.command('what_was_sent'), { type: 'what_was_sent', interaction: 't4' });
    await view.page.getByRole('button', { name: 'Options' }).click();
    await view.page.getByRole('dialog', { name: 'Options' }).waitFor();
    const ids = await view.page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length, ids.join(' '));
  });

  it('keeps the rarer actions of a turn in a menu, for arrow keys and with one line at the end of a turn at 300 px', async () => {
    await start(300);
    const { page } = view;
    const first = page.getByRole('article').first();
    const foot = (await first.locator('footer').boundingBox())!;
    assert.ok(foot.height < 30, `${foot.height} px`);
    const more = first.getByRole('button', { name: 'More actions' });
    await more.focus();
    await page.keyboard.press('Enter');
    const menu = page.getByRole('menu', { name: 'More actions' });
    await menu.waitFor();
    assert.deepEqual(await menu.getByRole('menuitem').allInnerTexts(), [
      'Ask another model',
      'Fork from here',
      'Read aloud',
      'What was sent',
    ]);
    const box = (await menu.boundingBox())!;
    assert.ok(box.x >= 0 && box.x + box.width <= 300, JSON.stringify(box));
    await page.waitForFunction(() => document.activeElement?.textContent === 'Ask another model');
    for (const [key, name] of [
      ['ArrowUp', 'What was sent'],
      ['ArrowDown', 'Ask another model'],
      ['End', 'What was sent'],
      ['Home', 'Ask another model'],
      ['ArrowDown', 'Fork from here'],
    ] as const) {
      await page.keyboard.press(key);
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), name, key);
    }
    await page.keyboard.press('Enter');
    assert.deepEqual(await view.command('fork_here'), { type: 'fork_here', turn: 't1' });
    await menu.waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'More actions');
    await page.keyboard.press('Enter');
    await menu.waitFor();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    const last = page.getByRole('article').last();
    await last.getByRole('button', { name: 'More actions' }).click();
    assert.equal(await menu.getByRole('menuitem', { name: 'Fork from here' }).count(), 0);
  });
});
