// "Create Image…" and what a person does with the picture, in a real VS Code: the request, the picture, its buttons.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { on, until, useCastor } from './castor.ts';
import { closeEditors } from './editor.ts';

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const point = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

describe('pictures', () => {
  const castor = useCastor();

  const choose = async (label: string) => {
    const row = castor().page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await row.waitFor();
    await row.click();
  };
  const write = async (placeholder: string, text: string) => {
    const box = castor().page.locator(`.quick-input-widget input[placeholder^="${placeholder}"]`);
    await box.fill(text);
    await box.press('Enter');
  };
  const create = async (text: string) => {
    await castor().workbench.runCommand('Castor: Create Image…');
    await choose('Gemini 3 Pro Image');
    await choose('16:9');
    await choose('2K');
    await write('What should be in it', text);
    await (await castor().turn(text)).waitFor();
    await castor().idle();
  };
  const picture = async () => (await castor().turns()).last().getByRole('img', { name: 'A picture of the answer' });

  beforeEach(() =>
    castor().emulator.use([
      on('A fox', { do: 'say', text: 'Here it is.' }, { do: 'image', mime_type: 'image/png', data: pixel }),
      on('Make it blue', { do: 'image', mime_type: 'image/png', data: pixel }),
      on('And now', { do: 'say', text: 'A text again.' }),
    ]),
  );

  it('are asked for in the shape and size that were chosen, without tools, and stand in the answer', async () => {
    await create('A fox in the snow');
    const [body] = castor().bodies() as readonly Record<string, unknown>[];
    assert.equal(body?.model, 'gemini-3-pro-image');
    assert.deepEqual(body?.response_format, { type: 'image', aspect_ratio: '16:9', image_size: '2K' });
    for (const field of ['tools', 'system_instruction', 'generation_config'])
      assert.equal(body?.[field], undefined, field);
    await (await picture()).waitFor();
    assert.match((await (await picture()).getAttribute('src')) ?? '', /^blob:/);
    await castor().sees('Here it is.');
  });

  it('are edited by going on from them: nothing is sent again', async () => {
    await create('A fox in the snow');
    await castor().click('Edit image');
    await write('What should change', 'Make it blue');
    await (await castor().turn('Make it blue')).waitFor();
    await castor().idle();
    const body = castor().bodies()[1] as Record<string, unknown>;
    assert.equal(body.model, 'gemini-3-pro-image');
    assert.ok(body.previous_interaction_id);
    assert.equal(JSON.stringify(body.input).includes(pixel), false);
    await (await picture()).waitFor();
    await castor().asked('And now');
    assert.notEqual((castor().bodies()[2] as Record<string, unknown>).model, 'gemini-3-pro-image');
  });

  it('are asked for in the prompt box, too, come several between the texts, and are copied', async () => {
    castor().emulator.use([
      on(
        'Two foxes',
        { do: 'say', text: 'The first.' },
        { do: 'image', mime_type: 'image/png', data: pixel },
        { do: 'say', text: 'The second.' },
        { do: 'image', mime_type: 'image/png', data: pixel },
      ),
    ]);
    await (await castor().prompt()).fill('/image Two foxes');
    await castor().click('Send');
    await castor().sees('The second.');
    await castor().idle();
    const [body] = castor().bodies() as readonly Record<string, unknown>[];
    assert.equal(body?.model, 'gemini-3.1-flash-image');
    assert.deepEqual(body?.response_format, { type: 'image' });
    assert.equal(body?.tools, undefined);
    const turn = (await castor().turns()).last();
    const order = await turn.evaluate((root) =>
      [...root.querySelectorAll('.output .markdown, .output img')].map((one) => one.textContent?.trim() || 'picture'),
    );
    assert.deepEqual(order, ['The first.', 'picture', 'The second.', 'picture']);
    await castor().workbench.screenshot('pictures-between');
    await castor().workbench.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await turn.getByRole('button', { name: 'Copy image' }).first().click();
    const copied = () =>
      castor().page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types).join());
    await until('a picture in the clipboard', async () => (await copied()) === 'image/png');
  });

  it('open in the editor’s viewer, and are saved where the person says', async () => {
    await create('A fox in the snow');
    await castor().click('Open image');
    await castor()
      .page.getByRole('tab', { name: /^A fox in the snow\.png/ })
      .waitFor();
    await castor().click('Save image');
    const box = castor().page.locator('.quick-input-widget input[type=text]').first();
    await until('the dialog names a file', async () => /castor-\d+\.png$/.test(await box.inputValue()));
    await box.press('Enter');
    const saved = () => readdirSync(castor().folder).find((name) => /^castor-\d+\.png$/.test(name));
    await until('the file is there', () => saved() !== undefined);
    const path = join(castor().folder, saved()!);
    assert.ok(existsSync(path));
    await until('all of it', () => readFileSync(path).toString('base64') === pixel);
  });

  it('leave no copy behind that no tab shows, once another one is opened', async () => {
    await closeEditors(castor());
    const copies = () =>
      readdirSync(castor().served.data, { recursive: true, encoding: 'utf8' })
        .filter((path) => /castor[^/\\]*[/\\]media[/\\].*\.(png|gif)$/.test(path))
        .map((path) => basename(path))
        .sort();
    const opened = async (tab: RegExp) => {
      await castor().click('Open image');
      await castor().page.getByRole('tab', { name: tab }).waitFor();
    };
    castor().emulator.use([
      on('A dot', { do: 'image', mime_type: 'image/png', data: pixel }),
      on('A point', { do: 'image', mime_type: 'image/gif', data: point }),
    ]);
    await create('A dot: "black"?');
    await opened(/^A dot black\.png/);
    assert.deepEqual(copies(), ['A dot black.png']);
    await castor().newSession();
    await create('A point');
    await opened(/^A point\.gif/);
    assert.deepEqual(copies(), ['A dot black.png', 'A point.gif']);
    await closeEditors(castor());
    await opened(/^A point\.gif/);
    assert.deepEqual(copies(), ['A point.gif']);
    await closeEditors(castor());
  });
});
