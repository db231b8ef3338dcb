// A session log in a real folder: what is acknowledged is read back, a failing disk loses nothing, two windows do not mix.

import assert from 'node:assert/strict';
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { encodeRecord } from '../../../src/node/record.ts';
import { openSessionLog, SessionLogError } from '../../../src/node/sessionLog.ts';
import { leaseTimes } from '../../../src/node/sessionLogLease.ts';
import { listSessions, sessionFile } from '../../../src/node/sessionLogList.ts';
import { coalesce } from '../../../src/shared/coalesce.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';

const created: SessionEvent = { type: 'session.created', id: 's', at: 1 };
const prompt = (text: string): SessionEvent => ({
  type: 'prompt.sent',
  turn: 't',
  at: 2,
  text,
  attachments: [],
  model: 'm',
});
const delta = (text: string): SessionEvent => ({
  type: 'step.delta',
  interaction: 'i',
  index: 0,
  delta: { type: 'text', text },
});

describe('openSessionLog', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'castor-log-')), 'sessions');
    file = sessionFile(folder, 's');
  });

  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  it('reads back what was appended, with the folder and the file for this person only', async () => {
    const { log, events } = await openSessionLog(file);
    assert.deepEqual(events, []);
    await log.append([created, prompt('Grüße 🌍 \u2028 line')], true);
    await log.append([delta('a')], false);
    await log.close();
    const again = await openSessionLog(file);
    assert.deepEqual(again.events, [created, prompt('Grüße 🌍 \u2028 line'), delta('a')]);
    assert.equal(again.damaged, undefined);
    await again.log.close();
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    assert.deepEqual(await readdir(folder), ['s.session']);
  });

  it('keeps the order of many appends and joins the deltas that wait together', async () => {
    const { log } = await openSessionLog(file);
    const sent = [created, prompt('p'), ...Array.from({ length: 500 }, (_, at) => delta(`${at} `))];
    await Promise.all(sent.map((event, at) => log.append([event], at === 300)));
    await log.close();
    const { events, log: second } = await openSessionLog(file);
    await second.close();
    assert.deepEqual(coalesce(events), coalesce(sent));
    assert.ok(events.length < 10, `${events.length} records`);
  });

  it('keeps events of types it does not know and drops transient ones', async () => {
    const unknown = { type: 'future.happened', deep: { list: [1, null, '⟦'] } } as unknown as SessionEvent;
    const { log } = await openSessionLog(file);
    await log.append([unknown, { type: 'activity.updated', turn: 't' }], true);
    await log.close();
    const again = await openSessionLog(file);
    await again.log.append([created], true);
    await again.log.close();
    const third = await openSessionLog(file);
    await third.log.close();
    assert.deepEqual(third.events, [unknown, created]);
    assert.doesNotMatch(await readFile(file, 'utf8'), /activity/);
  });

  it('keeps records that are no events in the file', async () => {
    const { log } = await openSessionLog(file);
    await log.append([created], true);
    await log.close();
    const strange = encodeRecord(['not', 'an', 'event']);
    await writeFile(file, Buffer.concat([await readFile(file), strange]));
    const again = await openSessionLog(file);
    await again.log.append([prompt('x')], true);
    await again.log.close();
    assert.deepEqual(again.events, [created]);
    assert.equal(again.damaged, undefined);
    assert.ok((await readFile(file)).includes(strange));
  });

  it('reads a log of a later version and does not write it', async () => {
    const { log } = await openSessionLog(file);
    await log.close();
    const bytes = Buffer.concat([
      encodeRecord({ n: 1, log: 'castor.session', version: 99 }),
      encodeRecord({ n: 2, e: created }),
    ]);
    await writeFile(file, bytes);
    const newer = await openSessionLog(file);
    assert.deepEqual(newer.events, [created]);
    assert.equal(newer.readOnly, true);
    await assert.rejects(newer.log.append([created], true), SessionLogError);
    assert.deepEqual(await readFile(file), bytes);
  });

  it('writes the same record once even if the file has it twice', async () => {
    const { log } = await openSessionLog(file);
    await log.append([created, delta('once')], true);
    await log.close();
    const bytes = await readFile(file);
    const last = bytes.subarray(bytes.lastIndexOf('\n', bytes.length - 2) + 1);
    await writeFile(file, Buffer.concat([bytes, last]));
    const again = await openSessionLog(file);
    await again.log.close();
    assert.deepEqual(again.events, [created, delta('once')]);
  });

  it('says that the disk is full, keeps the events, and writes them with the next append', async () => {
    for (const [code, problem] of [
      ['ENOSPC', 'full'],
      ['EDQUOT', 'full'],
      ['EIO', 'failed'],
    ] as const) {
      const target = sessionFile(folder, code);
      const faults = { code, left: 1 };
      const { log } = await openSessionLog(target, { open: failing(faults) });
      const error: unknown = await log.append([created, prompt('kept')], true).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof SessionLogError);
      assert.equal(error.problem, problem);
      await log.append([delta('after')], true);
      await log.close();
      const { events, damaged, log: again } = await openSessionLog(target);
      await again.close();
      assert.deepEqual(events, [created, prompt('kept'), delta('after')]);
      assert.equal(damaged, undefined);
    }
  });

  it('never cuts what was acknowledged when a write fails in the middle', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), async (failures) => {
        const target = sessionFile(folder, `f${Math.random().toString(36).slice(2)}`);
        const faults = { code: 'ENOSPC', left: 0 };
        const { log } = await openSessionLog(target, { open: failing(faults) });
        for (const [at, fails] of failures.entries()) {
          faults.left = fails ? 1 : 0;
          await log.append([prompt(`${at}`)], true).catch(() => {});
        }
        faults.left = 0;
        await log.close();
        const { events, log: again } = await openSessionLog(target);
        await again.close();
        assert.deepEqual(
          events,
          failures.map((_, at) => prompt(`${at}`)),
        );
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('gives a second window the events and no pen, until the first is gone', async () => {
    const first = await openSessionLog(file);
    await first.log.append([created], true);
    const second = await openSessionLog(file);
    assert.equal(second.readOnly, true);
    assert.deepEqual(second.events, [created]);
    await assert.rejects(second.log.append([prompt('x')], true), { problem: 'read_only' });
    await first.log.close();
    const third = await openSessionLog(file);
    assert.equal(third.readOnly, undefined);
    await third.log.close();
  });

  it('takes over from a process that is dead, or silent for too long, exactly once', async () => {
    for (const body of [
      JSON.stringify({ token: 'dead', pid: 2 ** 22 + 7, host: (await import('node:os')).hostname() }),
      JSON.stringify({ token: 'far', pid: 1, host: 'another.host' }),
      '',
    ]) {
      const target = sessionFile(folder, `x${Math.random().toString(36).slice(2)}`);
      await (await openSessionLog(target)).log.close();
      await writeFile(`${target}.lease`, body);
      const old = (Date.now() - leaseTimes.stale - 1000) / 1000;
      if (!body.includes('dead')) await utimes(`${target}.lease`, old, old);
      const opened = await Promise.all(Array.from({ length: 8 }, () => openSessionLog(target)));
      assert.equal(opened.filter(({ readOnly }) => !readOnly).length, 1);
      await Promise.all(opened.map(({ log }) => log.close()));
    }
  });

  it('stops writing when another window has taken the session over', async () => {
    const { log } = await openSessionLog(file);
    await log.append([created], true);
    await writeFile(`${file}.lease`, JSON.stringify({ token: 'other', pid: 1, host: 'another.host' }));
    const realNow = Date.now;
    Date.now = () => realNow() + leaseTimes.heartbeat + 1;
    try {
      await assert.rejects(log.append([prompt('late')], true), { problem: 'lease_lost' });
    } finally {
      Date.now = realNow;
    }
    await assert.rejects(log.close(), { problem: 'lease_lost' });
    assert.match(await readFile(`${file}.lease`, 'utf8'), /other/);
  });
});

