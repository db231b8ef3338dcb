// A private session of a real VS Code that gets long, breaks off, goes back, and is reviewed: each request carries all of it, and nothing is stored.

import assert from 'node:assert/strict';
import { on, until, useCastor } from './castor.ts';
import {
  allowAllBut,
  answers,
  chooseRestore,
  first,
  full,
  goOn,
  halves,
  hidden,
  kinds,
  madeForReview,
  mark,
  question,
  reviewed,
  said,
  second,
  summary,
  sums,
  sumUpAndAsk,
  textOf,
  tool,
} from './conversation.ts';

const thought = (signature: string) => ({ do: 'think', summary: 'hm', signature }) as const;
const [one, next] = ['b25l', 'bmV4dA=='] as const;
const began = on('one', thought(one), { do: 'say', text: 'First answer.' });

describe('a private session, further', () => {
  const castor = useCastor();
  const body = (at: number) => castor().bodies().at(at)!;
  const signatures = (at: number) =>
    body(at).input.flatMap(({ type, signature }) => (type === 'thought' ? [signature] : []));

  /** What a request sends beside all that the one before it sent, which goes again as it was. */
  const added = (at: number) => {
    const before = body(at - 1).input;
    assert.deepEqual(body(at).input.slice(0, before.length), before);
    return body(at).input.slice(before.length);
  };

  beforeEach(() => castor().option('switch', 'Private', (control) => control.click()));

  afterEach(() => {
    for (const { store, previous_interaction_id: previous } of castor().bodies())
      assert.deepEqual([store, previous], [false, undefined]);
  });

  it('near the end of the window: a summary goes in the place of the steps, all of them again once it is taken back', async () => {
    castor().emulator.use([
      on('build', thought(one), { do: 'say', text: 'Building it.' }, full),
      sums(),
      on('further', thought(next), { do: 'say', text: 'Further then.' }),
      on('again', { do: 'say', text: 'Once more.' }),
    ]);
    await castor().asked('build me a boat');
    await sumUpAndAsk(castor(), 'further please', 'Further then.');
    assert.deepEqual(said(body(1)).slice(0, 2), ['build me a boat', 'Building it.']);
    assert.deepEqual(signatures(1), [one]);
    assert.deepEqual(kinds(body(2)), ['user_input', 'user_input']);
    assert.match(textOf(body(2).input[0]), new RegExp(summary.goal));
    assert.equal(textOf(body(2).input[1]), 'further please');
    await (await mark(castor())).getByRole('button', { name: 'Undo' }).click();
    await (await mark(castor())).getByText('The summary is taken back').waitFor();
    await castor().asked('again please');
    const whole = ['build me a boat', 'Building it.', 'further please', 'Further then.', 'again please'];
    assert.deepEqual(said(body(3)), whole);
    assert.deepEqual(signatures(3), [one, next]);
    await (await mark(castor())).getByRole('button', { name: 'Use the summary again' }).click();
    await (await mark(castor())).getByText('A summary stands for everything above').waitFor();
    await castor().asked('again now');
    assert.deepEqual(said(body(4)).slice(1), [...whole.slice(2), 'Once more.', 'again now']);
    assert.equal(textOf(body(4).input[0]), textOf(body(2).input[0]));
  });

  for (const [status, says] of [
    ['incomplete', /stopped at a limit/],
    ['budget_exceeded', /token budget/],
  ] as const) {
    it(`${status}: told, kept, and Continue goes on with all of it`, async () => {
      castor().emulator.use([began, ...answers, ...halves(thought(next), { do: 'status', status })]);
      await castor().asked('one');
      const turn = await castor().asked('tell me');
      assert.match(await castor().alert(), says);
      await goOn(castor(), turn);
      assert.equal(await (await castor().chat()).getByRole('alert').count(), 0);
      assert.deepEqual(signatures(2), [one, next]);
      const asked = ['tell me', 'Half of it,', 'Continue exactly where you stopped.'];
      assert.deepEqual(said(body(2)), ['one', 'First answer.', ...asked]);
      added(2);
      await castor().asked('three');
      assert.deepEqual(said({ ...body(3), input: added(3) }), ['and the rest.', 'three']);
    });
  }

  it('requires_continuation: the token goes on with what was sent, and both halves are remembered', async () => {
    castor().emulator.use([
      began,
      ...answers,
      ...halves(thought(next), { do: 'status', status: 'requires_continuation', continuation_token: 'k' }),
    ]);
    await castor().asked('one');
    const turn = await castor().ask('tell me');
    await (await question(castor())).getByRole('button', { name: 'Continue' }).waitFor();
    await goOn(castor(), turn);
    assert.equal(body(2).continuation_token, 'k');
    assert.deepEqual(body(2).input, body(1).input);
    assert.deepEqual(said(body(1)), ['one', 'First answer.', 'tell me']);
    await castor().asked('three');
    assert.equal(body(3).continuation_token, undefined);
    assert.deepEqual(said({ ...body(3), input: added(3) }), ['Half of it,', 'and the rest.', 'three']);
    assert.deepEqual(signatures(3).slice(0, 2), [one, next]);
  });

  it('reviewed by hunk: the result says as a diff what was rejected, and goes along from then on', async () => {
    castor().emulator.use(reviewed);
    const untouched = castor().read('src/cart.ts');
    await allowAllBut(castor(), 1);
    assert.equal(castor().read('src/cart.ts'), untouched.replace(...second));
    const result = String(added(1).at(-1)?.result);
    assert.match(result, /did not take the change as it was/);
    assert.match(result, /-.*line\.quantity/);
    await castor().asked('next one');
    assert.deepEqual(said({ ...body(2), input: added(2) }), ['That was it.', 'next one']);
  });

  it('restored to before a prompt, files and conversation: nothing of what came after it is sent', async () => {
    const path = 'src/cart.ts';
    const before = castor().read(path);
    castor().emulator.use([began, ...answers, ...reviewed]);
    await castor().asked('one');
    const turn = await castor().ask('fix it');
    await castor().answer('Allow');
    await castor().sees('That was it.', 30_000);
    await castor().idle();
    const calls = added(2).filter(({ type }) => type !== 'thought');
    assert.deepEqual(kinds({ ...body(2), input: calls }), ['function_call', 'function_result']);
    assert.equal(castor().read(path), before.replace(...first).replace(...second));
    await tool(turn, 'Restore to before this prompt');
    await chooseRestore(castor(), 'Files and conversation');
    await hidden(castor(), 'That was it.');
    await until('the prompt is back', async () => (await (await castor().prompt()).inputValue()) === 'fix it', 30_000);
    await until('the file is as before', () => castor().read(path) === before, 30_000);
    await castor().ask('three');
    await castor().idle(40_000);
    assert.deepEqual(kinds(body(3)), ['user_input', 'thought', 'model_output', 'user_input']);
    assert.deepEqual(said(body(3)), ['one', 'First answer.', 'three']);
    assert.deepEqual(signatures(3), [one]);
  });

  it('reviewed once it is made: the next request says as a diff what was taken back, and so does each from then on', async () => {
    castor().emulator.use(reviewed);
    const untouched = castor().read('src/cart.ts');
    const card = await madeForReview(castor());
    await card.getByRole('button', { name: 'Reject the changes of src/cart.ts' }).click();
    await until('they are taken back', () => castor().read('src/cart.ts') === untouched, 30_000);
    await card.getByText('Rejected', { exact: true }).waitFor();
    await castor().asked('next one');
    const told = JSON.stringify(added(2));
    assert.match(told, /took back or changed parts/);
    assert.match(told, /-.*line\.quantity/);
    await castor().asked('next again');
    assert.deepEqual(said({ ...body(3), input: added(3) }), ['I see.', 'next again']);
  });
});
