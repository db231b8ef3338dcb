// A process that writes many session logs at once and is killed with -9 in, those logs read again out: every acknowledged record is there.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openSessionLog } from '../../src/node/sessionLog.ts';
import { sessionFile } from '../../src/node/sessionLogList.ts';
import { nodeBinary, remove, temporaryFolder } from '../support/repo.ts';
import { seeded } from '../support/slips.ts';
import type { Figures, Soak } from './soak.ts';

/** Logs that one process writes: each kill hits them all in the middle of what they do. */
const logs = 25;
/** Kills that a file lives through. */
const lives = 8;
const writer = join(import.meta.dirname, 'logWriter.ts');

export const logKills: Soak = {
  title: `logs whose writer was killed with -9 while it wrote (${logs} to a process, ${lives} kills to a file)`,
  count: 10_000,
  few: 25,
  async run(count, seed): Promise<Figures> {
    const pick = seeded(seed);
    let folder = temporaryFolder('kills');
    let held: string[][] = [];
    let records = 0;
    for (let round = 0; round * logs < count; round++) {
      if (round % lives === 0) {
        remove(folder);
        folder = temporaryFolder('kills');
        held = Array.from({ length: logs }, () => []);
      }
      const acknowledged = await writtenAndKilled(folder, round, pick(300));
      for (const [log, own] of held.entries()) {
        own.push(...(acknowledged.get(log) ?? []).map((at) => `${round}:${at}`));
        records += acknowledged.get(log)?.length ?? 0;
        await check(folder, log, own, `seed ${seed}, round ${round}, log ${log}`);
      }
      const strays = readdirSync(folder).filter((name) => name.includes('damaged'));
      assert.deepEqual(strays, [], `seed ${seed}, round ${round}`);
    }
    remove(folder);
    return { 'acknowledged records': records, lost: 0 };
  },
};

/** `own`: what must be there, in order; what was written and not yet acknowledged may be there as well, one record a kill. */
async function check(folder: string, log: number, own: string[], name: string): Promise<void> {
  const { events, log: open, readOnly } = await openSessionLog(sessionFile(folder, `s${log}`));
  await open.close();
  assert.equal(readOnly, undefined, `${name}: the dead writer's lease is taken over at once`);
  const texts = events.map((event) =>
    event.type === 'prompt.sent' ? event.text.split(':').slice(0, 2).join(':') : '',
  );
  assert.deepEqual(texts.slice(0, own.length), own, name);
  const beyond = texts.slice(own.length);
  assert.ok(beyond.length <= 1, `${name}: ${beyond.length} beyond`);
  own.push(...beyond);
}

/** Numbers that each log acknowledged before the end. */
async function writtenAndKilled(folder: string, round: number, after: number): Promise<Map<number, number[]>> {
  const child = spawn(nodeBinary, [writer, folder, String(round), String(logs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  await pause(after);
  child.kill('SIGKILL');
  await ended;
  const acknowledged = new Map<number, number[]>();
  // A last line without its end is no word.
  for (const line of said.split('\n').slice(0, -1)) {
    assert.ok(!line.endsWith('read-only'), line);
    const [log = 0, at = 0] = line.split(' ').map(Number);
    acknowledged.set(log, [...(acknowledged.get(log) ?? []), at]);
  }
  return acknowledged;
}