describe('listSessions', () => {
  it('lists the newest first, passes over what cannot be read, and refuses ids that lead out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'castor-list-'));
    for (const id of ['one', 'two']) {
      const { log } = await openSessionLog(sessionFile(folder, id));
      await log.append([{ ...created, id }, prompt(` ${id}\nprompt ${'x'.repeat(200)}`)], true);
      await log.close();
      await utimes(sessionFile(folder, id), 10, id === 'one' ? 10 : 20);
    }
    await writeFile(sessionFile(folder, 'damaged'), 'no record');
    await utimes(sessionFile(folder, 'damaged'), 5, 5);
    const listed = await listSessions(folder);
    assert.deepEqual(
      listed.map(({ id, title, createdAt }) => [id, title?.slice(0, 10), createdAt]),
      [
        ['two', 'two prompt', 1],
        ['one', 'one prompt', 1],
        ['damaged', undefined, 0],
      ],
    );
    assert.deepEqual(await listSessions(join(folder, 'none')), []);
    for (const id of ['../x', 'a/b', '', 'a.b', '..']) assert.throws(() => sessionFile(folder, id));
    await rm(folder, { recursive: true });
  });
});

/** Opens real files whose writes put half of the bytes and then fail, `left` times. */
function failing(faults: { readonly code: string; left: number }) {
  return async (file: string, flags: string, mode: number): Promise<FileHandle> => {
    const handle = await open(file, flags, mode);
    const write = handle.write.bind(handle) as (bytes: Buffer, offset: number) => Promise<{ bytesWritten: number }>;
    const failingWrite = async (bytes: Buffer, offset: number) => {
      if (faults.left <= 0) return write(bytes, offset);
      faults.left -= 1;
      await write(bytes.subarray(0, offset + Math.floor((bytes.length - offset) / 2)), offset);
      throw Object.assign(new Error(faults.code), { code: faults.code });
    };
    return Object.assign(handle, { write: failingWrite });
  };
}
