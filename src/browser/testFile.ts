// The steps of a turn in the browser in, a Playwright test that makes them again out; pure. Nothing where no page was opened.

import { pageOf, type Said, spotsOf } from '../shared/browserCalls.ts';
import type { Call, Turn } from '../shared/transcript.ts';

type Args = Readonly<Record<string, unknown>>;

/** Of the window that the model saw, in pixels: what thousandths are turned back into. */
const view = { width: 1280, height: 800 };

/** `name`: of the test. */
export function testOf({ interactions }: Turn, name: string): string | undefined {
  const steps = interactions.flatMap(({ calls }) => calls).filter((call) => pageOf(call) !== undefined);
  const lines = steps.flatMap((call) => linesOf(call));
  const last = steps.at(-1) && pageOf(steps.at(-1)!);
  if (!lines.some((line) => line.includes('page.goto('))) return undefined;
  return [
    "import { expect, test } from '@playwright/test';",
    '',
    `test.use({ viewport: { width: ${view.width}, height: ${view.height} } });`,
    '',
    `test(${quoted(name)}, async ({ page }) => {`,
    ...lines.map((line) => `  ${line}`),
    ...(last?.url ? [`  await expect(page).toHaveURL(${quoted(last.url)});`] : []),
    ...(last?.title ? [`  await expect(page).toHaveTitle(${quoted(last.title)});`] : []),
    '});',
    '',
  ].join('\n');
}

/** A name for the file, from what the person asked for. */
export function fileNameOf(prompt: string): string {
  const words =
    prompt
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return `tests/${words.slice(0, 6).join('-') || 'browser'}.spec.ts`;
}

const clicks: Readonly<Record<string, string>> = {
  click: '.click()',
  click_at: '.click()',
  double_click: '.dblclick()',
  triple_click: '.click({ clickCount: 3 })',
  middle_click: ".click({ button: 'middle' })",
  right_click: ".click({ button: 'right' })",
  move: '.hover()',
  hover_at: '.hover()',
};

function linesOf(call: Call): readonly string[] {
  const { name, arguments: args } = call.call;
  const said = pageOf(call) ?? {};
  const click = clicks[name];
  if (click) return [clicked(click, said, args)];
  switch (name) {
    case 'navigate':
    case 'search':
      return [`await page.goto(${quoted(said.url ?? String(args.url))});`];
    case 'go_back':
      return ['await page.goBack();'];
    case 'go_forward':
      return ['await page.goForward();'];
    case 'type':
    case 'type_text_at':
      return typed(name, said, args);
    case 'press_key':
    case 'key_combination':
      return [`await page.keyboard.press(${quoted(String(args.key ?? args.keys))});`];
    case 'hotkey':
      return [`await page.keyboard.press(${quoted((args.keys as readonly string[]).join('+'))});`];
    case 'key_down':
    case 'key_up':
      return [`await page.keyboard.${name === 'key_down' ? 'down' : 'up'}(${quoted(String(args.key))});`];
    case 'scroll':
    case 'scroll_at':
    case 'scroll_document':
      return scrolled(name, args);
    case 'mouse_down':
    case 'mouse_up':
    case 'drag_and_drop':
      return dragged(name, args);
    default:
      return [];
  }
}

function typed(name: string, { element }: Said, args: Args): readonly string[] {
  const legacy = name === 'type_text_at';
  const text = quoted(String(args.text));
  const fills = legacy && args.clear_before_typing !== false && element;
  const enter = args.press_enter ?? legacy;
  return [
    fills ? `await ${locator(element)}.fill(${text});` : `await page.keyboard.type(${text});`,
    ...(enter ? ["await page.keyboard.press('Enter');"] : []),
  ];
}

/** Pixels where the call names none, as the API has it; a whole page by most of its height. */
const normally: Readonly<Record<string, number>> = { scroll: 300, scroll_at: 800, scroll_document: 640 };

function scrolled(name: string, args: Args): readonly string[] {
  const far = Number(args.magnitude_in_pixels ?? args.magnitude ?? normally[name]);
  const ways: Readonly<Record<string, readonly [number, number]>> = {
    up: [0, -far],
    down: [0, far],
    left: [-far, 0],
    right: [far, 0],
  };
  const [spot] = spotsOf(args);
  const [x, y] = ways[String(args.direction)] ?? [0, far];
  return [...(spot ? [`await page.mouse.move(${pixels(spot)});`] : []), `await page.mouse.wheel(${x}, ${y});`];
}

function dragged(name: string, args: Args): readonly string[] {
  const [from, to] = spotsOf(args);
  return [
    ...(from ? [`await page.mouse.move(${pixels(from)});`] : []),
    ...(name === 'mouse_up' ? [] : ['await page.mouse.down();']),
    ...(to ? [`await page.mouse.move(${pixels(to)}, { steps: 12 });`] : []),
    ...(name === 'mouse_down' ? [] : ['await page.mouse.up();']),
  ];
}

/** At what has a role and name, else at a selector; at a bare place where nothing is known of it. */
function clicked(deed: string, { element }: Said, args: Args): string {
  const [spot] = spotsOf(args);
  if (element || !spot) return `await ${locator(element ?? {})}${deed};`;
  return deed === '.hover()'
    ? `await page.mouse.move(${pixels(spot)});`
    : `await page.mouse${deed.replace('(', `(${pixels(spot)}${deed.endsWith('()') ? '' : ', '}`)};`;
}

function locator({ role, name, css = 'body', frames = [] }: NonNullable<Said['element']>): string {
  const inside = frames.map((frame) => `.frameLocator(${quoted(frame)})`).join('');
  return role && name
    ? `page${inside}.getByRole(${quoted(role)}, { name: ${quoted(name)} })`
    : `page${inside}.locator(${quoted(css)})`;
}

function pixels({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${Math.round((x * view.width) / 1000)}, ${Math.round((y * view.height) / 1000)}`;
}

/** In single quotes, whatever it holds: a page's words must not end the text they stand in. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
