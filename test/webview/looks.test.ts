// Each state of the page in each theme and width: no finding of axe, no sideways scrolling, focus to be seen.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../src/shared/events.ts';
import type { HostState } from '../../src/shared/messages.ts';
import { findings } from './axe.ts';
import { closeAll, type Opened, type Options, open } from './page.ts';
import { answer, approval, facts, turn } from './sessions.ts';
import type { Theme } from './themes.ts';

const themes: readonly Theme[] = ['dark', 'light', 'hc', 'hc-light'];

const one = turn('t1', 'Why does the test fail?');
const two = turn('t2', 'Fix it');
const done = [
  ...one.prompt(),
  ...one.thought(0, 'Looking'),
  ...one.call(1, 'c0', 'read_file', 'Read src/a/rather/long/path/to/a/file/math.ts'),
  ...one.result('c0', 'read_file', 'text', '24 lines'),
  ...one.output(2),
  ...one.text(2, `${answer}\n\n${'longword'.repeat(40)}\n\n\`${'code'.repeat(60)}\`\n\n- [x] done\n`),
  ...one.stop(2),
  ...one.done(),
];
const remedies = [
  { do: 'wait', until: Date.now() + 39_000 } as const,
  { do: 'retry' } as const,
  { do: 'other_model' } as const,
];

const states: Readonly<Record<string, readonly [readonly SessionEvent[], Partial<HostState>]>> = {
  empty: [[], {}],
  'no key': [[], { key: undefined }],
  untrusted: [[], { trusted: false, server: 'http://127.0.0.1:9000/with/a/long/path' }],
  answered: [done, { attachments: [{ id: 'a', kind: 'file', label: 'a-rather-long-file-name-of-a-test.ts:10-40' }] }],
  approval: [
    [
      ...done,
      ...two.prompt(),
      ...two.call(0, 'c1', 'apply_edit', 'Edit src/math.ts', 'edit'),
      ...two.ask('c1', approval(4, { reason: 'protected' })),
    ],
    { busy: true },
  ],
  failure: [
    [...done, ...two.prompt(), ...two.fail({ kind: 'rate_limit', text: 'Too many.', detail: '429', remedies })],
    {},
  ],
};

async function show(name: string, options: Options): Promise<Opened> {
  const view = await open(options);
  await view.command('ready');
  const [events, state] = states[name]!;
  await view.send({
    type: 'transcript',
    session: 's',
    events: [{ type: 'session.created', id: 's', at: 1 }, ...events],
    state: { ...facts, ...state },
  });
  await view.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  await view.page.waitForTimeout(600);
  return view;
}

describe('looks', () => {
  after(closeAll);

  for (const name of Object.keys(states)) {
    it(`gives axe nothing to find in any theme: ${name}`, async () => {
      for (const theme of themes) {
        const view = await show(name, { theme });
        for (const summary of await view.page.locator('summary').all()) await summary.click();
        assert.deepEqual(await findings(view), [], theme);
        await view.close();
      }
    });

    it(`fits 240, 300 and 1000 px: ${name}`, async () => {
      for (const width of [240, 300, 1000]) {
        const view = await show(name, { width });
        const wide = await view.page.evaluate(() => {
          const log = document.querySelector('[role=log]')!;
          const over = [...document.querySelectorAll('button, select, textarea, input, p, fieldset, .diff')]
            .filter(
              (element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('pre, .table'),
            )
            .map(({ outerHTML }) => outerHTML.slice(0, 120));
          return {
            page: document.documentElement.scrollWidth - innerWidth,
            log: log.scrollWidth - log.clientWidth,
            over,
          };
        });
        assert.deepEqual(wide, { page: 0, log: 0, over: [] }, `${width} px`);
        await view.close();
      }
    });
  }

  it('reaches every control by Tab, in order, with the focus to be seen', async () => {
    const view = await show('approval', {});
    const reached: string[] = [];
    await view.page.getByRole('button', { name: 'New session' }).focus();
    for (let i = 0; i < 30; i++) {
      await view.page.keyboard.press('Tab');
      const at = await view.page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        if (element === document.body) return undefined;
        const outlined = getComputedStyle(element).outlineStyle !== 'none' || element.closest('.composer') !== null;
        return { name: element.getAttribute('aria-label') ?? element.textContent?.trim(), outlined };
      });
      if (!at) break;
      assert.ok(at.outlined, `no focus ring: ${at.name}`);
      reached.push(at.name ?? '');
    }
    const wanted = [
      'Open diff',
      'Allow',
      'Allow for this session',
      'Deny',
      'Tell the model why',
      'Prompt',
      'Attach',
      'Options',
      'Model',
      'Stop',
    ];
    assert.deepEqual(reached.filter((name) => wanted.includes(name)).slice(0, wanted.length), wanted);
    await view.close();
  });

  it('colours finished code without adding an element', async () => {
    const view = await show('answered', {});
    await view.page.waitForFunction(() => CSS.highlights.has('castor-keyword'));
    const { keywords, inside } = await view.page.evaluate(() => ({
      keywords: [...CSS.highlights.get('castor-keyword')!].map((range) => {
        const live = document.createRange();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        return live.toString();
      }),
      inside: document.querySelectorAll('pre code .lines *').length,
    }));
    assert.deepEqual(keywords.sort(), ['export', 'function', 'return']);
    assert.equal(inside, 0);
    await view.close();
  });
});
