// A session log cut at every byte and with single bits flipped in, what opening it reads out: every intact record, and no file is ever gone.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openSessionLog } from '../../src/node/sessionLog.ts';
import { sessionFile } from '../../src/node/sessionLogList.ts';
import type { SessionEvent } from '../../src/shared/events.ts';
import { remove, temporaryFolder } from '../support/repo.ts';
import { seeded } from '../support/slips.ts';
import type { Figures, Soak } from './soak.ts';

const events = Array.from(
  { length: 12 },
  (_, at): SessionEvent => ({ type: 'interaction.created', interaction: `i${at}`, id: `é${'x'.repeat(at * 3)}` }),
);

interface Whole {
  readonly bytes: Buffer;
  /** Offsets of the line breaks; line 0 is the header record. */
  readonly ends: readonly number[];
}

export const logFlips: Soak = {
  title: 'bits flipped in a session log, and all of its truncations',
  count: 10_000,
  few: 25,
  async run(count, seed): Promise<Figures> {
    const pick = seeded(seed);
    const folder = temporaryFolder('flips');
    const file = sessionFile(folder, 's');
    const whole = await written(file);
    // In a small number the truncations are taken by some.
    const step = count < 1000 ? 97 : 1;
    let cuts = 0;
    for (let cut = 0; cut <= whole.bytes.length; cut += step, cuts++) await checkCut(file, whole, cut);
    forget(folder);
    let aside = 0;
    let found = 0;
    for (let flip = 0; flip < count; flip++) {
      const [at, bit] = [pick(whole.bytes.length), pick(8)];
      if (await checkFlip(file, whole, at, bit, `seed ${seed}, flip ${flip}`)) aside++;
      if (flip % 200 === 199 || flip === count - 1) found += forget(folder);
    }
    assert.equal(found, aside, 'every copy that was set aside is there');
    remove(folder);
    return { truncations: cuts, 'copies set aside': aside, 'intact records lost': 0, 'files deleted': 0 };
  },
};

async function written(file: string): Promise<Whole> {
  const { log } = await openSessionLog(file);
  await log.append(events, true);
  await log.close();
  const bytes = readFileSync(file);
  return { bytes, ends: [...bytes.keys()].filter((at) => bytes[at] === 0x0a) };
}

/** Opened, and opened again: the second time finds a whole file with the same records. */
async function opened(file: string, bytes: Buffer) {
  writeFileSync(file, bytes);
  const first = await openSessionLog(file);
  await first.log.close();
  const second = await openSessionLog(file);
  await second.log.close();
  assert.deepEqual(second.events, first.events);
  assert.equal(second.damaged, undefined);
  return first;
}

async function checkCut(file: string, { bytes, ends }: Whole, cut: number): Promise<void> {
  const { events: read } = await opened(file, bytes.subarray(0, cut));
  // A record whose line break alone is missing is whole.
  const lines = ends.filter((end) => end <= cut).length;
  assert.deepEqual(read, events.slice(0, Math.max(0, lines - 1)), `cut at ${cut}`);
}

/** True: a copy was set aside. */
async function checkFlip(
  file: string,
  { bytes, ends }: Whole,
  at: number,
  bit: number,
  name: string,
): Promise<boolean> {
  const flipped = Buffer.from(bytes);
  flipped[at]! ^= 1 << bit;
  const line = ends.findIndex((end) => at <= end);
  const { events: read, damaged } = await opened(file, flipped);
  const kept = new Set(read.map((event) => JSON.stringify(event)));
  for (const [index, event] of events.entries()) {
    if (index + 1 !== line)
      assert.ok(kept.has(JSON.stringify(event)), `${name}: bit ${bit} of byte ${at}, event ${index}`);
  }
  assert.ok(damaged || flipped.at(-1) !== 0x0a, `${name}: seen`);
  if (damaged) assert.deepEqual(readFileSync(damaged), flipped, name);
  return damaged !== undefined;
}

/** The copies that were set aside: all of them are there; they go, so that the disk does not fill. */
function forget(folder: string): number {
  const copies = readdirSync(folder).filter((name) => name.includes('.damaged-'));
  for (const name of copies) remove(`${folder}/${name}`);
  return copies.length;
}
