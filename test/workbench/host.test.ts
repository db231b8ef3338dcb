// The suites inside the extension host, run in the newest and in the oldest VS Code; each of their tests is a test here.

import assert from 'node:assert/strict';
import { Suite, Test } from 'mocha';
import { launch } from '../support/browser.ts';
import { serve } from '../support/serve.ts';
import type { Version } from '../support/vscodeServer.ts';
import type { HostResult } from './host/result.ts';
import { bundleHostTests } from './hostBundle.ts';
import { prepareInside } from './inside.ts';

const longest = 180_000;

interface Ran {
  readonly code: number | 'timeout';
  readonly results: readonly HostResult[];
  readonly output: string;
}

async function runInside(version: Version): Promise<Ran> {
  const tests = await bundleHostTests();
  const inside = await prepareInside();
  const { folder, settings, env } = inside;
  const served = await serve({ version, folder, settings, env });
  const browser = await launch();
  try {
    const page = await (await browser.newContext()).newPage();
    const lines: string[] = [];
    const ended = new Promise<number>((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown) => {
      lines.push([args].flat().map(String).join(' '));
    });
    await page.goto(served.url({ tests }));
    const late = new Promise<'timeout'>((resolve) => setTimeout(resolve, longest, 'timeout').unref());
    const code = await Promise.race([ended, late]);
    return { code, results: inside.results(), output: lines.join('\n') };
  } finally {
    await browser.close();
    await served.close();
    await inside.close();
  }
}

/** The result as a test of the suite that runs: in suites of the same names, below `top`. */
function tell(top: Suite, { suites, title, state, error, ms }: HostResult): void {
  const suite = suites.reduce(
    (above, name) => above.suites.find((one) => one.title === name) ?? Suite.create(above, name),
    top,
  );
  const test = new Test(
    title,
    state === 'skipped'
      ? undefined
      : () => {
          if (state === 'failed') throw new Error(error);
        },
  );
  test.slow(ms + 1);
  suite.addTest(test);
}

for (const version of ['1.139', '1.110'] as const) {
  describe(`inside the extension host of VS Code ${version}`, () => {
    let ran: Ran;
    before(async function () {
      this.timeout(longest + 240_000);
      ran = await runInside(version);
      for (const result of ran.results) tell(this.test!.parent!, result);
      if (process.env.CASTOR_HOST_OUTPUT) console.log(ran.output);
    });

    it('runs all suites to their end', () => {
      const failed = ran.results.filter(({ state }) => state === 'failed').length;
      assert.ok(ran.results.length >= 50, `only ${ran.results.length} results; the host said:\n${ran.output}`);
      assert.equal(ran.code, failed === 0 ? 0 : 1, ran.output);
    });
  });
}
