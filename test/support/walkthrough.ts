// Nothing in, the pictures of the walkthrough out, of the real VS Code in its four kinds of themes: node test/support/walkthrough.ts [DIR [STEP …]].

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startEmulator } from '../emulator/server.ts';
import { ask, fresh, hideServer, openSource, withWindow } from './photo.ts';
import { repo } from './repo.ts';
import { chooseTheme, type Theme } from './sideBar.ts';
import type { Workbench } from './workbench.ts';

const [into, ...steps] = process.argv.slice(2);
const folder = resolve(into ?? join(repo, 'media', 'walkthrough'));
const wanted = (step: string) => steps.length === 0 || steps.includes(step);
const themes: readonly Theme[] = ['dark', 'light', 'hc', 'hcLight'];

const explained = `## What it adds up

| part | what it does |
|---|---|
| \`subtotal\` | adds the prices of all lines |
| \`total\` | takes the discount off |

Each line is one kind of thing:

\`\`\`ts
export interface Line {
  readonly price: number;
  readonly quantity: number;
}
\`\`\`

The \`quantity\` is not used yet.`;

const emulator = await startEmulator({ brain: true });
emulator.use([
  {
    name: 'explain',
    match: { prompt: '^How', tool_result: 'read_file' },
    answer: [{ do: 'say', text: explained }],
  },
  {
    name: 'read',
    match: { prompt: '^How' },
    answer: [
      { do: 'think', summary: 'The cart adds up its lines.' },
      { do: 'call', name: 'read_file', arguments: { path: 'src/cart.ts' } },
    ],
  },
]);
if (wanted('key')) await withWindow({ emulator, key: undefined }, keyStep);
if (['open', 'ask', 'allow'].some(wanted)) await withWindow({ emulator, key: 'a-key-for-the-emulator' }, chatSteps);
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
    await save(page, `key-${theme}`, clip);
    await page.keyboard.press('Escape');
  }
}

async function chatSteps(workbench: Workbench): Promise<void> {
  const chat = await workbench.openChat();
  await hideServer(chat);
  await openSource(workbench, 'cart.ts');
  await chat.getByRole('button', { name: 'Explain cart.ts' }).waitFor();
  await inThemes(workbench, 'open');
  if (wanted('ask')) {
    await ask(chat, 'How does the cart add up?');
    await chat.getByText('is not used yet').waitFor({ timeout: 60_000 });
    await chat.getByText('tokens').first().waitFor();
    await inThemes(workbench, 'ask');
    await fresh(chat);
  }
  if (!wanted('allow')) return;
  await ask(chat, 'Fix the bug in the cart');
  const allow = chat.getByRole('group', { name: 'Approval' }).getByRole('button', { name: 'Allow', exact: true });
  await allow.waitFor({ timeout: 60_000 });
  await inThemes(workbench, 'allow');
}

/** The side bar below its title, as high as a step of the walkthrough shows it. */
async function inThemes(workbench: Workbench, step: string): Promise<void> {
  const { page } = workbench;
  if (!wanted(step)) return;
  for (const theme of themes) {
    await chooseTheme(workbench, theme);
    await page.mouse.move(10, 400);
    await page.waitForTimeout(700);
    const { x, y, width, height } = (await page.locator('.part.auxiliarybar').boundingBox())!;
    const shown = Math.min(height, 560);
    const clip = { x, y: y + height - shown, width, height: shown };
    await save(page, `${step}-${theme}`, clip);
  }
}

type Clip = NonNullable<Parameters<Page['screenshot']>[0]>['clip'];

/** As WebP, which is a third of a PNG: the pictures are in everyone's download. */
async function save(page: Page, name: string, clip: Clip): Promise<void> {
  const png = (await page.screenshot({ ...(clip ? { clip } : {}) })).toString('base64');
  const blank = await page.context().newPage();
  const webp = await blank.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: image.width, height: image.height });
    canvas.getContext('2d')!.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.9).split(',')[1] ?? '';
  }, png);
  await blank.close();
  writeFileSync(join(folder, `${name}.webp`), Buffer.from(webp, 'base64'));
}
