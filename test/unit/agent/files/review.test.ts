// Changes that a person decides hunk by hunk, before and after they are made: what the files hold then, and what the model is told.

import assert from 'node:assert/strict';
import { diffLines } from '../../../../src/edits/diffLines.ts';
import type { SessionEvent } from '../../../../src/shared/events.ts';
import { memoryWorkspace } from '../../../support/memoryWorkspace.ts';
import { calls, says } from '../../../support/scriptedGemini.ts';
import { resultsOf, seenEvent, sessionOver } from '../harness.ts';
import { inBothModes } from '../private.ts';

const before = 'a\nb\nc\nd\ne\nf\ng\n';
const edits = [
  { old_text: 'b', new_text: 'B' },
  { old_text: 'f', new_text: 'F' },
];
const edit = { id: 'c1', name: 'apply_edit', arguments: { path: 'x.txt', edits } };

function opened(
  mode: 'ask' | 'review' | 'allow',
  scripts = [calls('v1_a', edit), says('v1_b', 'done'), says('v1_c', 'so')],
) {
  const memory = memoryWorkspace({ 'x.txt': before });
  const all = sessionOver(scripts, { memory, diffLines });
  all.session.setOptions({ mode });
  return all;
}

const prompt = { text: 'x', attachments: [] };
const filesTold = (events: readonly SessionEvent[]) =>
  events.flatMap((event) => (event.type === 'file.reviewed' ? [event.file] : []));

inBothModes('a change that waits', () => {
  it('is made without the hunk that was rejected, once the last one is decided; the model gets the difference', async () => {
    const all = opened('ask');
    const turn = all.session.send(prompt);
    const { approval } = await seenEvent(all, 'approval.requested');
    assert.equal(approval.changes[0]?.hunks, 2);
    const { review } = all.session;
    assert.equal(await review.decide('x.txt', 'rejected', 0, review.files[0]?.version), 'done');
    assert.equal(all.memory.files.get('x.txt'), before);
    assert.equal(await review.decide('x.txt', 'accepted', 1), 'done');
    await turn;
    assert.equal(all.memory.files.get('x.txt'), before.replace('f', 'F'));
    const [result] = resultsOf(all.requests[1]?.input ?? []);
    assert.equal(result?.is_error, undefined);
    assert.match(String(result?.result), /did not take the change as it was[\s\S]*-B\n\+b/);
    assert.deepEqual(review.files, []);
  });

  it('is refused when every hunk is rejected, and Allow takes what is not decided', async () => {
    const none = opened('ask');
    const turn = none.session.send(prompt);
    await seenEvent(none, 'approval.requested');
    await none.session.review.decide('x.txt', 'rejected');
    await turn;
    assert.equal(none.memory.files.get('x.txt'), before);
    assert.equal(resultsOf(none.requests[1]?.input ?? [])[0]?.is_error, true);

    const rest = opened('ask');
    const second = rest.session.send(prompt);
    const { call } = await seenEvent(rest, 'approval.requested');
    await rest.session.review.decide('x.txt', 'rejected', 0);
    rest.session.decide(call, 'allow');
    await second;
    assert.equal(rest.memory.files.get('x.txt'), before.replace('f', 'F'));
  });

  it('is merged with what the person typed meanwhile; without their typing a changed file is refused', async () => {
    const typed = before.replace('d', 'd mine');
    for (const own of [true, false]) {
      const all = opened('ask');
      const turn = all.session.send(prompt);
      const { call } = await seenEvent(all, 'approval.requested');
      all.memory.files.set('x.txt', typed);
      if (own) all.session.review.typed('x.txt');
      all.session.decide(call, 'allow');
      await turn;
      assert.equal(all.memory.files.get('x.txt'), own ? typed.replace('b', 'B').replace('f', 'F') : typed);
    }
  });

  it('is told to nobody once the turn is stopped', async () => {
    const all = opened('ask');
    const turn = all.session.send(prompt);
    await seenEvent(all, 'approval.requested');
    assert.equal(all.session.review.files.length, 1);
    all.session.stop();
    await turn;
    assert.deepEqual(all.session.review.files, []);
    assert.equal(await all.session.review.decide('x.txt', 'accepted'), 'gone');
  });
});

