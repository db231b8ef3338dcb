// The page in a real VS Code: prompts wait in the queue and go out in order, code of an answer reaches the editor, named files open.

import assert from 'node:assert/strict';
import { on, until, useCastor } from './castor.ts';
import { openFile } from './editor.ts';

describe('the page in VS Code', () => {
  const castor = useCastor();

  const prompts = () =>
    castor()
      .bodies()
      .map(({ input }) => JSON.stringify(input.at(-1)));
  const queue = async () => (await castor().chat()).getByRole('region', { name: 'Queue' });
  const slow = on('slow', { do: 'say', text: 'word '.repeat(40), chunk: 5, delay: 100 });

  it('queues what is sent while a turn runs, and sends it in order when the turn ends', async () => {
    castor().emulator.use([
      slow,
      on('second', { do: 'say', text: 'Two.' }),
      on('third', { do: 'say', text: 'Three.' }),
    ]);
    await castor().ask('slow');
    const box = await castor().prompt();
    for (const text of ['second', 'third']) {
      await box.fill(text);
      await box.press('Enter');
    }
    await (await queue()).getByText('Sent when this turn ends').waitFor();
    const waiting = (await queue()).getByRole('listitem');
    await until('both wait', async () => (await waiting.count()) === 2);
    assert.deepEqual(await waiting.allInnerTexts(), ['second', 'third']);
    await castor().sees('Three.', 30_000);
    await castor().idle();
    assert.equal(await (await queue()).count(), 0);
    assert.deepEqual(
      prompts().map((prompt) => /slow|second|third/.exec(prompt)?.[0]),
      ['slow', 'second', 'third'],
    );
  });

  it('keeps the queue over Stop, and waits for the person then', async () => {
    castor().emulator.use([slow, on('second', { do: 'say', text: 'Two.' })]);
    await castor().ask('slow');
    const box = await castor().prompt();
    await box.fill('second');
    await box.press('Enter');
    await (await queue()).getByText('second').waitFor();
    await castor().click('Stop');
    await (await queue()).getByText('Waiting for you').waitFor();
    assert.equal(prompts().length, 1);
    await castor().click('Send now: second');
    await castor().sees('Two.');
    await castor().idle();
    assert.equal(await (await queue()).count(), 0);
  });

  it('inserts a code block at the cursor, and opens a file that the answer names', async () => {
    const code = 'const inserted = 41 + 1;';
    castor().emulator.use([
      on('show', { do: 'say', text: `Look at \`src/cart.ts:3\`:\n\n\`\`\`ts\n${code}\n\`\`\`\n` }),
    ]);
    await castor().asked('show');
    await (await castor().chat()).getByRole('link', { name: 'src/cart.ts:3' }).click();
    await castor()
      .page.getByRole('tab', { name: /cart\.ts/ })
      .first()
      .waitFor();
    await until(
      'the cursor is in line 3',
      async () =>
        (await castor()
          .page.getByText(/Ln 3, Col 1/)
          .count()) > 0,
    );
    await castor().click('Insert at cursor');
    const inserted = castor().page.locator('.view-line').filter({ hasText: 'inserted' });
    await inserted.first().waitFor();
    assert.equal(castor().read('src/cart.ts').includes('inserted'), false, 'nothing is saved by itself');
    // The focus went along, and one undo takes it back.
    await castor().page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
    await castor().page.keyboard.press('Control+Z');
    await until('it is undone', async () => (await inserted.count()) === 0);
  });

  it('applies a code block through a prompt that names the open file', async () => {
    castor().emulator.use([
      on('show', { do: 'say', text: '```ts\nconst applied = 1;\n```\n' }),
      on('Apply this code', { do: 'say', text: 'Applied, so to say.' }),
    ]);
    await openFile(castor(), 'cart.ts');
    await castor().asked('show');
    await castor().click('Apply to the open file');
    await castor().sees('Applied, so to say.');
    await castor().idle();
    assert.match(
      prompts().at(-1) ?? '',
      /Apply this code of your answer to `src\/cart\.ts` with apply_edit.*const applied = 1;/,
    );
  });
});
