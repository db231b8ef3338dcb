// The choices below the prompt box in a real Chromium, from 240 px up: what is chosen can be read whole, and everything keeps its order.

import assert from 'node:assert/strict';
import type { HostState } from '../../src/shared/messages.ts';
import type { SessionOptions } from '../../src/shared/options.ts';
import { closeAll, type Opened, open } from './page.ts';
import { facts } from './sessions.ts';

const models: HostState['models'] = [
  { id: 'a', label: 'Gemini 3.8 Flash', thinkingLevels: ['minimal', 'low', 'medium', 'high'] },
  { id: 'b', label: 'Gemini 3.6 Flash-Lite Preview', thinkingLevels: ['minimal'] },
];

const tools: HostState['tools'] = [{ name: 'google_search', label: 'Google Search', detail: 'Searches go to Google.' }];

async function show(width: number, state: Partial<HostState> = {}, options: SessionOptions = {}): Promise<Opened> {
  const view = await open({ width });
  await view.command('ready');
  await view.send({
    type: 'transcript',
    session: 's',
    events: [
      { type: 'session.created', id: 's', at: 1 },
      { type: 'options.changed', options },
    ],
    state: { ...facts, models, model: 'a', tools, ...state },
  });
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  return view;
}

/** Pixels that a select lacks to show what is chosen in it. */
async function lacking({ page }: Opened, name: string): Promise<number> {
  return page.getByRole('combobox', { name, exact: true }).evaluate((select) => {
    const free = select.cloneNode(true) as HTMLSelectElement;
    free.value = (select as HTMLSelectElement).value;
    Object.assign(free.style, { position: 'absolute', maxWidth: 'none', width: 'max-content' });
    select.parentElement!.append(free);
    const wanted = free.getBoundingClientRect().width;
    free.remove();
    return Math.round(wanted - select.getBoundingClientRect().width);
  });
}

describe('the choices below the prompt box', () => {
  after(closeAll);

  for (const width of [240, 270, 300, 400, 900]) {
    it(`can be read whole at ${width} px`, async () => {
      for (const state of [
        { model: 'a' },
        { model: 'a', thinkingLevel: 'medium', busy: true, draft: 'x' },
        { model: 'b' },
      ]) {
        const view = await show(width, state);
        for (const name of ['Model', 'Changes of files', 'Thinking'] as const) {
          const behind = !(await view.page.getByRole('combobox', { name, exact: true }).isVisible());
          if (behind) await view.page.getByRole('button', { name: 'Options' }).click();
          assert.ok((await lacking(view, name)) <= 0, `${name} ${JSON.stringify(state)}`);
          if (behind) await view.page.keyboard.press('Escape');
        }
        const { scroll, inner } = await view.page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          inner: window.innerWidth,
        }));
        assert.ok(scroll <= inner, `${scroll} of ${inner}`);
        await view.close();
      }
    });
  }

  it('keep Send at the end of its line', async () => {
    for (const width of [240, 300, 400]) {
      const view = await show(width);
      const send = (await view.page.getByRole('button', { name: 'Send' }).boundingBox())!;
      const box = (await view.page.getByRole('region', { name: 'Next prompt' }).boundingBox())!;
      assert.ok(box.x + box.width - (send.x + send.width) < 16, `${width} px`);
      await view.close();
    }
  });

  for (const width of [300, 420, 560, 900]) {
    it(`take one row at ${width} px, also while a turn runs and something is typed`, async () => {
      for (const state of [{}, { busy: true, draft: 'x' }, { thinkingLevel: 'medium' }]) {
        const view = await show(width, state, { mode: 'plan' });
        const bar = (await view.page.locator('.composer-bar').boundingBox())!;
        assert.ok(bar.height < 30, `${JSON.stringify(state)}: ${bar.height} px`);
        await view.close();
      }
    });
  }

  it('are each there once: in the bar where it is wide enough, else behind Options', async () => {
    for (const [width, inBar] of [
      [300, ['Model']],
      [430, ['Changes of files', 'Model']],
      [900, ['Changes of files', 'Model', 'Thinking']],
    ] as const) {
      const { page, close } = await show(width);
      const names = () =>
        page
          .getByRole('combobox')
          .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')).filter((name) => name !== 'Prompt'));
      assert.deepEqual(await names(), inBar, `${width} px`);
      await page.getByRole('button', { name: 'Options' }).click();
      await page.getByRole('dialog', { name: 'Options' }).waitFor();
      assert.deepEqual((await names()).sort(), ['Changes of files', 'Model', 'Service tier', 'Thinking']);
      await close();
    }
  });

  it('behind Options are reached, changed and left by keys alone, and Escape stops no turn', async () => {
    const view = await show(300, { busy: true });
    const { page } = view;
    const button = page.getByRole('button', { name: 'Options' });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Options' });
    await dialog.waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Changes of files');
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await view.command('set_options'), { type: 'set_options', options: { mode: 'review' } });
    for (const name of ['Thinking', 'Service tier']) {
      await page.keyboard.press('Tab');
      assert.equal(await focused(), name);
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    assert.deepEqual(await view.command('set_options'), { type: 'set_options', options: { background: true } });
    const box = (await dialog.boundingBox())!;
    assert.ok(box.x >= 0 && box.x + box.width <= 300 && box.y >= 0, JSON.stringify(box));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await focused(), 'Options');
    await page.getByRole('button', { name: 'Options', expanded: false }).waitFor();
    assert.ok((await view.commands()).every(({ type }) => type !== 'stop'));
    await view.close();
  });

  it('say what is not as it is by default in chips, which take it back', async () => {
    const options = { mode: 'plan', private: true, tier: 'flex', tools: ['google_search'] } as const;
    const view = await show(300, { thinkingLevel: 'high' }, options);
    const chips = view.page.getByRole('list', { name: 'On for this session' });
    assert.deepEqual(await chips.getByRole('listitem').allInnerTexts(), [
      'Plan first',
      'Thinking: high',
      'Flex: cheaper, may wait',
      'Private',
      'Google Search',
    ]);
    await chips.getByRole('button', { name: 'Switch off Private' }).click();
    assert.deepEqual(await view.command('set_options'), { type: 'set_options', options: { private: false } });
    await chips.getByRole('button', { name: 'Switch off Plan first' }).click();
    assert.deepEqual(await view.command('set_options'), { type: 'set_options', options: { mode: 'ask' } });
    await chips.getByRole('button', { name: 'Switch off Thinking: high' }).click();
    assert.deepEqual(await view.command('choose_thinking'), { type: 'choose_thinking' });
    await view.close();
    const wide = await show(900, { thinkingLevel: 'high' }, { mode: 'plan' });
    assert.equal(await wide.page.getByRole('list', { name: 'On for this session' }).isVisible(), false);
    await wide.close();
  });
});
