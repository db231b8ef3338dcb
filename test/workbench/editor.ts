// A VS Code window in, a person's hands in its text editor: a file opened, lines selected, the light bulb's list read and chosen from.

import type { Locator } from 'playwright-core';
import type { Body, Castor } from './castor.ts';

export async function openFile({ page }: Castor, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  const box = page.locator('.quick-input-widget input[type=text]').first();
  await box.waitFor();
  await box.fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
}

/** From the start of `line`, 1-based; `lines` of them, or the cursor alone. */
export async function select({ page }: Castor, line: number, lines = 0): Promise<void> {
  await page.keyboard.press('Control+G');
  const box = page.locator('.quick-input-widget input[type=text]').first();
  await box.waitFor();
  await box.fill(`:${line}:1`);
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'hidden' });
  for (let down = 0; down < lines; down++) await page.keyboard.press('Shift+ArrowDown');
}

/** Opens the light bulb at the cursor and gives the entry with that title. */
export async function codeAction({ page }: Castor, title: string | RegExp): Promise<Locator> {
  const entry = page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
  for (let tries = 0; tries < 12; tries++) {
    await page.keyboard.press('Control+.');
    const there = await entry.waitFor({ timeout: 2500 }).then(
      () => true,
      () => false,
    );
    if (there) return entry;
    await page.keyboard.press('Escape');
  }
  throw new Error(`The light bulb never offered ${title}`);
}

/** The texts of the prompt in a request, the attachments first. */
export function textsOf(body: Body | undefined): readonly string[] {
  const [step] = (body?.input ?? []) as unknown as readonly {
    readonly content: readonly { readonly text: string }[];
  }[];
  return step?.content.map(({ text }) => text) ?? [];
}
