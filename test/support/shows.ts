// A folder and a theme in, a picture out of what each thing that the API does looks like in the real side bar, 420, 300 and 240 px wide: node test/support/shows.ts DIR [light|hc|hcLight].

import { cpSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import type { Scenario } from '../emulator/scenario.ts';
import { startEmulator } from '../emulator/server.ts';
import { ask, fresh, hideServer, withWindow } from './photo.ts';
import { repo } from './repo.ts';
import { prompts, scenarios } from './shownAnswers.ts';
import { chooseTheme, type Theme, widen } from './sideBar.ts';
import type { Workbench } from './workbench.ts';

const [dir = 'test-results', theme, ...only] = process.argv.slice(2) as [string?, Theme?, ...string[]];
const folder = resolve(dir);
const widths = [420, 300, 240];
/** What a prompt can take along. */
const files = ['talk.wav', 'paper-with-a-rather-long-name-of-its-own.pdf', 'plan.docx', 'film.mp4'] as const;
const heads = { wav: 'RIFF\x24\0\0\0WAVEfmt ', pdf: '%PDF-1.7\n', docx: 'PK\x03\x04', mp4: '\0\0\0\x18ftypisom' };
const settings = {
  'castor.sessionTitles': false,
  'castor.mcpServers': {
    my_docs: { url: 'https://docs.test/mcp', allowedTools: ['find'] },
    'my-local': { url: 'https://a.test/mcp' },
    here: { url: 'https://localhost/mcp' },
  },
};

type Show = (chat: Frame, workbench: Workbench) => Promise<unknown>;

const besides: Readonly<Record<string, Show>> = {
  tools: (chat) =>
    chat
      .getByRole('button', { name: /^Tools of Google/ })
      .first()
      .click(),
  'tools-on': async (chat, { page }) => {
    await chat
      .getByRole('button', { name: /^Tools of Google/ })
      .first()
      .click();
    for (const name of ['Google Search', 'Google Maps', 'Code execution'])
      await chat.getByRole('switch', { name, exact: true }).click();
    await page.keyboard.press('Escape');
  },
  options: (chat) => chat.getByRole('button', { name: 'Options', exact: true }).click(),
  attached: async (chat, { page }) => {
    for (const name of files) await mention(chat, name);
    await page.waitForTimeout(500);
  },
  sent: async (chat) => {
    await fresh(chat);
    for (const name of ['logo.png', files[1]]) await mention(chat, name);
    await ask(chat, 'What are they?');
    await chat.locator('article footer').waitFor();
  },
  player: async (chat) => {
    await ask(chat, 'Read me something');
    await chat.locator('article footer').waitFor();
    await chat.getByRole('button', { name: 'More actions' }).click();
    await chat.getByRole('menuitem', { name: 'Read aloud' }).click();
    await chat.locator('audio').waitFor();
  },
  card: async (chat, { page }) => {
    await search(chat, page);
    await ask(chat, prompts[0]!);
    await chat.locator('article footer').waitFor();
    await chat.getByRole('link', { name: /^Source 1/ }).focus();
  },
};

async function search(chat: Frame, page: Page): Promise<void> {
  await chat
    .getByRole('button', { name: /^Tools of Google/ })
    .first()
    .click();
  await chat.getByRole('switch', { name: 'Google Search' }).check();
  await page.keyboard.press('Escape');
}

async function mention(chat: Frame, name: string): Promise<void> {
  const prompt = chat.getByRole('textbox', { name: 'Prompt' });
  await prompt.click();
  await prompt.press('Control+End');
  await prompt.pressSequentially(`@${name.slice(0, 12)}`);
  await chat.getByRole('option').filter({ hasText: name }).first().click();
  await chat.getByRole('button', { name: `Remove ${name}` }).waitFor();
}

/** What is attached, on and said goes. */
async function clear(chat: Frame): Promise<void> {
  for (const name of [/^Remove /, /^Switch off /, 'Close the player', 'Stop']) {
    const buttons = chat.getByRole('button', { name, exact: true });
    // A list that has just become shorter moves under the hand.
    for (let tries = 0; tries < 12 && (await buttons.count()); tries++) {
      const first = buttons.first();
      await first.click({ timeout: 2000 }).catch(() => undefined);
    }
  }
  if (await chat.getByRole('article').count()) await fresh(chat);
}

function prepare(root: string): void {
  cpSync(join(repo, 'media', 'icon.png'), join(root, 'logo.png'));
  for (const name of files) {
    const kind = name.split('.').at(-1) as keyof typeof heads;
    writeFileSync(
      join(root, name),
      Buffer.concat([Buffer.from(heads[kind], 'latin1'), Buffer.alloc(kind === 'mp4' ? 9e6 : 3e5, 1)]),
    );
  }
}

/** Each scenario's prompt asked, and what is folded in its answer opened. */
function answers(): Readonly<Record<string, Show>> {
  const one =
    (prompt: string) =>
    async (chat: Frame, { page }: Workbench) => {
      if (prompt.startsWith('Search')) await search(chat, page);
      await ask(chat, prompt);
      await chat.locator('article footer, [role=alert], .question').first().waitFor({ timeout: 30_000 });
      for (const fold of await chat.locator('article summary').all()) await fold.click();
    };
  return Object.fromEntries(prompts.map((prompt) => [prompt.toLowerCase().replaceAll(/\W+/g, '-'), one(prompt)]));
}

async function pictures(workbench: Workbench, name: string): Promise<void> {
  for (const width of widths) {
    await widen(workbench, width);
    await workbench.page.waitForTimeout(500);
    await workbench.page
      .locator('.part.auxiliarybar')
      .screenshot({ path: join(folder, `${theme ?? 'dark'}-${name}-${width}.png`) });
  }
}

const emulator = await startEmulator();
emulator.use(scenarios as Scenario[]);
await withWindow({ emulator, key: 'a-key-for-the-emulator', height: 900, settings, prepare }, async (workbench) => {
  if (theme) await chooseTheme(workbench, theme);
  const chat = await workbench.openChat();
  await chat.getByRole('textbox', { name: 'Prompt' }).waitFor();
  await hideServer(chat);
  for (const [name, show] of Object.entries({ ...besides, ...answers() })) {
    if (only.length > 0 && !only.some((one) => name.startsWith(one))) continue;
    await show(chat, workbench).catch((error) => console.error(name, String(error).slice(0, 400)));
    await pictures(workbench, name);
    await workbench.page.keyboard.press('Escape');
    await widen(workbench, 420);
    await clear(chat);
  }
});
await emulator.close();
process.exit(0);
