// A process that writes session logs side by side and is killed with -9 in, those logs read again out: every acknowledged record is there.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { openSessionLog } from '../../src/node/sessionLog.ts';
import { sessionFile } from '../../src/node/sessionLogList.ts';
import { nodeBinary, remove, temporaryFolder } from '../support/repo.ts';
import { seeded } from '../support/slips.ts';
import type { Figures, Soak } from './soak.ts';

/** Logs that one process writes: each kill hits them all in the middle of what they do. */
const logs = 2;
/** Kills that a file lives through. */
const lives = 8;
/** Ms after its first word within which a process is killed. */
const within = 60;

export const logKills: Soak = {
  title: `processes killed with -9 while they wrote (${logs} logs each, ${lives} kills to a file)`,
  count: 10_000,
  few: 15,
  async run(count, seed): Promise<Figures> {
    const pick = seeded(seed);
    const writer = builtWriter();
    let folder = temporaryFolder('kills');
    let held: string[][] = [];
    let records = 0;
    for (let round = 0; round < count; round++) {
      if (round % lives === 0) {
        remove(folder);
        folder = temporaryFolder('kills');
        held = Array.from({ length: logs }, () => []);
      }
      const acknowledged = await writtenAndKilled(writer, folder, round, pick(within));
      for (const [log, own] of held.entries()) {
        own.push(...(acknowledged.get(log) ?? []).map((at) => `${round}:${at}`));
        records += acknowledged.get(log)?.length ?? 0;
        await check(folder, log, own, `seed ${seed}, round ${round}, log ${log}`);
      }
      const strays = readdirSync(folder).filter((name) => name.includes('damaged'));
      assert.deepEqual(strays, [], `seed ${seed}, round ${round}`);
    }
    for (const one of [folder, dirname(writer)]) remove(one);
    return { 'acknowledged records': records, lost: 0 };
  },
};

/** In one file: most of the life of such a process would be the reading of its sources. */
function builtWriter(): string {
  const outfile = join(temporaryFolder('writer'), 'writer.mjs');
  const entry = join(import.meta.dirname, 'logWriter.ts');
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
  return outfile;
}

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
async function writtenAndKilled(
  writer: string,
  folder: string,
  round: number,
  after: number,
): Promise<Map<number, number[]>> {
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
