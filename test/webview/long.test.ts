// A session of 200 turns in a real Chromium: the newest are built, earlier ones are fetched as the reader comes to them, what is far is let go.

import assert from 'node:assert/strict';
import { foldAll } from '../../src/shared/fold.ts';
import { allTurns } from '../../src/shared/transcript.ts';
import { shownPart } from '../../src/vscode/view/shownPart.ts';
import { closeAll, type Opened, open } from './page.ts';
import { answer, facts, turn } from './sessions.ts';

const count = 200;
const session = foldAll([
  { type: 'session.created', id: 's', at: 1 },
  ...Array.from({ length: count }, (_, i) => turn(`n${i}`, `prompt ${i}.`)).flatMap((each) => [
    ...each.prompt(),
    ...each.output(0),
    ...each.text(0, answer),
    ...each.stop(0),
    ...each.done(),
  ]),
]);

describe('a long session', () => {
  let view: Opened;
  const part = shownPart(() => session);
  let answered = 0;

  beforeEach(async () => {
    view = await open({ width: 300, height: 500 });
    answered = 0;
    await view.command('ready');
    await whole();
    await articles().last().getByText('subtracts').waitFor();
  });
  afterEach(async () => {
    assert.deepEqual(view.trouble, []);
    await view.close();
  });
  after(closeAll);

  const articles = () => view.page.getByRole('article');
  const whole = () => view.send({ type: 'transcript', ...part.transcript(false), state: facts });
  /** What the host does with each wish for earlier turns. */
  async function answerAll(): Promise<void> {
    const wishes = (await view.commands()).filter(({ type }) => type === 'earlier' || type === 'resync');
    for (const wish of wishes.slice(answered)) {
      answered++;
      if (wish.type === 'resync') await whole();
      else if (wish.type === 'earlier') {
        const page = part.before(wish.turn);
        if (page) await view.send({ type: 'earlier', turn: wish.turn, ...page });
      }
    }
  }
  /** Goes on until it is so, with a host that answers. */
  async function until(what: string, so: () => Promise<boolean>, act = async () => {}): Promise<void> {
    for (const end = Date.now() + 20_000; !(await so()); ) {
      assert.ok(Date.now() < end, `${what} did not come about`);
      await act();
      await answerAll();
      await view.page.waitForTimeout(50);
    }
  }
  const toTop = () =>
    view.page.getByRole('log').evaluate((log) => {
      log.scrollTop = 0;
    });
  const first = () => articles().first().getByRole('heading').first().textContent();
  const built = () =>
    view.page.evaluate(
      () => [...document.querySelectorAll('article')].filter((turn) => turn.children.length > 1).length,
    );

  it('is opened with the newest turns only', async () => {
    assert.ok((await articles().count()) <= 40);
    assert.match((await articles().last().getByRole('heading').first().textContent()) ?? '', /^prompt 199/);
  });

  it('shows earlier turns to a reader who comes near its top, and what is being read stays where it is', async () => {
    const log = view.page.getByRole('log');
    const reading = view.page.getByRole('article', { name: 'prompt 190.' });
    await until('the oldest of the first turns', async () => (await reading.count()) === 1);
    await view.page.waitForTimeout(400);
    const before = await first();
    await log.hover();
    await reading.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    const top = () => reading.evaluate((element) => Math.round(element.getBoundingClientRect().top));
    const was = await top();
    await until('an earlier turn', async () => (await first()) !== before);
    await view.page.waitForTimeout(100);
    const now = await top();
    assert.ok(Math.abs(now - was) <= 2, `${was} ${now}`);
  });

  it('is read back to its first prompt by scrolling, and builds no more than what is near the screen', async () => {
    await until('the first prompt', async () => (await first()) === 'prompt 0.', toTop);
    assert.equal(await articles().count(), count);
    assert.equal(await view.page.getByRole('button', { name: 'Show earlier turns' }).count(), 0);
    assert.deepEqual((await articles().getByRole('heading', { level: 2 }).allTextContents()).slice(0, 3), [
      'prompt 0.',
      'prompt 1.',
      'prompt 2.',
    ]);
    await until('few built turns', async () => (await built()) < 60);
    await toTop();
    await articles().first().getByText('subtracts').waitFor();
    // One in the middle is there again once it is looked at.
    const middle = view.page.getByRole('article', { name: 'prompt 100.' });
    await middle.evaluate((element) => element.scrollIntoView());
    await middle.getByText('subtracts').waitFor();
    assert.ok(await view.page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight));
  });

  it('gives back what was read once the reader is at the end again', async () => {
    await until('the first prompt', async () => (await first()) === 'prompt 0.', toTop);
    await view.page.getByRole('button', { name: 'Scroll to the end' }).click();
    await until('the newest turns alone', async () => (await articles().count()) <= 40);
    const left = () =>
      view.page.getByRole('log').evaluate((log) => Math.round(log.scrollHeight - log.clientHeight - log.scrollTop));
    await until('the end', async () => (await left()) < 30);
    assert.equal(allTurns(session).length, count);
  });

  it('is read back with the button alone', async () => {
    const button = view.page.getByRole('button', { name: 'Show earlier turns' });
    const before = await articles().count();
    await button.focus();
    await view.page.keyboard.press('Enter');
    await until('more turns', async () => (await articles().count()) > before);
  });
});
