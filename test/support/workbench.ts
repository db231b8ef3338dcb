// A running VS Code server in, its window in a Chromium out: the palette, Castor's chat and screenshots, as a person has them.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { launch } from './browser.ts';
import { repo } from './repo.ts';
import type { Served, WindowOptions } from './serve.ts';

export interface OpenOptions extends WindowOptions {
  readonly width?: number;
  readonly height?: number;
  /** The browser to use; absent: one of its own, closed with the window. */
  readonly browser?: Browser;
}

export interface Workbench {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The frame of Castor's page once it is there; after a reload it is another one. */
  chat(): Promise<Frame>;
  /** Brings the chat to the front and gives its frame. */
  openChat(): Promise<Frame>;
  /** Runs a command of the palette by its whole title, e.g. `Castor: New Session`. */
  runCommand(title: string): Promise<void>;
  /** Loads the window again, as `Developer: Reload Window` does. */
  reload(): Promise<void>;
  /** Writes a picture to `test-results/name.png`, or to an absolute path, and gives the path. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

const focusChat = 'Castor: Focus on Chat View';

/** Opens the window and waits until the workbench is drawn. */
export async function openWorkbench(served: Served, options: OpenOptions = {}): Promise<Workbench> {
  const { width = 1400, height = 900, browser = await launch(), ...window } = options;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await page.goto(served.url(window));
  await drawn(page);
  return {
    page,
    context,
    chat: () => chatFrame(page),
    openChat: () => openChat(page),
    runCommand: (title) => runCommand(page, title),
    async reload() {
      await page.reload({ timeout: 60_000 });
      await drawn(page);
    },
    screenshot: (name) => screenshot(page, name),
    async close() {
      await context.close();
      if (!options.browser) await browser.close();
    },
  };
}

async function drawn(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
}

/** Webviews are frames in frames: Castor's is the one whose document holds its root element and shows it. */
async function chatFrame(page: Page, timeout = 30_000): Promise<Frame> {
  const until = Date.now() + timeout;
  while (Date.now() < until) {
    for (const frame of page.frames()) if (await holdsChat(frame)) return frame;
    await page.waitForTimeout(50);
  }
  throw new Error(
    `No frame shows Castor's page after ${timeout} ms; frames: ${page.frames().map((frame) => frame.url())}`,
  );
}

async function holdsChat(frame: Frame): Promise<boolean> {
  try {
    return await frame.evaluate(() => (document.querySelector('#castor')?.childElementCount ?? 0) > 0);
  } catch {
    return false;
  }
}

/** A window that is opened for the first time shows Castor's tab in the secondary side bar, but not its view. */
async function openChat(page: Page): Promise<Frame> {
  const tab = page.locator('.part.auxiliarybar').getByRole('tab', { name: 'Castor' });
  for (const until = Date.now() + 15_000; Date.now() < until; ) {
    if ((await tab.count()) > 0 && (await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    const there = await chatFrame(page, 500).catch(() => undefined);
    if (there) return there;
  }
  await runCommand(page, focusChat);
  return chatFrame(page);
}

/** The palette closes when anything else takes the focus, a view that is still opening, say: then it is opened again. */
async function runCommand(page: Page, title: string): Promise<void> {
  for (let left = 4; ; left--) {
    try {
      return await chooseCommand(page, title);
    } catch (error) {
      if (left === 0) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Waits for the row with the whole title: until the extension is registered, another command can be the best match. */
async function chooseCommand(page: Page, title: string): Promise<void> {
  const timeout = 8_000;
  await page.keyboard.press('F1');
  const box = page.locator('.quick-input-widget input[type=text]').first();
  await box.waitFor({ state: 'visible', timeout });
  await box.fill(`>${title}`, { timeout });
  const row = page.locator('.quick-input-list .monaco-list-row').filter({
    has: page.locator('.label-name', { hasText: new RegExp(`^\\s*${escaped(title)}\\s*$`) }),
  });
  await row.first().waitFor({ state: 'visible', timeout });
  await row.first().click({ timeout: 4_000 });
  await paletteGone(page, box);
}

/** The box is hidden, or is that of a question which the command asks: its text is no longer that of the palette. */
async function paletteGone(page: Page, box: Locator): Promise<void> {
  for (const until = Date.now() + 4_000; Date.now() < until; await page.waitForTimeout(25)) {
    const text = (await box.isVisible()) ? await box.inputValue().catch(() => '') : '';
    if (!text.startsWith('>')) return;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

async function screenshot(page: Page, name: string): Promise<string> {
  const path = name.startsWith('/') ? name : join(repo, 'test-results', `${name}.png`);
  mkdirSync(join(path, '..'), { recursive: true });
  await page.screenshot({ path });
  return path;
}
