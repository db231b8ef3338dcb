// The walkthrough in a real VS Code: its four steps, the picture of each in the colours of the theme, and a step that is done by its button.

import assert from 'node:assert/strict';
import { chooseTheme, type Theme } from '../support/sideBar.ts';
import { until, useCastor } from './castor.ts';

const steps = ['Give Castor your key', 'Open the chat', 'Ask about your code', 'Allow a change'];

describe('the walkthrough', () => {
  const castor = useCastor();
  afterEach(async () => {
    await chooseTheme(castor().workbench, 'light');
    await castor().workbench.runCommand('View: Close All Editors');
  });

  it('has four steps, each with a picture as the theme is, and their buttons do what they say', async () => {
    const { page, workbench } = castor();
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Get started with Castor' }).first().click();
    const walk = page.locator('.gettingStartedContainer');
    await walk.getByText('From a key to a first change, in four steps.').first().waitFor();
    const titles = walk.locator('.getting-started-step .step-title');
    await until('four steps', async () => (await titles.count()) === 4);
    assert.deepEqual(
      (await titles.allInnerTexts()).map((title) => title.trim()),
      steps,
    );
    const picture = walk.locator('.getting-started-media img').first();
    const shown = async (name: string) =>
      until(`the picture ${name}`, async () => {
        const [address, width] = await picture
          .evaluate((image: HTMLImageElement) => [image.src, image.naturalWidth] as const)
          .catch(() => ['', 0] as const);
        return address.includes(name) && width > 300;
      });
    for (const [theme, names] of [
      ['light', ['key', 'open', 'ask', 'allow']],
      ['dark', ['allow']],
      ['hc', ['allow']],
      ['hcLight', ['allow']],
    ] as const) {
      await chooseTheme(workbench, theme satisfies Theme);
      for (const name of names) {
        await titles.nth(['key', 'open', 'ask', 'allow'].indexOf(name)).click();
        await shown(`${name}-${theme}`);
        await workbench.screenshot(`walkthrough-${name}-${theme}`);
      }
    }
    await titles.nth(1).click();
    await walk.getByRole('button', { name: 'Open Chat', exact: true }).click();
    const prompt = await castor().prompt();
    await until('the prompt box has the focus', () => prompt.evaluate((box) => box === document.activeElement));
  });
});
