// "Extract as JSON…" driven through a real VS Code: schema from fields, from a type, from a file; checked, repaired once, opened; never half.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Body, notice, on, until, useCastor } from './castor.ts';
import { openFile, select, textsOf } from './editor.ts';

const schemaOf = (body: Body | undefined) => (body?.response_format as { schema?: object } | undefined)?.schema;

describe('extract as JSON', () => {
  const castor = useCastor();
  afterEach(async () => {
    await castor().workbench.runCommand('View: Close All Editors');
    await castor().workbench.runCommand('Notifications: Clear All Notifications');
  });
  const input = () => castor().page.locator('.quick-input-widget input[type=text]').first();
  // By keys: a list that is still being drawn takes no click.
  const pick = async (label: string) => {
    const row = castor().page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
    await row.waitFor();
    await input().fill(label);
    await until(
      `${label} alone`,
      async () => (await castor().page.locator('.quick-input-list .monaco-list-row').count()) === 1,
    );
    await castor().page.keyboard.press('Enter');
  };
  const titled = (title: string) => castor().page.locator('.quick-input-title', { hasText: title }).waitFor();
  const fill = async (title: string, text?: string) => {
    await titled(title);
    if (text !== undefined) await input().fill(text);
    await castor().page.keyboard.press('Enter');
  };
  const tab = (text: RegExp) => castor().page.locator('.tab.active', { hasText: text }).waitFor({ timeout: 20_000 });
  const discard = async () => {
    await castor().workbench.runCommand('View: Revert and Close Editor');
    await castor()
      .page.locator('.tab', { hasText: /Untitled/ })
      .first()
      .waitFor({ state: 'detached' });
  };
  const editorText = async () =>
    (await castor().page.locator('.editor-instance .view-lines').first().innerText()).replaceAll('\u00a0', ' ');

  it('of a selection, by fields: the request has the schema and no tool, what does not fit is asked for again, and the rows open as CSV', async () => {
    castor().emulator.use([
      { name: 'bad', match: { prompt: '^Attached' }, answer: [{ do: 'say', text: '[{"name":"pen"}]' }], times: 1 },
      {
        name: 'good',
        match: { prompt: '^The answer does not fit' },
        answer: [{ do: 'say', text: '[{"name":"pen","price":2},{"name":"a, b","price":3}]' }],
      },
    ]);
    await openFile(castor(), 'cart.ts');
    await select(castor(), 1, 3);
    await castor().workbench.runCommand('Castor: Extract as JSON…');
    await titled('the shape of the answer');
    await pick('Fields that I write…');
    await fill('fields', 'name, price: number');
    await titled('How many are there to find?');
    await pick('A list of them');
    await fill('Extract as JSON');
    await pick('Without tools');
    await titled('Open the result as');
    await pick('CSV');
    await tab(/Untitled/);
    await until('the rows', async () => /name,price\s+pen,2\s+"a, b",3/.test(await editorText()));
    const [first, second, ...more] = castor().bodies();
    assert.deepEqual(more, []);
    assert.deepEqual(first?.response_format, {
      type: 'text',
      mime_type: 'application/json',
      schema: {
        type: 'array',
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, price: { type: 'number' } },
          required: ['name', 'price'],
          additionalProperties: false,
        },
      },
    });
    assert.equal(first?.tools, undefined);
    assert.match(String(textsOf(first)[0]), /^Attached selection: src\/cart\.ts lines 1-3/);
    assert.deepEqual(second?.response_format, first?.response_format);
    assert.match(String(textsOf(second)[0]), /does not fit[\s\S]*price/);
    await castor().workbench.screenshot('extract');
    await discard();
  });

  it('by the type at the cursor, with tools, opens as JSON', async () => {
    writeFileSync(
      join(castor().folder, 'src', 'shape.ts'),
      'export interface Shape {\n  /** Corners. */\n  corners: number;\n}\n',
    );
    castor().emulator.use([on('Count', { do: 'say', text: '{"corners": 4}' })]);
    await openFile(castor(), 'shape.ts');
    await select(castor(), 3);
    await castor().workbench.runCommand('Castor: Extract as JSON…');
    await titled('the shape of the answer');
    await pick('Shape');
    await fill('Extract as JSON', 'Count the corners of a square');
    await pick('With tools');
    await tab(/Untitled/);
    await until('the object', async () => /"corners": 4/.test(await editorText()));
    const [body] = castor().bodies();
    assert.ok(body?.tools?.some(({ name }) => name === 'read_file'));
    assert.deepEqual(schemaOf(body), {
      type: 'object',
      properties: { corners: { type: 'number', description: 'Corners.' } },
      required: ['corners'],
      additionalProperties: false,
    });
    await discard();
  });

  it('by a schema of the workspace; an answer that was cut off is never taken for the whole', async () => {
    writeFileSync(
      join(castor().folder, 'point.schema.json'),
      JSON.stringify({ $schema: 'https://json-schema.org/x', type: 'object', properties: { x: { type: 'integer' } } }),
    );
    castor().emulator.use([on('Find', { do: 'say', text: '{"x": 1}' }, { do: 'status', status: 'incomplete' })]);
    await castor().workbench.runCommand('Castor: Extract as JSON…');
    await titled('the shape of the answer');
    await pick('point.schema.json');
    await fill('Extract as JSON', 'Find the point');
    await pick('Without tools');
    await notice(castor(), 'The answer was cut off');
    assert.equal(
      await castor()
        .page.locator('.tab', { hasText: /Untitled/ })
        .count(),
      0,
    );
    assert.deepEqual(schemaOf(castor().bodies()[0]), {
      type: 'object',
      properties: { x: { type: 'integer' } },
    });
  });

  it('is asked for once more and not again: what does not fit twice opens nothing', async () => {
    writeFileSync(
      join(castor().folder, 'point.schema.json'),
      JSON.stringify({ type: 'object', properties: { x: { type: 'integer' } }, required: ['x'] }),
    );
    castor().emulator.use([{ name: 'never', answer: [{ do: 'say', text: '{"x": "far"}' }] }]);
    await castor().workbench.runCommand('Castor: Extract as JSON…');
    await titled('the shape of the answer');
    await pick('point.schema.json');
    await fill('Extract as JSON', 'Find the point');
    await pick('Without tools');
    assert.match(await notice(castor(), 'does not fit the schema, also when asked again'), /x/);
    const bodies = castor().bodies();
    assert.equal(bodies.length, 2);
    assert.match(String(textsOf(bodies[1])[0]), /^The answer does not fit the schema/);
    assert.deepEqual(schemaOf(bodies[1]), schemaOf(bodies[0]));
    assert.equal(
      await castor()
        .page.locator('.tab', { hasText: /Untitled/ })
        .count(),
      0,
    );
  });
});
