// Sessions on a real disk: what was is there again, two windows do not write one file, a turn that ran is interrupted, no disk is no end.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionPorts } from '../../../../src/agent/sessionPorts.ts';
import { openSessionLog } from '../../../../src/node/sessionLog.ts';
import { listSessions } from '../../../../src/node/sessionLogList.ts';
import { allTurns, outputText } from '../../../../src/shared/transcript.ts';
import { Sessions } from '../../../../src/vscode/session/sessions.ts';
import { memoryFiles } from '../../../support/memoryFiles.ts';
import { memoryWorkspace } from '../../../support/memoryWorkspace.ts';
import { remove, temporaryFolder } from '../../../support/repo.ts';
import { type Script, says, scriptedGemini } from '../../../support/scriptedGemini.ts';

let folder: string;
let windows: Sessions[] = [];

beforeEach(() => {
  folder = temporaryFolder('sessions');
});
afterEach(async () => {
  for (const sessions of windows) await sessions.close('keep');
  windows = [];
  remove(folder);
});

interface Window {
  readonly shared?: boolean;
  readonly patience?: number;
  readonly hangs?: boolean;
  /** Of the first request. */
  readonly script?: Script;
}

/** A window: its sessions, and what the person was told. */
function windowOn(dir: string, { shared = false, patience = 0, hangs = false, script }: Window = {}) {
  const told: string[] = [];
  const memory = memoryWorkspace({});
  const scripted = scriptedGemini(
    Array.from({ length: 9 }, (_, at) => (at === 0 && script ? script : says(`v1_${at}`, 'Hello'))),
  );
  const happened: string[] = [];
  const hanging = new Promise<never>(() => {});
  const session: Omit<SessionPorts, 'store'> = {
    gemini: async () => (hangs ? hanging : scripted.gemini),
    tools: async () => [],
    workspace: memory.workspace,
    ...memoryFiles(memory),
    folders: () => memory.folders,
    facts: memory.facts,
    settings: () => ({ model: 'm', thinkingSummaries: 'auto', store: true, maxInteractions: 9 }),
    surroundings: () => ({ folders: [], platform: 'linux', language: 'en' }),
    diffLines: () => [],
    clock: { now: () => Date.now(), sleep: async () => {} },
    log: { error() {}, warn() {}, info() {}, debug() {} },
    t: (text) => text,
  };
  const sessions = new Sessions({
    folder: dir,
    shared,
    session,
    log: session.log,
    patience,
    warn: (what) => told.push(what),
    happened: ({ id }, { type }) => happened.push(`${id} ${type}`),
  });
  windows.push(sessions);
  return { sessions, told, happened };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const prompt = (text: string) => ({ text, attachments: [] });

describe('Sessions', () => {
  it('start with a fresh one and find it again', async () => {
    const first = windowOn(folder);
    const session = await first.sessions.newest();
    await session.send(prompt('one'));
    await first.sessions.close('keep');
    const second = windowOn(folder);
    const again = await second.sessions.newest();
    assert.equal(again.id, session.id);
    assert.deepEqual(
      allTurns(again.transcript).map((turn) => [turn.prompt.text, turn.outcome, outputText(turn.interactions)]),
      allTurns(session.transcript).map((turn) => [turn.prompt.text, turn.outcome, outputText(turn.interactions)]),
    );
    assert.equal(allTurns(again.transcript)[0]?.outcome, 'completed');
    await second.sessions.close('keep');
  });

  it('find the one that was shown last, though another was changed later', async () => {
    const first = windowOn(folder, { hangs: true });
    const old = await first.sessions.newest();
    void old.send(prompt('never answered'));
    const fresh = await first.sessions.fresh();
    await first.sessions.close('keep');
    assert.equal((await windowOn(folder).sessions.newest(fresh.id)).id, fresh.id);
    assert.equal((await listSessions(folder)).length, 2);
  });

  it('run side by side: one that is left goes on with its turn and is closed after it', async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { sessions, happened } = windowOn(folder, { script: () => [held, ...says('v1_a', 'Hello')] });
    const one = await sessions.newest();
    const turn = one.send(prompt('one'));
    const two = await sessions.fresh();
    sessions.leave(one);
    void two.send(prompt('two'));
    assert.deepEqual([one.busy, two.busy], [true, true]);
    assert.equal(await sessions.open(one.id), one);
    sessions.leave(one);
    assert.deepEqual(
      sessions.running.map(({ id }) => id),
      [one.id, two.id],
    );
    finish();
    await turn;
    await until(() => sessions.running.length === 1);
    assert.equal(one.transcript.last?.outcome, 'completed');
    const again = await sessions.open(one.id);
    assert.ok(again !== 'elsewhere' && again !== one);
    assert.equal(again.transcript.last?.prompt.text, 'one');
    assert.ok(happened.some((line) => line === `${one.id} turn.completed`));
    assert.deepEqual((await listSessions(folder)).map(({ title }) => title).sort(), ['one', 'two']);
  });

  it('say that another window writes the session that is asked for', async () => {
    const first = windowOn(folder);
    const theirs = await first.sessions.newest();
    await theirs.send(prompt('one'));
    const second = windowOn(folder);
    const mine = await second.sessions.fresh();
    assert.equal(await second.sessions.open(theirs.id), 'elsewhere');
    assert.deepEqual(
      second.sessions.running.map(({ id }) => id),
      [mine.id],
    );
  });

  it('stop the turn of a session that is ended, and let go of its log', async () => {
    const first = windowOn(folder, { hangs: true });
    const session = await first.sessions.newest();
    void session.send(prompt('never answered'));
    await first.sessions.end(session.id);
    assert.equal(session.transcript.last?.outcome, 'stopped');
    assert.notEqual(await windowOn(folder).sessions.open(session.id), 'elsewhere');
  });

  it('show a turn that ran when the window ended as interrupted', async () => {
    const first = windowOn(folder, { hangs: true });
    const session = await first.sessions.newest();
    void session.send(prompt('never answered'));
    await first.sessions.close('keep');
    const again = await windowOn(folder).sessions.newest();
    assert.equal(again.id, session.id);
    assert.equal(again.transcript.last?.outcome, 'interrupted');
  });

  it('go on with a copy while another window writes the original', async () => {
    const first = windowOn(folder);
    const original = await first.sessions.newest();
    await original.send(prompt('one'));
    const second = windowOn(folder);
    const copy = await second.sessions.newest();
    assert.notEqual(copy.id, original.id);
    assert.equal(copy.transcript.session, copy.id);
    assert.equal(copy.transcript.last?.prompt.text, 'one');
    await copy.send(prompt('two'));
    await original.send(prompt('three'));
    await first.sessions.close('keep');
    await second.sessions.close('keep');
    const prompts = async (id: string) => {
      const { events, log } = await openSessionLog(join(folder, `${id}.session`));
      await log.close();
      return events.flatMap((event) => (event.type === 'prompt.sent' ? [event.text] : []));
    };
    assert.deepEqual(await prompts(original.id), ['one', 'three']);
    assert.deepEqual(await prompts(copy.id), ['one', 'two']);
    assert.deepEqual([...first.told, ...second.told], []);
  });

  it('leave the session of another window alone where windows share the storage', async () => {
    const first = windowOn(folder, { shared: true });
    const theirs = await first.sessions.newest();
    await theirs.send(prompt('one'));
    const mine = await windowOn(folder, { shared: true }).sessions.newest();
    assert.notEqual(mine.id, theirs.id);
    assert.equal(mine.transcript.last, undefined);
    await first.sessions.close('keep');
  });

  it('wait for a predecessor that is still ending', async () => {
    const first = windowOn(folder);
    const session = await first.sessions.newest();
    await session.send(prompt('one'));
    const second = windowOn(folder, { patience: 5_000 }).sessions.newest();
    setTimeout(() => void first.sessions.close('keep'), 250);
    assert.equal((await second).id, session.id);
  });

  it('wait for it as well when one that nobody looks at is to go on', async () => {
    const first = windowOn(folder);
    const session = await first.sessions.newest();
    await session.send(prompt('one'));
    const { sessions } = windowOn(folder, { patience: 5_000 });
    await sessions.fresh();
    assert.equal(await sessions.open(session.id), 'elsewhere');
    const opened = sessions.open(session.id, true);
    setTimeout(() => void first.sessions.close('keep'), 250);
    assert.notEqual(await opened, 'elsewhere');
  });

  it('run in memory where nothing can be written, and say so once', async () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    const { sessions, told } = windowOn(join(blocked, 'sessions'));
    const session = await sessions.newest();
    await session.send(prompt('one'));
    await session.send(prompt('two'));
    assert.equal(session.transcript.last?.outcome, 'completed');
    assert.deepEqual(told, ['not_saved']);
    await sessions.close('end');
  });

  it('tell of a damaged session and show what could be read', async () => {
    const first = windowOn(folder);
    const session = await first.sessions.newest();
    await session.send(prompt('one'));
    await first.sessions.close('keep');
    const file = join(folder, `${session.id}.session`);
    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length * 0.6)]! ^= 0xff;
    writeFileSync(file, bytes);
    const second = windowOn(folder);
    const again = await second.sessions.newest();
    assert.deepEqual(second.told, ['damaged']);
    assert.equal(again.id, session.id);
    assert.equal(again.transcript.last?.prompt.text, 'one');
    await second.sessions.close('keep');
  });
});
