// Nothing in, the pictures of the walkthrough out, of the real VS Code in its four kinds of themes: node test/support/walkthrough.ts [DIR].

import { join, resolve } from 'node:path';
import { startEmulator } from '../emulator/server.ts';
import { ask, hideServer, openSource, withWindow } from './photo.ts';
import { repo } from './repo.ts';
import { chooseTheme, type Theme } from './sideBar.ts';
import type { Workbench } from './workbench.ts';

const folder = resolve(process.argv[2] ?? join(repo, 'media', 'walkthrough'));
const themes: readonly Theme[] = ['dark', 'light', 'hc', 'hcLight'];

const emulator = await startEmulator({ brain: true });
await withWindow({ emulator, key: undefined }, keyStep);
await withWindow({ emulator, key: 'a-key-for-the-emulator' }, chatSteps);
await emulator.close();
process.exit(0);

async function keyStep(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await hideServer(await workbench.openChat());
  for (const theme of themes) {
    await chooseTheme(workbench, theme);
    await workbench.runCommand('Castor: Set API Key');
    const widget = page.locator('.quick-input-widget');
    await widget.locator('input[type=password]').fill('x'.repeat(39));
    await page.waitForTimeout(600);
    const box = (await widget.boundingBox())!;
    const clip = { x: box.x - 12, y: 0, width: box.width + 24, height: box.y + box.height + 24 };
    await page.screenshot({ path: join(folder, `key-${theme}.png`), clip });
    await page.keyboard.press('Escape');
  }
}

async function chatSteps(workbench: Workbench): Promise<void> {
  const chat = await workbench.openChat();
  await hideServer(chat);
  await openSource(workbench, 'cart.ts');
  await chat.getByRole('button', { name: 'Explain cart.ts' }).waitFor();
  await inThemes(workbench, 'open');
  await ask(chat, 'Fix the bug in the cart');
  const allow = chat.getByRole('group', { name: 'Approval' }).getByRole('button', { name: 'Allow', exact: true });
  await allow.waitFor({ timeout: 60_000 });
  await inThemes(workbench, 'allow');
  await allow.click();
  await chat.getByText('tokens').first().waitFor({ timeout: 60_000 });
  await inThemes(workbench, 'ask');
}

/** The side bar below its title, as high as a step of the walkthrough shows it. */
async function inThemes(workbench: Workbench, step: string): Promise<void> {
  const { page } = workbench;
  for (const theme of themes) {
    await chooseTheme(workbench, theme);
    await page.mouse.move(10, 400);
    await page.waitForTimeout(700);
    const { x, y, width, height } = (await page.locator('.part.auxiliarybar').boundingBox())!;
    const shown = Math.min(height, 560);
    const clip = { x, y: y + height - shown, width, height: shown };
    await page.screenshot({ path: join(folder, `${step}-${theme}.png`), clip });
  }
}
