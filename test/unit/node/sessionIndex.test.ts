// An index of session logs on a real disk: made from the logs, again after any damage, and never believed over them.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  emptyTrash,
  indexSessions,
  restoreSession,
  sessionTexts,
  trashDays,
  trashFolder,
  trashSession,
} from '../../../src/node/sessionIndex.ts';
import { openSessionLog } from '../../../src/node/sessionLog.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { remove, temporaryFolder } from '../../support/repo.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder('index');
});
afterEach(() => remove(folder));

const prompt = (text: string, at = 2): SessionEvent => ({
  type: 'prompt.sent',
  turn: 't1',
  at,
  text,
  attachments: [],
  model: 'm',
});

async function write(id: string, ...events: readonly SessionEvent[]): Promise<string> {
  const file = join(folder, `${id}.session`);
  const { log } = await openSessionLog(file);
  await log.append(events, true);
  await log.close();
  return file;
}

const indexed = async () => (await indexSessions(folder)).map(({ id, title, state }) => [id, title, state]);

describe('the index of sessions', () => {
  it('says what the logs say, newest first', async () => {
    await write('a', { type: 'session.created', id: 'a', at: 1 }, prompt('An  old\none', 5));
    await write('b', { type: 'session.created', id: 'b', at: 1 }, prompt('first words', 9), {
      type: 'session.titled',
      title: 'A title',
      by: 'person',
    });
    await write('b', { type: 'session.marked', pinned: true });
    assert.deepEqual(await indexed(), [
      ['b', 'A title', 'whole'],
      ['a', 'An old one', 'whole'],
    ]);
    const [b] = await indexSessions(folder);
    assert.deepEqual([b?.pinned, b?.changedAt, b?.prompts], [true, 9, 1]);
  });

  it('is made anew when it is gone, damaged, foreign, or lies', async () => {
    await write('a', prompt('true'));
    const index = join(folder, 'index.json');
    const truth = await indexed();
    const made = readFileSync(index, 'utf8');
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"version":99,"sessions":{}}',
      '{"version":1,"sessions":{"a":{"title":3}}}',
    ]) {
      writeFileSync(index, text);
      assert.deepEqual(await indexed(), truth, text);
    }
    assert.deepEqual(JSON.parse(readFileSync(index, 'utf8')), JSON.parse(made));
    writeFileSync(index, made.replace('true', 'false'));
    await write('a', prompt('more', 7));
    assert.deepEqual(await indexed(), truth);
  });

  it('tells of damaged and unreadable logs and deletes none', async () => {
    const file = await write('a', prompt('one'), prompt('two'));
    const bytes = readFileSync(file);
    bytes[bytes.length - 20]! ^= 0xff;
    writeFileSync(file, bytes);
    writeFileSync(join(folder, 'b.session'), 'nothing of ours\n');
    const states = Object.fromEntries((await indexSessions(folder)).map(({ id, state }) => [id, state]));
    assert.deepEqual(states, { a: 'damaged', b: 'unreadable' });
    assert.ok(['a.session', 'b.session'].every((name) => readdirSync(folder).includes(name)));
  });

  it('forgets what is in the trash, and finds it when it is put back', async () => {
    await write('a', prompt('keep me'));
    await trashSession(folder, 'a');
    assert.deepEqual(await indexed(), []);
    assert.deepEqual(
      (await indexSessions(trashFolder(folder))).map(({ title }) => title),
      ['keep me'],
    );
    await restoreSession(folder, 'a');
    assert.deepEqual(await indexed(), [['a', 'keep me', 'whole']]);
    await trashSession(folder, 'a');
    await write('a', prompt('another'));
    await assert.rejects(restoreSession(folder, 'a'));
    assert.deepEqual(await indexed(), [['a', 'another', 'whole']]);
  });

  it('empties the trash of what was deleted long ago, and of nothing else', async () => {
    await write('old', prompt('old'));
    await write('young', prompt('young'));
    await write('kept', prompt('kept'));
    await trashSession(folder, 'old');
    await trashSession(folder, 'young');
    const days = (count: number) => Date.now() - count * 86_400_000;
    const stray = join(trashFolder(folder), 'notes.txt');
    writeFileSync(stray, 'mine');
    for (const file of [join(trashFolder(folder), 'old.session'), stray])
      utimesSync(file, days(trashDays + 1) / 1000, days(trashDays + 1) / 1000);
    assert.equal(await emptyTrash(folder, Date.now()), 1);
    assert.deepEqual(readdirSync(trashFolder(folder)).sort(), ['notes.txt', 'young.session']);
    assert.deepEqual(await indexed(), [['kept', 'kept', 'whole']]);
    assert.equal(await emptyTrash(join(folder, 'none'), Date.now()), 0);
  });

  it('gives all that was said, for a search', async () => {
    const file = await write(
      'a',
      prompt('the question'),
      { type: 'interaction.requested', turn: 't1', interaction: 'k', at: 3, model: 'm', stored: true, input: [] },
      { type: 'step.delta', interaction: 'k', index: 0, delta: { type: 'text', text: 'the answer' } },
    );
    assert.match(await sessionTexts(file), /the question.*the answer/s);
  });

  it('of no folder is empty', async () => assert.deepEqual(await indexSessions(join(folder, 'none')), []));
});
