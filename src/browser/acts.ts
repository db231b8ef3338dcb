// One step and a page in, done by mouse and keyboard as a person would; resolves once the page had its say. Rejects with a `ToolError`.

import type { Page } from 'playwright-core';
import type { Act, Direction, Spot } from '../agent/calls/browser.ts';
import { ToolError } from '../agent/workspace.ts';
import { keyOf } from './keys.ts';

/** Of the page that is seen, in CSS pixels. What the API's own examples use is larger; this is legible and half the bytes. */
export const view = { width: 1280, height: 800 } as const;

/** Ms that an address may take to answer before the step ends without it. */
const patience = 15_000;
const dragSteps = 12;
const modifiers: ReadonlySet<string> = new Set(['ControlOrMeta', 'Shift', 'Alt', 'Meta']);

/** Thousandths to the pixel they mean. */
export function pixels({ x, y }: Spot): { readonly x: number; readonly y: number } {
  return { x: Math.round((x * view.width) / 1000), y: Math.round((y * view.height) / 1000) };
}

export async function perform(page: Page, act: Act, signal: AbortSignal): Promise<void> {
  switch (act.do) {
    case 'look':
      return;
    case 'navigate':
      await page.goto(act.address, { waitUntil: 'domcontentloaded', timeout: patience });
      return;
    case 'back':
    case 'forward':
      await history(page, act.do);
      return;
    case 'wait':
      await pause(act.seconds * 1000, signal);
      return;
    case 'click':
      return page.mouse.click(...place(act.at), { button: act.button, clickCount: act.count });
    case 'hover':
      return page.mouse.move(...place(act.at));
    case 'hold':
      await page.mouse.move(...place(act.at));
      return page.mouse.down();
    case 'release':
      await page.mouse.move(...place(act.at), { steps: dragSteps });
      return page.mouse.up();
    case 'type':
      return type(page, act);
    case 'keys':
      return keys(page, act.keys, act.how);
    case 'scroll':
      return scroll(page, act);
    case 'drag':
      await page.mouse.move(...place(act.from));
      await page.mouse.down();
      await page.mouse.move(...place(act.to), { steps: dragSteps });
      return page.mouse.up();
  }
}

function place(spot: Spot): [number, number] {
  const { x, y } = pixels(spot);
  return [x, y];
}

async function history(page: Page, way: 'back' | 'forward'): Promise<void> {
  const options = { waitUntil: 'domcontentloaded', timeout: patience } as const;
  const answer = way === 'back' ? await page.goBack(options) : await page.goForward(options);
  if (answer === null && page.url() === 'about:blank') throw new ToolError(`There is no page to go ${way} to.`);
}

async function type(page: Page, { text, at, clear, enter }: Extract<Act, { do: 'type' }>): Promise<void> {
  if (at) await page.mouse.click(...place(at));
  if (clear) {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
  }
  await page.keyboard.type(text);
  if (enter) await page.keyboard.press('Enter');
}

async function keys(page: Page, names: readonly string[], how: 'press' | 'down' | 'up'): Promise<void> {
  const known = names.map((name) => {
    const key = keyOf(name);
    if (key === undefined)
      throw new ToolError(`There is no key "${name}". Use a character, or a name such as Enter, ArrowDown, Control.`);
    return key;
  });
  if (how !== 'press') {
    for (const key of known) await page.keyboard[how](key);
    return;
  }
  const held = known.slice(0, -1);
  const last = known.at(-1)!;
  // A letter with a modifier is the key, not the capital that the name is written with.
  const pressed =
    held.some((key) => modifiers.has(key)) && !held.includes('Shift') && last.length === 1 ? last.toLowerCase() : last;
  await page.keyboard.press([...held, pressed === '+' ? 'NumpadAdd' : pressed].join('+'));
}

const ways: Readonly<Record<Direction, readonly [number, number]>> = {
  up: [0, -1],
  down: [0, 1],
  left: [-1, 0],
  right: [1, 0],
};

async function scroll(page: Page, { at, direction, pixels: distance }: Extract<Act, { do: 'scroll' }>): Promise<void> {
  const [x, y] = ways[direction];
  const far = distance ?? Math.round((y === 0 ? view.width : view.height) * 0.8);
  await page.mouse.move(...place(at ?? { x: 500, y: 500 }));
  await page.mouse.wheel(x * far, y * far);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
