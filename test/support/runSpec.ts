// A Playwright test file in, what it says when it runs out: with this much of `@playwright/test`, in a real browser.

import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromiumPath } from './browser.ts';
import { nodeBinary, repo } from './repo.ts';

const runner = `
import assert from 'node:assert/strict';
import { chromium } from ${JSON.stringify(pathToFileURL(join(repo, 'node_modules/playwright-core/index.mjs')).href)};
let options = {};
export const test = Object.assign(
  async (name, body) => {
    const browser = await chromium.launch({ executablePath: ${JSON.stringify(chromiumPath())}, args: ['--no-sandbox'] });
    try {
      const page = await (await browser.newContext(options)).newPage();
      page.setDefaultTimeout(5000);
      await body({ page });
      console.log('passed: ' + name);
    } finally {
      await browser.close();
    }
  },
  { use(given) { options = given; } },
);
export const expect = (page) => ({
  async toHaveURL(url) { assert.equal(page.url(), url); },
  async toHaveTitle(title) { assert.equal(await page.title(), title); },
});
`;

/** Node reads its TypeScript. Leaves the runner in a `node_modules` beside the file's folder. */
export async function runSpec(file: string): Promise<string> {
  const home = join(dirname(dirname(file)), 'node_modules', '@playwright', 'test');
  mkdirSync(home, { recursive: true });
  writeFileSync(
    join(home, 'package.json'),
    '{ "name": "@playwright/test", "type": "module", "exports": "./index.js" }',
  );
  writeFileSync(join(home, 'index.js'), runner);
  return new Promise((resolve) => {
    execFile(nodeBinary, ['--no-warnings', file], { timeout: 60_000 }, (error, stdout, stderr) =>
      resolve(`${stdout}${stderr}${error ? 'failed' : 'ended well'}`),
    );
  });
}
