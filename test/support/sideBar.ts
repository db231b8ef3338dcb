// A VS Code window in, its secondary side bar as wide and in the theme that a picture wants out.

import type { Workbench } from './workbench.ts';

/** Drags the border of the secondary side bar until it is so many pixels wide. */
export async function widen({ page }: Workbench, width: number): Promise<void> {
  const bar = page.locator('.part.auxiliarybar');
  await bar.waitFor();
  for (let round = 0; round < 3; round++) {
    const box = (await bar.boundingBox())!;
    if (Math.abs(box.width - width) < 4) return;
    await page.mouse.move(box.x - 3, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x - 3 + box.width - width, box.y + 300, { steps: 5 });
    await page.mouse.up();
  }
}

/** Name in the list of themes, and what the workbench says of itself then. */
const themes = {
  dark: ['Dark Modern', 'vs-dark'],
  light: ['Light Modern', 'vs'],
  hc: ['Dark High Contrast', 'hc-black'],
  hcLight: ['Light High Contrast', 'hc-light'],
} as const;

export type Theme = keyof typeof themes;

/** VS Code for the web starts in its own theme whatever the settings say of a high-contrast one: a person chooses it. */
export async function chooseTheme({ page, runCommand }: Workbench, theme: Theme): Promise<void> {
  const [label, name] = themes[theme];
  const box = page.getByPlaceholder(/Color Theme/).first();
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  // A window that has just opened lists no themes yet, and a list that is open stays as it is.
  for (let tries = 0; tries < 10 && !(await row.isVisible()); tries++) {
    await page.keyboard.press('Escape');
    await runCommand('Preferences: Color Theme');
    await box.fill(label);
    await row.waitFor({ timeout: 3000 }).catch(() => undefined);
  }
  await row.click();
  await page.locator(`.monaco-workbench.${name}`).waitFor({ timeout: 10_000 });
  await box.waitFor({ state: 'hidden' });
}
