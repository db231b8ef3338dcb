// The walkthrough in a real VS Code: opened by VS Code's own command, with its four steps in their order, each of whose buttons does what it says.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until, useCastor } from './castor.ts';

const steps = ['Give Castor your key', 'Open the chat', 'Ask about your code', 'Allow a change'];

describe('the walkthrough', () => {
  const castor = useCastor();
  afterEach(() => castor().workbench.runCommand('View: Close All Editors'));

  const open = async () => {
    const { page, workbench } = castor();
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Get started with Castor' }).first().click();
    const walk = page.locator('.gettingStartedContainer');
    await walk.getByText('From a key to a first change, in four steps.').first().waitFor();
    return walk;
  };

  /** Pages of a walkthrough slide in, and again when the editor gets another width: a click meanwhile would scroll them out of sight. */
  const stands = async (step: Locator) => {
    let before = '';
    await until('the page stands still', async () => {
      const [box, around] = [await step.boundingBox(), await castor().page.locator('.part.editor').boundingBox()];
      const now = JSON.stringify([box, around]);
      const same = now === before;
      before = now;
      await castor().page.waitForTimeout(250);
      return same && box !== null && around !== null && box.x >= around.x && box.x < around.x + around.width;
    });
  };

  it('leads from a key to a first change in four steps', async () => {
    const titles = (await open()).locator('.getting-started-step .step-title');
    await until('four steps', async () => (await titles.count()) === 4);
    assert.deepEqual(
      (await titles.allInnerTexts()).map((title) => title.trim()),
      steps,
    );
  });

  it('takes a key and leads to the chat by the buttons of its steps', async () => {
    const { page, workbench } = castor();
    const walk = await open();
    const press = async (title: string, button: string) => {
      const step = walk.locator('.getting-started-step', { has: page.locator('.step-title', { hasText: title }) });
      const pressed = step.getByRole('button', { name: button, exact: true });
      await stands(step);
      await until('the step is open', async () => {
        if (await pressed.isVisible()) return true;
        // VS Code says that a step is disabled while it can be opened all the same; one that is drawn anew forgets a click.
        await step.locator('.step-title').click({ force: true });
        return pressed.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
      });
      await pressed.click();
    };
    await press('Give Castor your key', 'Set API Key');
    await page.locator('.quick-input-widget input[type=password]').waitFor();
    await page.keyboard.press('Escape');
    for (const [title, button] of [
      ['Open the chat', 'Open Chat'],
      ['Ask about your code', 'Ask'],
      ['Allow a change', 'Ask for a change'],
    ] as const) {
      await workbench.runCommand('View: Hide Secondary Side Bar');
      await page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
      await press(title, button);
      await page.locator('.part.auxiliarybar').waitFor();
      const prompt = await castor().prompt();
      await until('the prompt box has the focus', () => prompt.evaluate((box) => box === document.activeElement));
    }
  });
});
