// Scenarios and requests in; which one answers, how often, and what a wrong one is told out. With the command line and the clock.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VirtualClock } from '../../emulator/clock.ts';
import { readScenarios } from '../../emulator/read.ts';
import type { Match, Scenario } from '../../emulator/scenario.ts';
import { type Emulator, startEmulator } from '../../emulator/server.ts';
import { nodeBinary, repo, temporaryFolder } from '../../support/repo.ts';
import { declare, failure, type Json, sdk } from './client.ts';

const tools = [declare('read_file')];
const answer = (text: string) => [{ do: 'say', text }] as const;

describe('emulator: scenarios', () => {
  let emulator: Emulator;
  let ai: ReturnType<typeof sdk>;
  before(async () => {
    emulator = await startEmulator();
    ai = sdk(emulator);
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());

  const use = (...list: readonly (readonly [name: string, match: Match, times?: number])[]) =>
    emulator.use(
      list.map(([name, match, times]): Scenario => ({ name, match, answer: answer(name), ...(times && { times }) })),
    );
  const ask = async (body: Json) => (await ai.create({ input: 'hi', ...body })).output_text;

  it('answers with the first that matches', async () => {
    use(
      ['fix', { prompt: '^fix' }],
      ['pro', { model: 'carbon' }],
      ['told', { system: 'terse' }],
      ['unstored', { store: false }],
      ['any', {}],
    );
    assert.equal(await ask({ input: 'Fix it' }), 'fix');
    assert.equal(await ask({ input: 'please fix it' }), 'any');
    assert.equal(await ask({ model: 'gemini-4-carbon' }), 'pro');
    assert.equal(await ask({ system_instruction: 'Be TERSE.' }), 'told');
    assert.equal(await ask({ store: false }), 'unstored');
  });

  it('counts requests and answers', async () => {
    use(['third', { nth: 3 }], ['twice', {}, 2], ['rest', {}]);
    const seen = [];
    for (let round = 0; round < 4; round++) seen.push(await ask({}));
    assert.deepEqual(seen, ['twice', 'twice', 'third', 'rest']);
    emulator.reset();
    assert.equal(await ask({}), 'twice');
  });

  it('tells the prompt from the results that come for it', async () => {
    emulator.use([
      { name: 'asked', match: { prompt: 'go' }, answer: [{ do: 'call', name: 'read_file', arguments: {} }] },
      { name: 'denied', match: { tool_result: { name: 'read_file', is_error: true } }, answer: answer('denied') },
      { name: 'seven', match: { prompt: 'go', tool_result: { result: 'seven' } }, answer: answer('seven') },
      { name: 'read', match: { tool_result: 'read_file' }, answer: answer('read') },
    ]);
    const round = async (result: Json) => {
      const made = await ai.create({ input: 'go', tools });
      const call_id = made.steps.at(-1)!.id;
      return ask({ input: [{ type: 'function_result', call_id, ...result }], tools, previous_interaction_id: made.id });
    };
    assert.equal(await round({ result: 'it is seven' }), 'seven');
    assert.equal(await round({ result: 'no', is_error: true }), 'denied');
    assert.equal(await round({ result: [{ type: 'text', text: 'x' }] }), 'read');
  });

  it('matches headers, previous, stream', async () => {
    use(['agent', { header: { 'User-Agent': 'google-genai-sdk/3' } }]);
    assert.equal(await ask({}), 'agent');
    use(['chained', { previous: true }], ['root', { previous: false, stream: false }]);
    const first = await ai.create({ input: 'a' });
    assert.equal(first.output_text, 'root');
    assert.equal(await ask({ previous_interaction_id: first.id }), 'chained');
  });

  it('complains about a request that none matches, naming it', async () => {
    use(['x', { prompt: 'x' }]);
    const error = await failure(ai.create({ input: 'what else' }));
    assert.equal(error.status, 500);
    assert.match(error.message, /scenario "none" matches this request \(prompt "what else", 0 results\)/);
    assert.equal(emulator.complaints.length, 1);
  });

  it('complains about tools of the service that are not declared', async () => {
    emulator.use([{ name: 'web', answer: [{ do: 'search', queries: ['q'] }] }]);
    assert.match(
      (await failure(ai.create({ input: 'a', tools }))).message,
      /"web" uses google_search, which this request does not declare \(declared: function\)/,
    );
  });

  it('refuses scenarios it does not understand', () => {
    const wrong = (value: unknown) => () => emulator.use([value as Scenario]);
    assert.throws(wrong({ answer: [] }), /needs a name/);
    assert.throws(wrong({ name: 'a' }), /needs an answer/);
    assert.throws(wrong({ name: 'a', answer: [{ do: 'dance' }] }), /unknown action: \{"do":"dance"\}/);
    assert.throws(wrong({ name: 'a', match: { prompt: '(' }, answer: [] }), /regular expression/);
  });

  it('reads a folder of JSON files, one scenario or several each', async () => {
    const folder = temporaryFolder('scenarios');
    writeFileSync(
      join(folder, 'b.json'),
      JSON.stringify([
        { name: 'two', answer: [] },
        { name: 'three', answer: [] },
      ]),
    );
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ name: 'one', answer: [] }));
    writeFileSync(join(folder, 'notes.txt'), 'no');
    assert.deepEqual(
      (await readScenarios(folder)).map(({ name }) => name),
      ['one', 'two', 'three'],
    );
    writeFileSync(join(folder, 'c.json'), '{"name":"x"}');
    await assert.rejects(readScenarios(folder), /c\.json: scenario "x" needs an answer/);
  });

  it('serves from the command line: one line with the address, until it is killed', async () => {
    const scenarios = join(repo, 'test/fixtures/scenarios');
    const child = spawn(nodeBinary, [
      join(repo, 'test/emulator/main.ts'),
      '--port',
      '0',
      '--scenarios',
      scenarios,
      '--brain',
    ]);
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)![0];
    const other = sdk({ url } as Emulator);
    assert.match(String((await other.create({ input: 'emulator: plain' })).output_text), /./);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });
});

describe('emulator: virtual time', () => {
  const signal = new AbortController().signal;

  it('wakes sleepers in the order of their time, each at its own', async () => {
    const clock = new VirtualClock({ start: 0 });
    const woken: (readonly [string, number])[] = [];
    const sleep = async (name: string, ms: number) => {
      await clock.sleep(ms, signal);
      woken.push([name, clock.now()]);
    };
    const all = [sleep('b', 20), sleep('a', 10).then(() => sleep('c', 15)), sleep('d', 21)];
    await clock.advance(20);
    assert.deepEqual(woken, [
      ['a', 10],
      ['b', 20],
    ]);
    assert.equal(clock.now(), 20);
    await clock.advance(5);
    assert.deepEqual(woken.slice(2), [
      ['d', 21],
      ['c', 25],
    ]);
    await Promise.all(all);
  });

  it('ends a sleep when it is aborted, and jumps over sleeps when told to', async () => {
    const control = new AbortController();
    const sleeping = new VirtualClock().sleep(Number.POSITIVE_INFINITY, control.signal);
    control.abort(new Error('enough'));
    await assert.rejects(sleeping, /enough/);
    const clock = new VirtualClock({ start: 0, auto: true });
    await clock.sleep(5000, signal);
    assert.equal(clock.now(), 5000);
  });
});
