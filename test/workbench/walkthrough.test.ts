// The walkthrough in a real VS Code: opened by VS Code's own command, with its four steps in their order.

import assert from 'node:assert/strict';
import { until, useCastor } from './castor.ts';

const steps = ['Give Castor your key', 'Open the chat', 'Ask about your code', 'Allow a change'];

describe('the walkthrough', () => {
  const castor = useCastor();
  afterEach(() => castor().workbench.runCommand('View: Close All Editors'));

  it('leads from a key to a first change in four steps', async () => {
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
  });
});
