// Moving in the page without a mouse: from turn to turn, into folded tool calls, and back to where the focus was.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../src/shared/events.ts';
import type { HostState } from '../../src/shared/messages.ts';
import { closeAll, type Opened, open } from './page.ts';
import { answer, approval, facts, turn } from './sessions.ts';

async function start(events: readonly SessionEvent[], state: Partial<HostState> = {}): Promise<Opened> {
  const view = await open({ width: 300, height: 500 });
  await view.command('ready');
  const created = { type: 'session.created', id: 's', at: 1 } as const;
  await view.send({ type: 'transcript', session: 's', events: [created, ...events], state: { ...facts, ...state } });
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  return view;
}

const turns = ['first', 'second', 'third'].map((name) => turn(name, `Prompt ${name}`));
const told = turns.flatMap((one) => [
  ...one.prompt(),
  ...one.output(0),
  ...one.text(0, answer),
  ...one.stop(0),
  ...one.done(),
]);
const one = turn('t1', 'Look around');
const reads = [0, 1, 2, 3, 4].flatMap((i) => {
  const name = i === 4 ? 'search' : 'read_file';
  return [
    ...one.call(i, `c${i}`, name, i === 4 ? 'Search for add' : `Read src/${i}.ts`),
    ...one.result(`c${i}`, name, 'x'),
  ];
});

describe('navigation', () => {
  let view: Opened;
  afterEach(async () => {
    assert.deepEqual(view.trouble, []);
    await view.close();
  });
  after(closeAll);

  const focused = () => view.page.evaluate(() => document.activeElement?.getAttribute('aria-labelledby') ?? '');

  it('goes from turn to turn with Alt+Up and Alt+Down, each a heading in the same order', async () => {
    view = await start(told);
    const headings = view.page.getByRole('log').getByRole('heading', { level: 2 });
    assert.deepEqual(await headings.allTextContents(), ['Prompt first', 'Prompt second', 'Prompt third']);
    await view.page.getByRole('log').focus();
    const way: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown']) {
      await view.page.keyboard.press(`Alt+${key}`);
      way.push(await focused());
    }
    assert.deepEqual(way.slice(-4), ['turn-first', 'turn-second', 'turn-third', 'turn-third']);
    const { top, outline } = await view.page.evaluate(() => ({
      top: (document.activeElement as HTMLElement).getBoundingClientRect().top,
      outline: getComputedStyle(document.activeElement!).outlineStyle,
    }));
    assert.ok(top < 300 && outline !== 'none', `${top} ${outline}`);
  });

  it('folds many finished reads into one line that opens by the keyboard', async () => {
    view = await start([
      ...one.prompt(),
      ...reads,
      ...one.output(5),
      ...one.text(5, 'Seen.'),
      ...one.stop(5),
      ...one.done(),
    ]);
    const line = view.page.getByText('Read 4 files, searched once');
    assert.equal(await view.page.getByText('Read src/0.ts').count(), 0);
    await line.click();
    await view.page.getByText('Read src/0.ts').waitFor();
    assert.equal(await view.page.locator('.run-steps .call').count(), 5);
  });

  it('returns the focus to the prompt after Allow, and to nowhere when the person is elsewhere', async () => {
    const two = turn('t2', 'Fix it');
    const ask = (call: string, at: number) => [
      ...two.call(at, call, 'apply_edit', 'Edit', 'edit'),
      ...two.ask(call, approval()),
    ];
    view = await start([...two.prompt(), ...ask('c1', 0)], { busy: true });
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.focus();
    await view.page.waitForTimeout(600);
    await view.page.getByRole('button', { name: 'Allow', exact: true }).click();
    await view.send({ type: 'events', events: [{ type: 'approval.decided', call: 'c1', decision: 'allow' }] });
    await view.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await view.send({ type: 'events', events: ask('c2', 1) });
    await view.page.getByRole('log').focus();
    await view.send({ type: 'events', events: [{ type: 'approval.decided', call: 'c2', decision: 'deny' }] });
    await view.page.getByText('Denied').waitFor();
    assert.equal(await view.page.evaluate(() => document.activeElement?.getAttribute('role')), 'log');
  });

  it('recalls earlier prompts with the arrows in an empty box', async () => {
    view = await start(told);
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.focus();
    await view.page.keyboard.press('ArrowUp');
    assert.equal(await box.inputValue(), 'Prompt third');
    await view.page.keyboard.press('ArrowUp');
    assert.equal(await box.inputValue(), 'Prompt second');
    await view.page.keyboard.press('ArrowDown');
    await view.page.keyboard.press('ArrowDown');
    assert.equal(await box.inputValue(), '');
    await view.page.keyboard.type('mine');
    await view.page.keyboard.press('ArrowUp');
    assert.equal(await box.inputValue(), 'mine');
  });

  it('leaves Escape to an input method that is composing', async () => {
    view = await start(turns[0]!.prompt(), { busy: true });
    const box = view.page.getByRole('textbox', { name: 'Prompt' });
    await box.dispatchEvent('keydown', { key: 'Escape', isComposing: true });
    await box.dispatchEvent('keydown', { key: 'Escape', keyCode: 229 });
    assert.equal((await view.commands()).filter(({ type }) => type === 'stop').length, 0);
    await box.press('Escape');
    await view.command('stop');
  });

  it('gives each block the direction of its own text', async () => {
    const text = 'שלום עולם\n\nHello\n\n- مرحبا بالعالم\n- world\n\n> שלום\n\n```ts\nconst a = 1;\n```\n';
    view = await start([...one.prompt(), ...one.output(0), ...one.text(0, text), ...one.stop(0), ...one.done()]);
    const direction = (name: string) =>
      view.page
        .getByText(name, { exact: true })
        .first()
        .evaluate((element) => getComputedStyle(element).direction);
    assert.equal(await direction('שלום עולם'), 'rtl');
    assert.equal(await direction('Hello'), 'ltr');
    assert.equal(await direction('مرحبا بالعالم'), 'rtl');
    assert.equal(await direction('world'), 'ltr');
    assert.equal(await view.page.locator('.code pre').evaluate((pre) => getComputedStyle(pre).direction), 'ltr');
  });
});
