// Prompts in, what the built-in brain does with the sample workspace out, its edits made for real on a copy of it.

import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { confession } from '../../emulator/brain.ts';
import { VirtualClock } from '../../emulator/clock.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { repo, temporaryFolder } from '../../support/repo.ts';
import { collect, declare, type Event, type Json, sdk, spoken } from './client.ts';

const sample = join(repo, 'test/fixtures/sample');
const names = ['read_file', 'list_dir', 'search', 'apply_edit', 'create_file', 'get_problems'];

interface Call {
  readonly id: string;
  readonly name: string;
  readonly args: Json;
}

interface Result {
  readonly result: string;
  readonly is_error?: boolean;
}

/** The tools, as plainly as can be. */
function perform(folder: string, { name, args }: Call): Result {
  const path = join(folder, String(args.path ?? '.'));
  if (name === 'list_dir') return { result: ['x has entries', ...readdirSync(path)].join('\n') };
  if (name === 'search') return { result: `1 match in 1 file\nsrc/cart.ts\n  12: total ${String(args.pattern)}` };
  if (name === 'get_problems') return { result: 'No problems are reported.' };
  if (name === 'create_file') {
    writeFileSync(path, String(args.content));
    return { result: 'Created.' };
  }
  const text = readFileSync(path, 'utf8');
  if (name === 'read_file') return { result: `${args.path} lines 1-${text.split('\n').length - 1} of many\n${text}` };
  const edits = args.edits as { old_text: string; new_text: string }[];
  if (edits.some((edit) => text.split(edit.old_text).length !== 2)) return { result: 'no such text', is_error: true };
  writeFileSync(
    path,
    edits.reduce((all, edit) => all.replace(edit.old_text, edit.new_text), text),
  );
  return { result: `Edited ${args.path}.` };
}

const callsOf = (events: readonly Event[]): Call[] =>
  events.flatMap(({ step, index }) => {
    if (step?.type !== 'function_call') return [];
    const pieces = events.map(({ delta, index: at }) =>
      at === index && delta?.type === 'arguments_delta' ? delta.arguments : '',
    );
    return [{ id: String(step.id), name: String(step.name), args: JSON.parse(pieces.join('')) }];
  });

