// Code blocks and named files as a person uses them: each button asks the host for its thing, each file is a link by mouse and keyboard.

import assert from 'node:assert/strict';
import { closeAll, type Opened, open } from './page.ts';
import { facts, turn } from './sessions.ts';

const one = turn('t1', 'Show me');
const answer = `In \`src/math.ts:3\` and at test/math.test.ts:12, not in \`add()\` or Node.js:

\`\`\`ts
const a = 1;
const b = 2;
\`\`\`

A [link to src/a.ts:3](https://a.test/) stays one link.
`;

async function start(width = 300): Promise<Opened> {
  const view = await open({ width });
  await view.command('ready');
  const events = [...one.prompt(), ...one.output(0), ...one.text(0, answer), ...one.stop(0), ...one.done()];
  const created = { type: 'session.created', id: 's', at: 1 } as const;
  await view.send({ type: 'transcript', session: 's', events: [created, ...events], state: facts });
  await view.page.getByText('stays one link').waitFor();
  return view;
}

describe('code and files of an answer', () => {
  let view: Opened;
  afterEach(async () => {
    assert.deepEqual(view.trouble, []);
    await view.close();
  });
  after(closeAll);

  it('inserts, opens, applies and copies a block by its buttons', async () => {
    view = await start();
    const text = 'const a = 1;\nconst b = 2;';
    for (const [name, type] of [
      ['Insert at cursor', 'insert_code'],
      ['Open as file', 'open_code'],
      ['Apply to the open file', 'apply_code'],
    ] as const) {
      await view.page.getByRole('button', { name }).click();
      assert.deepEqual(await view.command(type), { type, text, language: 'ts' });
    }
    await view.page.getByRole('button', { name: 'Copy code' }).focus();
    await view.page.keyboard.press('Enter');
    assert.deepEqual(await view.command('copy'), { type: 'copy', text });
  });

  it('shows the buttons with the pointer or the focus, and copy always', async () => {
    view = await start();
    const opacity = (name: string) =>
      view.page.getByRole('button', { name }).evaluate((button) => getComputedStyle(button).opacity);
    await view.page.mouse.move(5, 5);
    assert.deepEqual([await opacity('Insert at cursor'), await opacity('Copy code')], ['0', '1']);
    await view.page.getByRole('button', { name: 'Insert at cursor' }).focus();
    assert.equal(await opacity('Insert at cursor'), '1');
  });

  it('makes links of files that are plainly named, and of nothing else', async () => {
    view = await start();
    const links = view.page.getByRole('article').getByRole('link');
    assert.deepEqual(await links.allTextContents(), ['src/math.ts:3', 'test/math.test.ts:12', 'link to src/a.ts:3']);
    await links.nth(0).click();
    assert.deepEqual(await view.command('open_file'), { type: 'open_file', path: 'src/math.ts', line: 3 });
    await links.nth(1).focus();
    await view.page.keyboard.press('Enter');
    await view.page.waitForFunction(
      () =>
        (window as unknown as { posted: { type: string }[] }).posted.filter((c) => c.type === 'open_file').length === 2,
    );
    assert.deepEqual(await view.command('open_file'), { type: 'open_file', path: 'test/math.test.ts', line: 12 });
  });
});
