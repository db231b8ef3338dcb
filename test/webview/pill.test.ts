// The way to the end in a real Chromium, beside an approval that is taller than the page: never over the buttons that it leads to.

import assert from 'node:assert/strict';
import { closeAll, type Opened, open } from './page.ts';
import { answer, approval, facts, turn } from './sessions.ts';

describe('the way to the end', () => {
  let view: Opened;
  beforeEach(async () => {
    view = await open({ width: 270 });
    await view.command('ready');
    const [one, two] = [turn('t1', 'Why?'), turn('t2', 'Fix it')];
    const before = [
      ...one.prompt(),
      ...one.output(0),
      ...one.text(0, `${answer}\n\n`.repeat(4)),
      ...one.stop(0),
      ...one.done(),
    ];
    const asks = [
      ...two.prompt(),
      ...two.call(0, 'c1', 'apply_edit', 'Edit src/math.ts', 'edit'),
      ...two.ask('c1', approval(60)),
    ];
    await view.send({
      type: 'transcript',
      session: 's',
      events: [{ type: 'session.created', id: 's', at: 1 }, ...before, ...asks],
      state: { ...facts, busy: true },
    });
    await view.page.getByRole('group', { name: 'Approval' }).waitFor();
  });
  afterEach(() => view.close());
  after(closeAll);

  const pill = () => view.page.getByRole('button', { name: /Approval waiting|Scroll to the end/ });
  const log = () => view.page.getByRole('log', { name: 'Transcript' });
  /** As a wheel does it: the scroll event, then a frame in which the page answers. */
  const scroll = async (to: number) => {
    await log().evaluate((element, top) => {
      element.scrollTop += top;
    }, to);
    await view.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  };

  it('does not show because the side bar was made wider', async () => {
    assert.equal(await pill().count(), 0);
    for (const width of [420, 300, 600]) {
      await view.page.setViewportSize({ width, height: 700 });
      await scroll(0);
      await view.page.waitForTimeout(100);
      assert.equal(await pill().count(), 0, `${width} px`);
    }
  });

  it('does not show while the card is read, and does once it is out of sight', async () => {
    await scroll(400);
    await scroll(-200);
    assert.equal(await pill().count(), 0);
    await scroll(-100_000);
    await view.page.getByRole('button', { name: 'Approval waiting' }).click();
    await view.page.getByRole('button', { name: 'Deny', exact: true }).waitFor();
    await pill().waitFor({ state: 'detached' });
  });
});
