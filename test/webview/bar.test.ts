// The choices below the prompt box in a real Chromium, from 240 px up: what is chosen can be read whole, and everything keeps its order.

import assert from 'node:assert/strict';
import type { HostState } from '../../src/shared/messages.ts';
import { closeAll, type Opened, open } from './page.ts';
import { facts } from './sessions.ts';

const models: HostState['models'] = [
  { id: 'a', label: 'Gemini 3.8 Flash', thinkingLevels: ['minimal', 'low', 'medium', 'high'] },
  { id: 'b', label: 'Gemini 3.6 Flash-Lite Preview', thinkingLevels: ['minimal'] },
];

async function show(width: number, state: Partial<HostState> = {}): Promise<Opened> {
  const view = await open({ width });
  await view.command('ready');
  await view.send({
    type: 'transcript',
    session: 's',
    events: [{ type: 'session.created', id: 's', at: 1 }],
    state: { ...facts, models, model: 'a', ...state },
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
        for (const name of ['Model', 'Thinking'] as const) {
          assert.ok((await lacking(view, name)) <= 0, `${name} ${JSON.stringify(state)}`);
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
});
