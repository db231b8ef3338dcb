// A VS Code window in, a person's hands in its text editor: a file opened, lines selected, the light bulb's list read and chosen from.

import type { Locator } from 'playwright-core';
import { type Body, type Castor, until } from './castor.ts';

/**
 * By quick open. Its list is drawn anew as results come, in rows that are used again: it is waited for until it stays as it is, and what was
 * opened is looked at.
 */
export async function openFile({ page }: Castor, name: string): Promise<void> {
  const box = page.locator('.quick-input-widget input[type=text]').first();
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const row = rows.filter({
    has: page.locator('.label-name', { hasText: new RegExp(`^${name.replaceAll('.', '\\.')}$`) }),
  });
  const tab = page.locator('.tab.active', { hasText: name });
  for (let tries = 0; ; tries++) {
    await page.keyboard.press('Control+P');
    try {
      // It closes when something else takes the focus.
      await box.waitFor({ timeout: 5000 });
      await box.fill(name, { timeout: 5000 });
      await row.first().waitFor({ timeout: 5000 });
      // Longer with each try: a busy machine is slow to list.
      await still(rows, 200 * (tries + 1));
      await row.first().click({ timeout: 5000 });
      await tab.waitFor({ timeout: 5000 });
      return await page
        .locator('.editor-group-container.active .monaco-editor .view-line')
        .first()
        .click({ timeout: 5000 });
    } catch (error) {
      if (tries === 3) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Until the texts of a list have not changed for so many ms. */
async function still(rows: Locator, ms: number): Promise<void> {
  for (let before = ''; ; await rows.page().waitForTimeout(ms)) {
    const now = (await rows.allInnerTexts()).join('\n');
    if (now === before) return;
    before = now;
  }
}

/** All of them, without keeping what is unsaved. A file that is open while it goes and comes back between two tests keeps the text it had. */
export async function closeEditors(castor: Castor): Promise<void> {
  await castor.calm();
  await castor.workbench.runCommand('View: Close All Editors');
  await castor.calm();
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
    // Where no list is open the key would take the selection away.
    if (await page.locator('.action-widget').first().isVisible()) await page.keyboard.press('Escape');
  }
  throw new Error(`The light bulb never offered ${title}`);
}

/** The texts of the prompt in a request, the attachments first. */
export function textsOf(body: Body | undefined): readonly string[] {
  const prompts = (body?.input ?? []).filter(({ type }) => type === 'user_input') as unknown as readonly {
    readonly content: readonly { readonly text: string }[];
  }[];
  return prompts.at(-1)?.content.map(({ text }) => text) ?? [];
}

/** Gives the path in the editor's own file dialog, which says `title` or has it on its button. */
export async function choosePath({ page }: Castor, title: string, path: string): Promise<void> {
  const dialog = page.locator('.quick-input-widget', { hasText: title });
  const input = dialog.locator('input[type=text]').first();
  // It fills itself in while it lists the folder: what was typed too early is gone.
  await until('the dialog', async () => (await input.isVisible()) && (await input.inputValue()).startsWith('/'));
  await dialog.locator('.monaco-list-row').first().waitFor();
  await until('the dialog takes the path', async () => {
    if (!(await dialog.isVisible())) return true;
    await input.fill(path);
    await page.waitForTimeout(300);
    if ((await input.inputValue()) !== path) return false;
    await page.keyboard.press('Enter');
    return dialog.waitFor({ state: 'hidden', timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  });
}
