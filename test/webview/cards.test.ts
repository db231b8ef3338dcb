// Cards, chips and menus in every theme: nothing for axe to find, nothing wider than 240 px, no motion; PICTURES=DIR keeps a picture of each.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { findings } from './axe.ts';
import { cards } from './cards.ts';
import { closeAll, type Opened, type Options, open } from './page.ts';
import { facts } from './sessions.ts';
import type { Theme } from './themes.ts';

const themes: readonly Theme[] = ['dark', 'light', 'hc', 'hc-light'];

async function show(name: string, options: Options): Promise<Opened> {
  const view = await open(options);
  await view.command('ready');
  const { events, state, open: press } = cards[name]!;
  const created = { type: 'session.created', id: 's', at: 1 } as const;
  await view.send({ type: 'transcript', session: 's', events: [created, ...events], state: { ...facts, ...state } });
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  await press?.(view);
  return view;
}

async function picture(view: Opened, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await view.page.screenshot({ path: join(folder, `${name}.png`) });
}

describe('cards and menus', () => {
  after(closeAll);

  for (const name of Object.keys(cards)) {
    it(`give axe nothing to find in any theme: ${name}`, async () => {
      for (const theme of themes) {
        const view = await show(name, { theme, width: 300 });
        assert.deepEqual(await findings(view), [], theme);
        assert.equal(await view.page.evaluate(() => document.getAnimations().length), 0);
        await picture(view, `${theme}-${name}`);
        await view.close();
      }
    });

    it(`fit 240 px, and the 200 px that a zoom of 200 % leaves: ${name}`, async () => {
      for (const width of [240, 200]) {
        const view = await show(name, { width, height: 420 });
        const over = await view.page.evaluate(() =>
          [...document.querySelectorAll('button, select, input, p, li, :popover-open, dialog')]
            .filter((element) => element.checkVisibility() && !element.closest('pre, .table, .hidden'))
            .filter((element) => {
              const { left, right } = element.getBoundingClientRect();
              return left < -1 || right > innerWidth + 1;
            })
            .map(({ outerHTML }) => outerHTML.slice(0, 120)),
        );
        assert.deepEqual(over, [], `${width} px`);
        assert.ok(await view.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await view.close();
      }
    });
  }
});