inBothModes('a change that is reviewed after', () => {
  it('is made without asking, and each part of it can be taken back; the model hears of it with the next request', async () => {
    const all = opened('review');
    await all.session.send(prompt);
    assert.equal(all.memory.files.get('x.txt'), before.replace('b', 'B').replace('f', 'F'));
    assert.equal(
      all.seen.some(({ type }) => type === 'approval.requested'),
      false,
    );
    const { review } = all.session;
    assert.deepEqual(review.files[0]?.verdicts, ['pending', 'pending']);
    await review.decide('x.txt', 'rejected', 0);
    await review.decide('x.txt', 'accepted', 1);
    assert.equal(all.memory.files.get('x.txt'), before.replace('f', 'F'));
    assert.deepEqual(review.files, []);
    assert.deepEqual(filesTold(all.stored).at(-1), {
      path: 'x.txt',
      kind: 'edit',
      added: 1,
      removed: 1,
      pending: 0,
      accepted: 1,
      rejected: 1,
    });
    assert.equal(all.session.transcript.last?.files?.length, 1);
    await all.session.send({ text: 'next', attachments: [] });
    const [note, asked] = all.requests[2]?.input ?? [];
    assert.match(JSON.stringify(note), /took back or changed parts[\s\S]*x\.txt:[\s\S]*-B[\s\S]*\+b/);
    assert.match(JSON.stringify(asked), /next/);
  });

  it('keeps what the person typed into a part that is taken back, and says so', async () => {
    const all = opened('review');
    await all.session.send(prompt);
    const typed = all.memory.files.get('x.txt')!.replace('B', 'B mine');
    all.memory.files.set('x.txt', typed);
    assert.equal(await all.session.review.decide('x.txt', 'rejected', 0), 'kept');
    assert.equal(all.memory.files.get('x.txt'), typed);
    assert.equal(await all.session.review.decide('x.txt', 'rejected', 1), 'done');
    assert.equal(all.memory.files.get('x.txt'), typed.replace('F', 'f'));
  });

  it('has nothing left to decide where somebody went back to a checkpoint', async () => {
    const all = opened('review');
    await all.session.send(prompt);
    all.memory.files.set('x.txt', before);
    all.session.review.restored([{ root: '/ws', path: 'x.txt' }]);
    assert.deepEqual(all.session.review.files, []);
    assert.equal(all.memory.files.get('x.txt'), before);
    assert.equal(all.session.transcript.last?.files?.[0]?.pending, 0);
  });

  it('is pending together with a later change of the same file', async () => {
    const more = { ...edit, id: 'c2', arguments: { path: 'x.txt', edits: [{ old_text: 'd', new_text: 'D' }] } };
    const all = opened('review', [calls('v1_a', edit), calls('v1_b', more), says('v1_c', 'done')]);
    await all.session.send(prompt);
    const { review } = all.session;
    assert.equal(review.files.length, 1);
    assert.equal(review.files[0]?.verdicts.length, 3);
    await review.decide('x.txt', 'rejected');
    assert.equal(all.memory.files.get('x.txt'), before);
  });

  it('takes a file away that was created, unless the person wrote in it', async () => {
    const create = { id: 'c1', name: 'create_file', arguments: { path: 'n.txt', content: 'one\ntwo\n' } };
    for (const own of ['', 'mine\n']) {
      const all = opened('review', [calls('v1_a', create), says('v1_b', 'done')]);
      await all.session.send(prompt);
      all.memory.files.set('n.txt', `one\ntwo\n${own}`);
      await all.session.review.decide('n.txt', 'rejected');
      assert.equal(all.memory.files.get('n.txt'), own === '' ? undefined : own);
    }
  });

  it('still asks for protected files, as does a session that allows', async () => {
    for (const mode of ['review', 'allow'] as const) {
      const hook = { id: 'c1', name: 'create_file', arguments: { path: '.vscode/tasks.json', content: '{}' } };
      const all = opened(mode, [calls('v1_a', hook), says('v1_b', 'ok')]);
      const turn = all.session.send(prompt);
      const { approval, call } = await seenEvent(all, 'approval.requested');
      assert.equal(approval.always, true);
      all.session.decide(call, 'deny');
      await turn;
      assert.equal(all.memory.files.has('.vscode/tasks.json'), false);
    }
  });
});

inBothModes('a review after the window was reloaded', () => {
  async function reloaded(saved: 'saved' | 'lost') {
    const first = opened('review');
    await first.session.send(prompt);
    await first.session.review.decide('x.txt', 'accepted', 0);
    const files = saved === 'saved' ? first.session.review.files : [];
    const again = sessionOver([says('v1_d', 'so')], { memory: first.memory, diffLines, events: first.stored });
    const { last } = again.session.transcript;
    assert.equal(last?.files?.[0]?.pending, 1);
    await again.session.review.resume(JSON.parse(JSON.stringify(files)), last ? [last] : []);
    return again;
  }
  const counts = ({ session }: Awaited<ReturnType<typeof reloaded>>) => {
    const { pending, accepted, rejected } = session.transcript.last!.files![0]!;
    return [pending, accepted, rejected];
  };

  it('goes on with what was not decided, counting on', async () => {
    const again = await reloaded('saved');
    assert.deepEqual(again.session.review.files[0]?.verdicts, ['accepted', 'pending']);
    await again.session.review.decide('x.txt', 'rejected');
    assert.equal(again.memory.files.get('x.txt'), before.replace('b', 'B'));
    assert.deepEqual(counts(again), [0, 1, 1]);
  });

  it('says that all of it stays where it was lost', async () => {
    const again = await reloaded('lost');
    assert.deepEqual(again.session.review.files, []);
    assert.deepEqual(counts(again), [0, 2, 0]);
  });
});