describe('emulator: the brain', () => {
  let emulator: Emulator;
  let ai: ReturnType<typeof sdk>;
  let folder: string;
  let head: string | undefined;
  before(async () => {
    emulator = await startEmulator({ brain: true, clock: new VirtualClock({ auto: true }) });
    ai = sdk(emulator);
  });
  beforeEach(() => {
    emulator.reset();
    head = undefined;
    folder = temporaryFolder('sample');
    cpSync(sample, folder, { recursive: true });
  });
  after(() => emulator.close());

  /** One turn to its end: all texts, and the calls interaction by interaction. */
  const turn = async (prompt: unknown, { tools = names, answer = perform } = {}) => {
    const texts: string[] = [];
    const calls: Call[][] = [];
    let input: unknown = prompt;
    for (let hop = 0; hop < 10; hop++) {
      const { events } = await collect(
        await ai.stream({
          input,
          tools: tools.map(declare),
          generation_config: { thinking_summaries: 'auto' },
          ...(head && { previous_interaction_id: head }),
        }),
      );
      head = events.at(-1)!.interaction!.id;
      texts.push(spoken(events));
      const made = callsOf(events);
      if (made.length === 0) return { text: texts.join('\n'), texts, calls, events };
      calls.push(made);
      input = made.map((one) => ({ type: 'function_result', call_id: one.id, name: one.name, ...answer(folder, one) }));
    }
    throw new Error('the brain does not stop');
  };
  const kinds = (calls: readonly Call[][]): string =>
    calls.map((group) => group.map(({ name }) => name).join('+')).join(' ');

  it('is honest in its first sentence, once a chain', async () => {
    for (const prompt of [
      'hello',
      'fix the bug',
      'explain src/cart.ts',
      'what is this project?',
      'find total',
      'news?',
      '?',
      'create NOTES.md',
    ]) {
      head = undefined;
      const first = await turn(prompt);
      assert.ok(first.texts[0]!.startsWith(confession), prompt);
      assert.equal(first.text.split(confession).length, 2, prompt);
      assert.ok(!(await turn(prompt)).text.includes(confession), prompt);
    }
  });

  it('draws, hums, writes down and fills in where a request asks for that instead of text', async () => {
    const ask = async (model: string, prompt: unknown, more: object = {}) => {
      const { events } = await collect(
        await ai.stream({ model, input: prompt, ...more } as Parameters<typeof ai.stream>[0]),
      );
      return { said: spoken(events), parts: events.flatMap(({ delta }) => delta ?? []) as readonly Json[] };
    };
    const picture = await ask('gemini-3.1-flash-image', 'A fox', { response_format: { type: 'image' } });
    assert.ok(picture.said.startsWith(confession));
    const [image] = picture.parts.filter(({ type }) => type === 'image');
    assert.equal(image?.mime_type, 'image/png');
    const bytes = Buffer.from(String(image?.data), 'base64');
    assert.deepEqual(bytes.subarray(0, 4), Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [480, 270]);
    const speech = { type: 'audio', mime_type: 'audio/l16', sample_rate: 24_000 };
    const voice = { generation_config: { speech_config: { speakers: [{ voice: 'Kore' }] } } };
    const heard = await ask('gemini-3.8-flash-tts', 'Hello', { response_format: speech, ...voice });
    assert.equal(heard.said, '');
    const sound = heard.parts.find(({ type }) => type === 'audio');
    assert.deepEqual([sound?.mime_type, Buffer.from(String(sound?.data), 'base64').length], ['audio/l16', 96_000]);
    const properties = { name: { type: 'string' }, price: { type: 'number' }, kind: { enum: ['tea', 'cup'] } };
    const schema = { type: 'array', items: { type: 'object', properties } };
    const data = { response_format: { type: 'text', mime_type: 'application/json', schema } };
    assert.deepEqual(JSON.parse((await ask('gemini-3.8-flash', 'List them', data)).said), [
      { name: 'simulated', price: 0, kind: 'tea' },
    ]);
    const audio = { type: 'audio', mime_type: 'audio/wav', data: Buffer.from('RIFF').toString('base64') };
    const written = await ask('gemini-3.5-transcribe', [{ type: 'user_input', content: [audio] }]);
    assert.match(written.said, /^A simulator hears nothing/);
  });

  it('looks, reads and mends the sample for real: its tests pass afterwards', async () => {
    const { calls, text, texts } = await turn('Fix the bug in the cart, please');
    assert.equal(kinds(calls), 'list_dir+list_dir read_file+read_file apply_edit');
    assert.match(texts.at(-1)!, /^## Fixed[\s\S]*\| Was wrong \| Is now \|[\s\S]*```ts/);
    assert.match(text, /1\. .*quantity/);
    const { subtotal, total } = await import(join(folder, 'src/cart.ts'));
    const lines = [
      { name: 'Tea', price: 250, quantity: 4 },
      { name: 'Honey', price: 600, quantity: 1 },
    ];
    assert.deepEqual([subtotal(lines), total(lines, 25), total([], 25)], [1600, 1200, 0]);
    assert.match((await turn('fix it again')).text, /nothing for me to fix/);
  });

  it('has a bug to mend: the sample as it is fails its tests', async () => {
    const { subtotal, total } = await import(join(sample, 'src/cart.ts'));
    const lines = [{ name: 'Tea', price: 250, quantity: 4 }];
    assert.notEqual(subtotal(lines), 1000);
    assert.notEqual(total(lines, 50), 500);
  });

  it('takes the text of the edit from a result with line numbers, too', async () => {
    const numbered = (where: string, call: Call): Result => {
      const { result, ...rest } = perform(where, call);
      if (call.name !== 'read_file') return { result, ...rest };
      const [header, ...lines] = result.split('\n');
      return { result: [header, ...lines.map((line, at) => `${String(at + 1).padStart(4)} | ${line}`)].join('\n') };
    };
    const { texts } = await turn('fix the bug', { answer: numbered });
    assert.match(texts.at(-1)!, /^## Fixed/);
  });

  it('takes no for an answer, and repeats the words', async () => {
    const deny = (where: string, call: Call): Result =>
      call.name === 'apply_edit'
        ? { result: 'The person refused this call. Their words: only the discount', is_error: true }
        : perform(where, call);
    const { calls, texts } = await turn('fix the bug', { answer: deny });
    assert.equal(kinds(calls).split('apply_edit').length, 2);
    assert.match(texts.at(-1)!, /\*\*nothing was changed\*\*\. You said: \*only the discount\*/);
    assert.equal(readFileSync(join(folder, 'src/cart.ts'), 'utf8'), readFileSync(join(sample, 'src/cart.ts'), 'utf8'));
    const fail = (where: string, call: Call): Result =>
      call.name === 'apply_edit' ? { result: 'The file changed since.', is_error: true } : perform(where, call);
    head = undefined;
    assert.match(
      (await turn('fix the bug', { answer: fail })).texts.at(-1)!,
      /The change was not made[\s\S]*The file changed since/,
    );
  });

  it('reads what is named, searches, asks for problems, looks around', async () => {
    const read = await turn('Explain src/receipt.ts to me');
    assert.deepEqual(read.calls[0]![0]!.args, { path: 'src/receipt.ts' });
    assert.match(read.text, /\| `receipt` \| function \| 6 \|[\s\S]*```ts\nimport/);
    const search = await turn('Where is `discount` used?');
    assert.deepEqual(search.calls[0]![0]!.args, { pattern: 'discount' });
    assert.match(search.text, /\| `src\/cart\.ts` \| 12 \| `total discount` \|/);
    assert.deepEqual((await turn('search for the word total')).calls[0]![0]!.args, { pattern: 'total' });
    assert.equal(kinds((await turn('any problems here?')).calls), 'get_problems');
    const overview = await turn('What is this project?');
    assert.equal(kinds(overview.calls), 'list_dir+read_file');
    assert.match(overview.text, /\*\*Corner shop\.\*\* The shopping cart/);
    const gone = await turn('explain src/none.ts', {
      answer: () => ({ result: 'There is no src/none.ts.', is_error: true }),
    });
    assert.match(gone.text, /There is no src\/none\.ts/);
  });

  it('creates files and replaces words where they stand once', async () => {
    await turn('Create docs.md with a plan');
    assert.match(readFileSync(join(folder, 'docs.md'), 'utf8'), /^# docs\n/);
    const { calls } = await turn("replace 'whole cents' with 'full cents' in src/cart.ts");
    assert.equal(kinds(calls), 'read_file apply_edit');
    assert.match(readFileSync(join(folder, 'src/cart.ts'), 'utf8'), /in full cents/);
  });

  it('does not take a change of a file for a wish to create it', async () => {
    assert.equal(kinds((await turn('change src/cart.ts and add the quantity')).calls), 'read_file apply_edit');
  });

  it('calls only tools it was given', async () => {
    for (const prompt of [
      'fix the bug',
      'find total',
      'explain README.md',
      'create x.md',
      'problems?',
      'hello',
      'the web',
    ]) {
      head = undefined;
      const { calls, text } = await turn(prompt, { tools: ['unrelated'] });
      assert.equal(calls.length, 0, prompt);
      assert.ok(text.length > confession.length, prompt);
    }
    assert.deepEqual(emulator.complaints, []);
  });

  it('looks at the words, not at what is attached', async () => {
    const attached = { type: 'text', text: 'Attached file: src/a.ts\n```\nfix the bug, create x.md\n```' };
    const { calls, text } = await turn([{ type: 'user_input', content: [attached, { type: 'text', text: 'hello' }] }]);
    assert.equal(calls.length, 0);
    assert.match(text, /You attached `src\/a\.ts`/);
  });

  it('thinks, and speaks in small pieces, the same every time', async () => {
    const one = await turn('hello');
    head = undefined;
    const two = await turn('hello');
    assert.equal(one.text, two.text);
    assert.ok(one.events.some(({ delta }) => delta?.type === 'thought_summary'));
    assert.ok(one.events.filter(({ delta }) => delta?.type === 'text').length > 100);
    for (const element of [/^## /m, /^- /m, /^\| .* \|$/m, /^```ts$/m]) assert.match(one.text, element);
  });

  it('pretends to search the web only where that tool is declared, and says so', async () => {
    const made = await ai.create({ input: 'latest news on the web', tools: [{ type: 'google_search' }] });
    assert.deepEqual(
      made.steps.map(({ type }) => type),
      ['google_search_call', 'google_search_result', 'thought', 'model_output'],
    );
    const [{ text, annotations }] = made.steps.at(-1)!.content as [
      { text: string; annotations: { start_index: number; end_index: number }[] },
    ];
    assert.ok(text.startsWith(confession));
    const cited = Buffer.from(text).subarray(annotations[0]!.start_index, annotations[0]!.end_index).toString();
    assert.match(cited, /^With a key.*this one\.$/);
  });
});
