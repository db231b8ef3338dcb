// A simulator and a key in, a window of the real VS Code with Castor beside the sample workspace out, for taking pictures of it.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import type { Emulator } from '../emulator/server.ts';
import { repo, temporaryFolder } from './repo.ts';
import { serve } from './serve.ts';
import { widen } from './sideBar.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

interface WindowOptions {
  readonly emulator: Emulator;
  readonly key: string | undefined;
  /** Of the side bar, px. */
  readonly width?: number;
  /** Of the window, px. */
  readonly height?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Is done to the workspace before VS Code opens it. */
  prepare?(folder: string): void;
}

/** Opened and closed around `use`. */
export async function withWindow(
  { emulator, key, width = 420, height = 760, settings, prepare }: WindowOptions,
  use: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const sample = temporaryFolder('sample');
  cpSync(join(repo, 'test', 'fixtures', 'sample'), sample, { recursive: true });
  prepare?.(sample);
  const served = await serve({
    folder: sample,
    settings: {
      'castor.api.baseUrl': emulator.url,
      'workbench.colorTheme': 'Default Dark Modern',
      'window.commandCenter': false,
      ...settings,
    },
    env: { GEMINI_API_KEY: key },
  });
  const workbench = await openWorkbench(served, { width: 1280, height });
  await widen(workbench, width);
  await use(workbench).finally(async () => {
    await workbench.close();
    await served.close();
  });
}

/** Without the word that the service is a simulator: nobody else sees it. */
export async function hideServer(chat: Frame): Promise<void> {
  await chat.evaluate(() => {
    const style = new CSSStyleSheet();
    style.replaceSync('.server { display: none }');
    document.adoptedStyleSheets.push(style);
  });
}

export async function ask(chat: Frame, text: string): Promise<void> {
  const prompt = chat.getByRole('textbox', { name: 'Prompt' });
  await prompt.fill(text);
  await prompt.press('Enter');
}

export async function fresh(chat: Frame): Promise<void> {
  await chat.getByRole('button', { name: 'New session', exact: true }).click();
  await chat.getByRole('article').first().waitFor({ state: 'detached' });
}

/** Of the folder `src`, by the explorer. */
export async function openSource({ page }: Workbench, name: string): Promise<void> {
  const row = (text: string) =>
    page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: text }).first();
  await row('src').click();
  await row(name).click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
}
