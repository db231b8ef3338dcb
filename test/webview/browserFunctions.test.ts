// Every function that the API may call in a browser, carried out in a real one: what it did to the page, and the multimodal result that it is answered with.

import assert from 'node:assert/strict';
import type { Tool } from '../../src/agent/calls/tool.ts';
import { type Driven, driven } from '../../src/browser/browser.ts';
import { chromiumPath } from '../support/browser.ts';
import { memoryWorkspace } from '../support/memoryWorkspace.ts';
import { type Site, startSite } from '../support/site.ts';
import { toolContext } from '../support/toolContext.ts';

type Args = Readonly<Record<string, unknown>>;
type Part = { readonly type: string; readonly text?: string; readonly mime_type?: string; readonly data?: string };

type Shown = { readonly url: string; readonly title: string; readonly notes?: readonly string[] };

/** In thousandths of 1280 × 800. */
const middle = { x: 500, y: 400 };
const box = { x: 109, y: 175 };

/** The page it is made on, its arguments, and what the page's title says of it then. */
const made: Readonly<Record<string, readonly [page: string, args: Args, title: string | RegExp]>> = {
  click: ['/dialog', { x: 188, y: 163 }, ''],
  double_click: ['/list', middle, 'double'],
  triple_click: ['/list', middle, 'triple'],
  middle_click: ['/list', middle, 'middle'],
  right_click: ['/list', middle, 'right'],
  mouse_down: ['/drag', box, 'Drag'],
  mouse_up: ['', { x: 500, y: 500 }, 'at 600px 360px'],
  move: ['/drag', middle, 'Drag'],
  type: ['/list', { text: 'k' }, 'k'],
  drag_and_drop: ['/drag', { start_x: 109, start_y: 175, end_x: 500, end_y: 500 }, 'at 600px 360px'],
  wait: ['/', { seconds: 0 }, 'Garden shop'],
  press_key: ['/list', { key: 'Escape' }, 'Escape'],
  key_down: ['/list', { key: 'Shift' }, 'Shift'],
  key_up: ['', { key: 'Shift' }, 'Shift'],
  hotkey: ['/list', { keys: ['Control', 'K'] }, 'Ctrl+k'],
  take_screenshot: ['/', {}, 'Garden shop'],
  scroll: ['/list', { ...middle, direction: 'down', magnitude_in_pixels: 300 }, /^List/],
  go_back: ['/list', {}, 'Garden shop'],
  navigate: ['/', {}, 'Order form'],
  go_forward: ['', {}, 'Order form'],
  search: ['/', {}, ''],
  open_web_browser: ['/', {}, 'Garden shop'],
  wait_5_seconds: ['/', {}, 'Garden shop'],
  click_at: ['/list', middle, 'List'],
  hover_at: ['/list', middle, 'List'],
  type_text_at: ['/form', { x: 188, y: 150, text: 'nobody' }, 'Order form'],
  key_combination: ['/list', { keys: 'Control+K' }, 'Ctrl+k'],
  scroll_document: ['/list', { direction: 'down' }, /^List/],
  scroll_at: ['/list', { ...middle, direction: 'down' }, /^List/],
};

describe('functions of the API in a browser', () => {
  let site: Site;
  let all: Driven;
  before(async () => {
    site = await startSite();
    all = driven({
      settings: () => ({
        path: chromiumPath(),
        window: 'hidden',
        sandbox: process.getuid?.() !== 0,
        env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
      }),
      excluded: () => new Set(),
      changed() {},
    });
  });
  after(async () => {
    all.browser.close(true);
    await site.close();
  });

  const context = toolContext(memoryWorkspace({}), { media: true });
  const tool = (name: string): Tool => all.tools.find((one) => one.name === name)!;
  async function call(name: string, args: Args): Promise<Shown> {
    const parsed = tool(name).parse(args);
    assert.ok('args' in parsed, `${name}: ${'error' in parsed && parsed.error}`);
    const { content } = await tool(name).run!(parsed.args, context);
    const [text, picture] = content as readonly Part[];
    assert.equal(picture?.mime_type, 'image/png', name);
    assert.equal(Buffer.from(picture!.data!, 'base64').toString('latin1', 1, 4), 'PNG');
    return JSON.parse(text!.text!);
  }

  it('are all there, each tried below', () => {
    assert.deepEqual(all.tools.map(({ name }) => name).toSorted(), Object.keys(made).toSorted());
  });

  for (const [name, [page, args, title]] of Object.entries(made)) {
    it(`carries out ${name} and answers it with a picture and the address`, async () => {
      if (page) {
        await call('navigate', { url: `${site.url}/` });
        await call('navigate', { url: `${site.url}${page}` });
      }
      if (name === 'go_forward') await call('go_back', {});
      const given = name === 'navigate' ? { url: `${site.url}/form` } : args;
      let said = await call(name, { ...given, intent: 'Because.' });
      if (name === 'search') {
        // Nobody allowed that host: the browser went there, and no further than its door.
        assert.match(String(said.notes), /www\.google\.com was not reached/);
        return;
      }
      assert.ok(said.url.startsWith(site.url), said.url);
      // A page says that it was scrolled a frame later.
      if (name.startsWith('scroll')) said = await call('wait', { seconds: 1 });
      if (name.startsWith('scroll')) assert.match(said.title, /^List \d+$/);
      if (name === 'click') {
        await call('press_key', { key: 'Enter' });
        said = await call('take_screenshot', {});
        assert.equal(said.title, 'deleted');
        return;
      }
      if (typeof title === 'string') assert.equal(said.title, title);
      else assert.match(said.title, title);
    });
  }
});
