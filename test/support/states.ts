// A folder and a theme in, a picture of each state of Castor's side bar in the real VS Code out: node test/support/states.ts [DIR [light|hc|hcLight]].

import { join, resolve } from 'node:path';
import type { Scenario } from '../emulator/scenario.ts';
import { startEmulator } from '../emulator/server.ts';
import { ask, fresh, openSource, withWindow } from './photo.ts';
import { repo } from './repo.ts';
import { chooseTheme, type Theme, widen } from './sideBar.ts';
import type { Workbench } from './workbench.ts';

const folder = resolve(process.argv[2] ?? join(repo, 'docs', 'images'));
const theme = process.argv[3] as Theme | undefined;
const slow =
  'The subtotal adds up prices and forgets the quantities, so a cart with four teas costs as much as one tea. ';
const scenarios: readonly Scenario[] = [
  {
    name: 'streaming',
    match: { prompt: '^Why' },
    answer: [
      { do: 'think', summary: '**Reading the cart**\n\nThe prices are summed, the quantities are not.' },
      { do: 'say', text: `${slow}\n\n\`\`\`ts\nreturn lines.reduce(`, chunk: 12, delay: 20 },
      { do: 'hang' },
    ],
  },
  {
    name: 'failure',
    match: { prompt: '^What' },
    answer: [{ do: 'say', text: 'A discount is a percentage, but here it is' }, { do: 'drop' }],
  },
];

const emulator = await startEmulator({ brain: true });
emulator.use(scenarios);
await withWindow({ emulator, key: undefined }, async (workbench) => {
  if (theme) await chooseTheme(workbench, theme);
  await (await workbench.openChat()).getByText('Connect to Gemini').waitFor();
  await picture(workbench, 'no-key');
});
await withWindow({ emulator, key: 'a-key-for-the-emulator' }, states);
await emulator.close();
process.exit(0);

async function states(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  if (theme) await chooseTheme(workbench, theme);
  const chat = await workbench.openChat();
  await openSource(workbench, 'cart.ts');
  await chat.getByRole('button', { name: 'Explain cart.ts' }).waitFor();
  await picture(workbench, 'empty');

  await ask(chat, 'Why is the total too low?');
  await chat.getByText('return lines.reduce(').waitFor({ timeout: 30_000 });
  await picture(workbench, 'streaming');
  for (const prompt of ['Then fix it, and run the tests in your head', 'Write a line for the changelog'])
    await ask(chat, prompt);
  await chat.getByRole('region', { name: 'Queue' }).getByText('changelog').waitFor();
  await picture(workbench, 'queue');
  for (let left = 2; left > 0; left--)
    await chat
      .getByRole('button', { name: /^Remove queued prompt/ })
      .first()
      .click();
  await chat.getByRole('button', { name: 'Stop', exact: true }).click();
  await chat.getByText('Stopped').first().waitFor();

  await fresh(chat);
  await ask(chat, 'What is a discount here?');
  await chat.getByRole('alert').waitFor({ timeout: 60_000 });
  await picture(workbench, 'failure');

  await fresh(chat);
  await ask(chat, 'Fix the bug in the cart');
  const allow = chat.getByRole('group', { name: 'Approval' }).getByRole('button', { name: 'Allow', exact: true });
  await allow.waitFor({ timeout: 60_000 });
  await picture(workbench, 'approval');
  await widen(workbench, 300);
  await picture(workbench, 'narrow');
  await widen(workbench, 420);
  await chooseTheme(workbench, 'hc');
  await page.mouse.move(10, 400);
  await picture(workbench, 'contrast');
}

/** Of the side bar alone, once what moves has come to rest. */
async function picture({ page }: Workbench, state: string): Promise<void> {
  await page.waitForTimeout(700);
  await page.locator('.part.auxiliarybar').screenshot({ path: join(folder, `state-${state}.png`) });
}
