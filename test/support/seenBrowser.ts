// A folder in, a browser with a window of its own that no screen has to show out, with the hands of a person in it.

import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { chromiumPath } from './browser.ts';

export interface SeenBrowser {
  /** What starts it; a script, so Linux and macOS alone. */
  readonly path: string;
  /** Whether it starts at all. */
  broken(is: boolean): void;
  /** Its profile was made for the newest start, and is there. */
  hasProfile(): boolean;
  /** Profiles of all starts so far. */
  profiles(): readonly string[];
  /** The person does something in the window that shows this address. */
  byHand(address: string, does: (page: Page) => Promise<unknown>): Promise<void>;
  /** The person closes it, as it were: the whole browser, at once. */
  kill(): void;
}

/** With `--ozone-platform=headless` Chromium draws its window into memory: everything else is as on a desk. */
export function seenBrowser(folder: string): SeenBrowser {
  const path = join(folder, 'browser.sh');
  const started = join(folder, 'started');
  const flag = join(folder, 'broken');
  writeFileSync(
    path,
    `#!/bin/sh
[ ! -e '${flag}' ] || { echo 'cannot open display' >&2; exit 1; }
for one; do case "$one" in --user-data-dir=*) echo "$$ \${one#--user-data-dir=}" >> '${started}';; esac; done
exec '${chromiumPath()}' --ozone-platform=headless --remote-debugging-port=0 "$@"
`,
  );
  chmodSync(path, 0o755);
  const starts = () =>
    (existsSync(started) ? readFileSync(started, 'utf8') : '')
      .split('\n')
      .filter(Boolean)
      .map((line) => ({ pid: Number(line.split(' ')[0]), profile: line.slice(line.indexOf(' ') + 1) }));
  return {
    path,
    broken: (is) => (is ? writeFileSync(flag, '') : rmSync(flag, { force: true })),
    hasProfile: () => existsSync(starts().at(-1)?.profile ?? ''),
    profiles: () => starts().map(({ profile }) => profile),
    kill: () => process.kill(starts().at(-1)!.pid, 'SIGKILL'),
    async byHand(address, does) {
      const [port] = readFileSync(join(starts().at(-1)!.profile, 'DevToolsActivePort'), 'utf8').split('\n');
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const pages = browser.contexts().flatMap((context) => context.pages());
      const page = pages.find((one) => one.url() === address);
      if (!page) throw new Error(`No page of the browser shows ${address}: ${pages.map((one) => one.url())}`);
      await does(page);
      await browser.close();
    },
  };
}
