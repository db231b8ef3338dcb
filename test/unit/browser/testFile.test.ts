// Steps in a browser as a test: what was pointed at is named as a person would name it, and no page's words break out of their quotes.

import assert from 'node:assert/strict';
import { fileNameOf, testOf } from '../../../src/browser/testFile.ts';
import type { Said } from '../../../src/shared/browserCalls.ts';
import type { Call, Turn } from '../../../src/shared/transcript.ts';

const call = (name: string, args: object, said: Said | undefined): Call => ({
  call: { type: 'function_call', id: name, name, arguments: args as Record<string, unknown> },
  title: name,
  effect: 'web',
  state: 'completed',
  result: {
    type: 'function_result',
    call_id: name,
    name,
    result: said ? [{ type: 'text', text: JSON.stringify(said) }] : 'refused',
    ...(said ? {} : { is_error: true }),
  },
});

const turn = (...calls: Call[]) => ({ interactions: [{ calls }] }) as unknown as Turn;
const at = { url: 'http://localhost:3000/form', title: 'Order form' };

describe('a test of what was done in the browser', () => {
  it('makes the same steps again', () => {
    const test = testOf(
      turn(
        call('navigate', { url: 'localhost:3000/form' }, at),
        call('click', { x: 1, y: 2 }, { ...at, element: { role: 'textbox', name: 'Mail', css: '#mail' } }),
        call('type', { text: 'anna@example.com', press_enter: true }, at),
        call('click', { x: 1, y: 2 }, undefined),
        call('double_click', { x: 1, y: 2 }, { ...at, element: { css: '#row', frames: ['iframe[name="inner"]'] } }),
        call('right_click', { x: 500, y: 500 }, at),
        call('hotkey', { keys: ['Control', 'S'] }, at),
        call('scroll', { x: 500, y: 500, direction: 'down' }, at),
        call('drag_and_drop', { start_x: 100, start_y: 100, end_x: 500, end_y: 500 }, at),
        call('take_screenshot', {}, at),
        call('search', {}, { url: 'https://www.google.com/' }),
      ),
      "the form's test",
    );
    assert.equal(
      test,
      `import { expect, test } from '@playwright/test';

test.use({ viewport: { width: 1280, height: 800 } });

test('the form\\'s test', async ({ page }) => {
  await page.goto('http://localhost:3000/form');
  await page.getByRole('textbox', { name: 'Mail' }).click();
  await page.keyboard.type('anna@example.com');
  await page.keyboard.press('Enter');
  await page.frameLocator('iframe[name="inner"]').locator('#row').dblclick();
  await page.mouse.click(640, 400, { button: 'right' });
  await page.keyboard.press('Control+S');
  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, 300);
  await page.mouse.move(128, 80);
  await page.mouse.down();
  await page.mouse.move(640, 400, { steps: 12 });
  await page.mouse.up();
  await page.goto('https://www.google.com/');
  await expect(page).toHaveURL('https://www.google.com/');
});
`,
    );
  });

  it('keeps a hostile name inside its quotes', () => {
    const name = "'});process.exit();//\n\\'`{1}\u2028";
    const element = { role: 'button', name };
    const test = testOf(turn(call('navigate', {}, at), call('click', {}, { ...at, element })), name)!;
    const seen: unknown[] = [];
    const noted = (key: PropertyKey, args: readonly unknown[]): unknown => {
      seen.push([key, ...args]);
      return page;
    };
    const page: unknown = new Proxy(
      {},
      {
        get:
          (_, key) =>
          (...args: unknown[]) =>
            noted(key, args),
      },
    );
    const body = test
      .replace(/^import.*$/m, '')
      .replaceAll('await ', '')
      .replaceAll('async ', '');
    const run = Object.assign((_: string, steps: (given: unknown) => void) => steps({ page }), { use() {} });
    new Function('test', 'expect', body)(run, () => ({ toHaveURL() {}, toHaveTitle() {} }));
    assert.deepEqual(seen, [['goto', at.url], ['getByRole', 'button', { name }], ['click']]);
  });

  it('is nothing without a page, and has a name that is a path', () => {
    assert.equal(testOf(turn(call('click', {}, at)), 'x'), undefined);
    assert.equal(fileNameOf('Open ../../etc & sée why the form fails'), 'tests/open-etc-se-e-why-the.spec.ts');
    assert.equal(fileNameOf('東京'), 'tests/browser.spec.ts');
  });
});
