// Nothing in, a headless Chromium out: an installed Chrome or Chromium, else what Playwright has downloaded.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Absolute path of the browser to test with; CHROMIUM in the environment wins. Throws what to install where there is none. */
export function chromiumPath(): string {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const downloaded = chromium.executablePath();
  const found = [process.env.CHROMIUM, ...onPath, ...places, downloaded].find((path) => path && existsSync(path));
  if (found) return found;
  throw new Error(
    'These tests drive a real Chromium and found none. Install one (Debian, Ubuntu: `apt-get install chromium`; anywhere: `npx playwright-core install chromium`) or name one in the environment variable CHROMIUM.',
  );
}

/** Starts it, headless unless HEADED is set. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: flags, headless: !process.env.HEADED });
}
