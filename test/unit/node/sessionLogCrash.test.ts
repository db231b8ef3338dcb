// A writer killed at any moment: every acknowledged record is there; two writers on one session: one writes, one does not.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSessionLog } from '../../../src/node/sessionLog.ts';
import { sessionFile } from '../../../src/node/sessionLogList.ts';

const kills = Number(process.env.CASTOR_KILLS ?? 30);
const races = Number(process.env.CASTOR_RACES ?? 6);
const writer = join(import.meta.dirname, 'sessionLogWriter.ts');

describe('a session log whose writer is killed', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'castor-crash-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it(`holds every acknowledged record after ${kills} kills, in one file that lives through all of them`, async function () {
    this.timeout(10_000 + kills * 4000);
    const file = sessionFile(folder, 's');
    const expected: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const acknowledged = await writeAndKill(file, `${kill}`, (kill * 37) % 60);
      const { events, log, readOnly } = await openSessionLog(file);
      await log.close();
      assert.equal(readOnly, undefined, 'the dead writer’s lease is taken over at once');
      const texts = events.map((event) =>
        event.type === 'prompt.sent' ? event.text.split(':').slice(0, 2).join(':') : '',
      );
      expected.push(...acknowledged.map((at) => `${kill}:${at}`));
      // What was written and not yet acknowledged may be there as well, at most one: the writer waits for each.
      const beyond = texts.slice(expected.length);
      assert.deepEqual(texts.slice(0, expected.length), expected);
      assert.ok(beyond.length <= 1, `${beyond.length} beyond`);
      expected.push(...beyond);
    }
    assert.ok(expected.length >= kills);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.includes('damaged')),
      [],
    );
  });

  it(`is written by one of two processes at a time, in ${races} races`, async function () {
    this.timeout(10_000 + races * 6000);
    for (let race = 0; race < races; race += 1) {
      const file = sessionFile(folder, `r${race}`);
      const writers = [start(file, 'a'), start(file, 'b')];
      // Neither is ended before both have found out who writes.
      await Promise.all(writers.map(({ spoke }) => spoke));
      await new Promise((resolve) => setTimeout(resolve, 50));
      const both = await Promise.all(writers.map(({ kill }) => kill()));
      assert.equal(both.filter((lines) => lines.length > 0).length, 1, 'one wrote');
      const { events, log, damaged } = await openSessionLog(file);
      await log.close();
      const name = both[0]!.length > 0 ? 'a' : 'b';
      const texts = events.map((event) => (event.type === 'prompt.sent' ? event.text : ''));
      assert.ok(texts.length >= Math.max(...both.map((lines) => lines.length)));
      assert.ok(texts.every((text, at) => text.startsWith(`${name}:${at}:`)));
      assert.equal(damaged, undefined);
    }
  });
});

/** Starts a writer, kills it `after` ms past its first word; the numbers it acknowledged. */
async function writeAndKill(file: string, name: string, after: number): Promise<number[]> {
  const { spoke, kill } = start(file, name);
  await spoke;
  await new Promise((resolve) => setTimeout(resolve, after));
  return kill();
}

function start(file: string, name: string) {
  const child = spawn(process.execPath, [writer, file, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => acknowledged.push(line));
  const ended = once(child, 'close');
  return {
    spoke: Promise.race([once(lines, 'line'), ended]),
    async kill(): Promise<number[]> {
      child.kill('SIGKILL');
      await ended;
      return acknowledged.filter((line) => line !== 'read-only').map(Number);
    },
  };
}
