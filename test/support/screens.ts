// A folder in, pictures of Castor in the real VS Code out: node test/support/screens.ts DIR [theme …]

import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { startEmulator } from '../emulator/server.ts';
import { repo, temporaryFolder } from './repo.ts';
import { serve } from './serve.ts';
import { chooseTheme, widen } from './sideBar.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
} as const;
const [folder = 'test-results', ...wanted] = process.argv.slice(2);
const names = (Object.keys(themes) as (keyof typeof themes)[]).filter(
  (name) => wanted.length === 0 || wanted.includes(name),
);

const emulator = await startEmulator({ brain: true });
for (const name of names) {
  const sample = temporaryFolder('screens');
  cpSync(`${repo}/test/fixtures/sample`, sample, { recursive: true });
  const served = await serve({
    folder: sample,
    settings: {
      'castor.api.baseUrl': emulator.url,
      'workbench.colorTheme': themes[name],
      'window.commandCenter': false,
    },
    env: { GEMINI_API_KEY: 'a-key-for-the-emulator' },
  });
  const workbench = await openWorkbench(served, { width: 1280, height: 860 });
  await tour(workbench, name).finally(async () => {
    await workbench.close();
    await served.close();
  });
}
await emulator.close();
process.exit(0);

async function tour(workbench: Workbench, name: string): Promise<void> {
  const shot = (state: string) => workbench.screenshot(resolve(folder, `${name}-${state}.png`));
  if (name === 'contrast') await chooseTheme(workbench, 'hc');
  await widen(workbench, 420);
  const chat = await workbench.openChat();
  const prompt = chat.getByRole('textbox', { name: 'Prompt' });
  await prompt.waitFor();
  await shot('empty');
  await prompt.fill('Fix the bug in the cart');
  await prompt.press('Enter');
  await chat.getByRole('article').waitFor();
  await workbench.page.waitForTimeout(2500);
  await shot('streaming');
  const allow = chat.getByRole('group', { name: 'Approval' }).getByRole('button', { name: 'Allow', exact: true });
  await allow.waitFor();
  await workbench.page.waitForTimeout(1000);
  await shot('approval');
  await allow.click();
  await chat.getByText('tokens').first().waitFor({ timeout: 60_000 });
  await shot('answer');
  await widen(workbench, 300);
  await workbench.page.waitForTimeout(500);
  await shot('narrow');
}
