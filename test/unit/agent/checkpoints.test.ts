// A session that edits, and the ways back: what is kept, what a restore makes of the person's own changes, what a crash leaves.

import assert from 'node:assert/strict';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { calls, says } from '../../support/scriptedGemini.ts';
import { lastTurn, resultsOf, sessionOver } from './harness.ts';
import { inBothModes } from './private.ts';

const edit = (id: string, path: string, old_text: string, new_text: string) => ({
  id,
  name: 'apply_edit',
  arguments: { path, edits: [{ old_text, new_text }] },
});
const create = (id: string, path: string, content: string) => ({
  id,
  name: 'create_file',
  arguments: { path, content },
});
const allowed = { settings: { allowEdits: true } };

/** One turn of calls, then an answer. */
async function edited(files: Record<string, string>, ...made: Parameters<typeof calls>[1][]) {
  const over = sessionOver([calls('v1_a', ...made), says('v1_b', 'Done.'), says('v1_c', 'Well.')], {
    files,
    ...allowed,
  });
  await over.session.send({ text: 'go', attachments: [] });
  assert.deepEqual(
    lastTurn(over.session).interactions[0]?.calls.map(({ state }) => state),
    made.map(() => 'completed'),
  );
  return over;
}

const types = (events: readonly SessionEvent[]) => events.map(({ type }) => type);

