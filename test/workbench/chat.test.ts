// Prompts typed into a real VS Code: answers stream, turns chain by id, and files of the workspace are read by tool.

import assert from 'node:assert/strict';
import { type Body, goodKey, on, onResult, until, useCastor } from './castor.ts';

const words = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
const tools = [
  ...['read_file', 'list_dir', 'search', 'find_symbols', 'go_to_definition', 'find_references'],
  ...['apply_edit', 'create_file', 'rename_file', 'move', 'delete_file', 'rename_symbol', 'get_problems'],
  ...['run_command', 'ask_user'],
];

interface Result {
  readonly type: string;
  readonly call_id?: string;
  readonly name?: string;
  readonly result?: unknown;
  readonly is_error?: boolean;
}

describe('a chat in VS Code', () => {
  const castor = useCastor();

  it('shows the answer while it streams', async () => {
    castor().emulator.use([on('tell', { do: 'say', text: words, chunk: 12, delay: 25 })]);
    const turn = await castor().ask('tell me');
    const seen = new Set<string>();
    await until('the whole answer', async () => {
      const said = /word0[^\n]*/.exec(await turn.innerText())?.[0].trim();
      if (said) seen.add(said);
      return said?.includes('word59') ?? false;
    });
    const lengths = [...seen].map((text) => text.length);
    assert.ok(lengths.length > 3, `seen only ${lengths.length} states of the answer`);
    assert.deepEqual(
      lengths,
      lengths.toSorted((a, b) => a - b),
    );
    for (const text of seen) assert.ok(words.startsWith(text), `not a beginning of the answer: ${text}`);
    await castor().idle();
    assert.match(await turn.innerText(), /[\d,.]+k? tokens/);
  });

  it('sends a request in which every field is as it should be', async () => {
    castor().emulator.use([on('hello', { do: 'say', text: 'Hi.' })]);
    await castor().asked('hello');
    const [request, ...more] = castor().opened();
    assert.deepEqual(more, []);
    assert.equal(`${request!.method} ${request!.path}`, 'POST /v1beta/interactions');
    assert.equal(request!.headers['x-goog-api-key'], goodKey);
    assert.equal(request!.headers.authorization, undefined);
    assert.match(String(request!.headers.accept), /text\/event-stream/);
    const { system_instruction: system, tools: declared, ...rest } = request!.body as Body;
    assert.deepEqual(rest, {
      model: 'gemini-3.8-flash',
      input: [{ type: 'user_input', content: [{ type: 'text', text: 'hello' }] }],
      generation_config: { thinking_summaries: 'auto' },
      store: true,
      stream: true,
    });
    assert.match(
      String(system),
      /Use the tools[\s\S]*Workspace: castor-workspace-\w+\. Platform: \w+\. Editor language: en/,
    );
    assert.deepEqual(
      declared?.map(({ name }) => name),
      tools,
    );
    for (const tool of declared ?? []) {
      assert.deepEqual(Object.keys(tool).toSorted(), ['description', 'name', 'parameters', 'type']);
      assert.equal(tool.type, 'function');
    }
  });

  it('chains a second turn by id and sends tools and system instruction again', async () => {
    castor().emulator.use([
      on('first', { do: 'think', summary: 'Let me see.' }, { do: 'say', text: 'One.' }),
      on('second', { do: 'say', text: 'Two.' }),
    ]);
    await castor().asked('first');
    await castor().asked('second');
    await castor().sees('Two.');
    const [one, two] = castor().bodies() as [Body, Body];
    assert.equal(one.previous_interaction_id, undefined);
    assert.match(String(two.previous_interaction_id), /^v1_/);
    assert.deepEqual(two.input, [{ type: 'user_input', content: [{ type: 'text', text: 'second' }] }]);
    const { input: _, ...first } = one;
    const { input: _input, previous_interaction_id: _previous, ...second } = two;
    assert.deepEqual(second, first);
  });

  it('shows thoughts collapsed and opens them on a click', async () => {
    castor().emulator.use([on('ponder', { do: 'think', summary: 'A deep thought.' }, { do: 'say', text: 'Yes.' })]);
    const turn = await castor().asked('ponder');
    assert.equal(await turn.getByText('A deep thought.').isVisible(), false);
    await turn.getByText('Thought', { exact: true }).click();
    await turn.getByText('A deep thought.').waitFor();
  });

  it('reads a file of the workspace by tool, then answers', async () => {
    castor().emulator.use([
      on('look', { do: 'call', name: 'read_file', arguments: { path: 'src/cart.ts', start_line: 1, end_line: 3 } }),
      onResult('look', 'read_file', { do: 'say', text: 'A cart has lines.' }),
    ]);
    const turn = await castor().asked('look at the cart');
    await castor().sees('A cart has lines.');
    await turn.getByText('Read src/cart.ts:1-3').waitFor();
    const [asked, answered] = castor().bodies() as [Body, Body];
    const [result] = answered.input as unknown as [Result];
    assert.equal(answered.input.length, 1);
    assert.ok(answered.previous_interaction_id);
    assert.deepEqual([result.type, result.name, result.is_error], ['function_result', 'read_file', undefined]);
    const lines = castor().read('src/cart.ts').split('\n').slice(0, 3).join('\n');
    assert.equal(result.result, `src/cart.ts lines 1-3 of 17\n${lines}`);
    assert.deepEqual([answered.tools, answered.system_instruction], [asked.tools, asked.system_instruction]);
    await turn.getByText('Read src/cart.ts:1-3').click();
    await turn.getByText('One kind of thing in the cart', { exact: false }).waitFor();
  });

  it('answers parallel calls in one request', async () => {
    castor().emulator.use([
      on(
        'compare',
        { do: 'call', name: 'read_file', arguments: { path: 'src/cart.ts' }, id: 'call_a', split: 1 },
        { do: 'call', name: 'list_dir', arguments: { path: 'src' }, id: 'call_b' },
        { do: 'call', name: 'read_file', arguments: { path: 'no/such.ts' }, id: 'call_c' },
      ),
      onResult('compare', 'list_dir', { do: 'say', text: 'Compared.' }),
    ]);
    await castor().asked('compare them');
    await castor().sees('Compared.');
    const bodies = castor().bodies();
    assert.equal(bodies.length, 2);
    const results = bodies[1]!.input as unknown as readonly Result[];
    assert.deepEqual(
      results.map(({ type, call_id, is_error }) => [type, call_id, is_error ?? false]),
      [
        ['function_result', 'call_a', false],
        ['function_result', 'call_b', false],
        ['function_result', 'call_c', true],
      ],
    );
    assert.match(String(results[1]?.result), /cart\.test\.ts[\s\S]*cart\.ts[\s\S]*receipt\.ts/);
  });

  it('sends a file that was attached by hand, and keeps its chip in the transcript', async () => {
    castor().emulator.use([on('Attached', { do: 'say', text: 'A shop.' })]);
    await castor().click('Attach');
    const { page } = castor();
    const box = page.locator('.quick-input-widget input[type=text]').first();
    await box.waitFor();
    await box.fill('receipt');
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'receipt.ts' });
    await row.waitFor();
    await row.getByRole('checkbox').first().click();
    await page.getByRole('button', { name: 'OK' }).click();
    const chat = await castor().chat();
    await chat.getByRole('button', { name: 'Remove src/receipt.ts' }).waitFor();
    const turn = await castor().asked('what is this?');
    await castor().sees('A shop.');
    await turn.getByRole('list', { name: 'Attachments' }).getByText('src/receipt.ts').waitFor();
    assert.equal(await chat.getByRole('button', { name: 'Remove src/receipt.ts' }).count(), 0);
    const [{ content }] = castor().bodies()[0]!.input as unknown as [{ content: readonly { text: string }[] }];
    assert.deepEqual(
      content.map(({ text }) => text),
      [`Attached file: src/receipt.ts\n\`\`\`\n${castor().read('src/receipt.ts')}\n\`\`\``, 'what is this?'],
    );
  });

  it('asks before it goes on in circles, and goes on when told so', async () => {
    const read = { do: 'call', name: 'read_file', arguments: { path: 'README.md' } } as const;
    castor().emulator.use([
      on('circle', read),
      { ...onResult('circle', 'read_file', read), times: 2 },
      onResult('circle', 'read_file', { do: 'say', text: 'Out of the circle.' }),
    ]);
    await castor().ask('circle around');
    const question = (await castor().chat()).getByRole('group', { name: 'Question' });
    await question.getByText('the same call 3 times', { exact: false }).waitFor();
    assert.equal(castor().bodies().length, 3);
    await question.getByRole('button', { name: 'Continue' }).click();
    await castor().sees('Out of the circle.');
    await castor().idle();
  });

  it('is driven by the keyboard alone: a line with Shift+Enter, sending, stopping', async () => {
    castor().emulator.use([on('one', { do: 'say', text: 'Slow.' }, { do: 'hang' })]);
    await castor().workbench.runCommand('Castor: Open Chat');
    const box = await castor().prompt();
    await until('the prompt box has the focus', () => box.evaluate((element) => element === document.activeElement));
    const { keyboard } = castor().page;
    await keyboard.type('one');
    await keyboard.press('Shift+Enter');
    await keyboard.type('two');
    await keyboard.press('Enter');
    await castor().sees('Slow.');
    await keyboard.press('Escape');
    await castor().sees('Stopped');
    await castor().idle();
    const [{ content }] = castor().bodies()[0]!.input as unknown as [{ content: unknown }];
    assert.deepEqual(content, [{ type: 'text', text: 'one\ntwo' }]);
  });
});