inBothModes('checkpoints of a session', () => {
  it('are on record before the call starts, with what became of the file after it', async () => {
    const { stored, raw, session } = await edited({ 'a.txt': 'one\ntwo\n' }, edit('c1', 'a.txt', 'two', 'TWO'));
    const kept = stored.findIndex(({ type }) => type === 'files.kept');
    assert.ok(kept >= 0 && kept < types(stored).indexOf('call.started'));
    assert.ok(types(stored).indexOf('files.changed') < types(stored).indexOf('call.completed'));
    const changed = stored.find((event) => event.type === 'files.changed')!;
    const [file] = changed.files;
    assert.deepEqual([file?.root, file?.path], ['/ws', 'a.txt']);
    assert.equal(Buffer.from(raw.kept.get(file!.before!)!).toString(), 'one\ntwo\n');
    assert.equal(Buffer.from(raw.kept.get(file!.after!)!).toString(), 'one\nTWO\n');
    assert.deepEqual(lastTurn(session).touched, ['a.txt']);
  });

  it('refuse the edit where nothing can be kept', async () => {
    const over = sessionOver([calls('v1_a', edit('c1', 'a.txt', 'one', 'two')), says('v1_b', 'Hm.')], {
      files: { 'a.txt': 'one\n' },
      ...allowed,
    });
    over.raw.checkpoints.keep = async () => {
      throw new Error('ENOSPC: no space left on device');
    };
    await over.session.send({ text: 'go', attachments: [] });
    assert.equal(over.memory.files.get('a.txt'), 'one\n');
    const [result] = resultsOf(over.requests[1]!.input);
    assert.match(String(result?.result), /No checkpoint could be kept \(ENOSPC.*nothing was changed/);
    assert.ok(!types(over.stored).includes('call.started'));
  });

  it('take a turn back: edited files, created ones; and the taking back is taken back', async () => {
    const { session, memory } = await edited(
      { 'a.txt': 'one\ntwo\n' },
      edit('c1', 'a.txt', 'two', 'TWO'),
      create('c2', 'made.txt', 'made\n'),
    );
    const plan = await session.files.planRestore('t1');
    assert.deepEqual(
      plan.files.map(({ path, how }) => [path, how]),
      [
        ['made.txt', 'delete'],
        ['a.txt', 'restore'],
      ],
    );
    assert.deepEqual(await session.files.restore(plan), { files: 2, left: [] });
    assert.deepEqual([...memory.files], [['a.txt', 'one\ntwo\n']]);
    const { restored } = lastTurn(session);
    assert.deepEqual(restored, { restore: 'r1', undone: false, files: 2, left: [] });
    await session.files.restore((await session.files.planUndo())!);
    assert.deepEqual([memory.files.get('a.txt'), memory.files.get('made.txt')], ['one\nTWO\n', 'made\n']);
    assert.equal(lastTurn(session).restored?.undone, true);
    await session.files.restore((await session.files.planUndo())!);
    assert.deepEqual([...memory.files], [['a.txt', 'one\ntwo\n']]);
    assert.equal(lastTurn(session).restored?.undone, false);
  });

  it('keep what the person changed since: merged where clean, left alone where not', async () => {
    const { session, memory } = await edited(
      { 'a.txt': 'one\ntwo\nthree\n', 'b.txt': 'one\n' },
      edit('c1', 'a.txt', 'one', 'ONE'),
      edit('c2', 'b.txt', 'one', 'ONE'),
      create('c3', 'made.txt', 'made\n'),
    );
    memory.files.set('a.txt', 'ONE\ntwo\nthree\nmine\n');
    memory.files.set('b.txt', 'ONE and mine\n');
    memory.files.set('made.txt', 'made\nand mine\n');
    const { files, left } = await session.files.restore(await session.files.planRestore('t1'));
    assert.equal(files, 1);
    assert.equal(memory.files.get('a.txt'), 'one\ntwo\nthree\nmine\n');
    assert.equal(memory.files.get('b.txt'), 'ONE and mine\n');
    assert.equal(memory.files.get('made.txt'), 'made\nand mine\n');
    assert.deepEqual(left.map(({ path, why }) => [path, why]).sort(), [
      ['b.txt', 'changed'],
      ['made.txt', 'changed'],
    ]);
  });

  it('take back what is between edits of the person, and leave it unsaved where it was', async () => {
    const { session, memory } = await edited({ 'a.txt': 'one\ntwo\n' }, edit('c1', 'a.txt', 'two', 'TWO'));
    memory.buffers.set('a.txt', 'mine\none\nTWO\n');
    await session.files.restore(await session.files.planRestore('t1'));
    assert.equal(memory.buffers.get('a.txt'), 'mine\none\ntwo\n');
    assert.equal(memory.files.get('a.txt'), 'one\nTWO\n');
  });

  it('leave alone what changes between the list and the yes', async () => {
    const { session, memory } = await edited({ 'a.txt': 'one\n' }, edit('c1', 'a.txt', 'one', 'ONE'));
    const plan = await session.files.planRestore('t1');
    memory.files.set('a.txt', 'ONE\nmine\n');
    const { files, left } = await session.files.restore(plan);
    assert.deepEqual([files, left.map(({ why }) => why)], [0, ['changed']]);
    assert.equal(memory.files.get('a.txt'), 'ONE\nmine\n');
  });

  it('do not reach what the gate denies', async () => {
    const { session, memory } = await edited({ 'a/b.txt': 'one\n' }, edit('c1', 'a/b.txt', 'one', 'ONE'));
    memory.links.set('a', '/elsewhere');
    const plan = await session.files.planRestore('t1');
    assert.deepEqual(
      plan.files.map(({ how, why }) => [how, why]),
      [['keep', 'denied']],
    );
  });

  it('tell the model with the next prompt what is no longer as it made it', async () => {
    const { session, requests } = await edited({ 'a.txt': 'one\n' }, edit('c1', 'a.txt', 'one', 'ONE'));
    await session.files.restore(await session.files.planRestore('t1'));
    await session.send({ text: 'and now?', attachments: [] });
    const texts = JSON.stringify(requests.at(-1)!.input);
    assert.match(texts, /The person restored files to an earlier state: a\.txt\. Read them again/);
    assert.equal(session.files.news, '');
  });
});

inBothModes('a stored session whose window ended in a call', () => {
  const cut = (stored: readonly SessionEvent[]) => stored.slice(0, types(stored).indexOf('call.started') + 1);

  for (const [title, text, words, isError] of [
    ['made', 'ONE\n', /was made as it was allowed: a\.txt\. Do not repeat it/, false],
    ['not made', 'one\n', /Nothing was changed\. Make the call again/, true],
    ['uncertain', 'on', /a\.txt: neither what it was before nor what it was to be/, true],
  ] as const) {
    it(`answers it by what the file holds: ${title}`, async () => {
      const { stored } = await edited({ 'a.txt': 'one\n' }, edit('c1', 'a.txt', 'one', 'ONE'));
      const events = cut(stored);
      const over = sessionOver([says('v1_z', 'On we go.')], { files: { 'a.txt': text }, events });
      await over.session.files.settle();
      const [call] = lastTurn(over.session).interactions[0]!.calls;
      assert.match(String(call?.result?.result), words);
      assert.equal(call?.result?.is_error ?? false, isError);
      await over.session.resume('t1', 'continue');
      assert.equal(over.memory.files.get('a.txt'), text, 'it was not made again');
      const [sent] = resultsOf(over.requests[0]!.input);
      assert.match(String(sent?.result), words);
    });
  }

  it('answers a command by saying that nothing is known', async () => {
    const { stored } = await edited({ 'a.txt': 'one\n' }, edit('c1', 'a.txt', 'one', 'ONE'));
    const events = cut(stored)
      .filter(({ type }) => type !== 'files.kept')
      .map((event) => (event.type === 'call.received' ? { ...event, effect: 'run' as const } : event));
    const over = sessionOver([], { files: { 'a.txt': 'one\n' }, events });
    await over.session.files.settle();
    const [call] = lastTurn(over.session).interactions[0]!.calls;
    assert.match(String(call?.result?.result), /Whether it finished, and what it did, is not known/);
    assert.deepEqual((await over.session.files.planRestore('t1')).commands, [call?.title]);
  });
});
