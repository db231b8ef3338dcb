// Large logs: opened without reading their bulk, to the same events; damage in the bulk is found by the check, kept beside, and mended at the next opening.

import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSessionLog } from '../../../src/node/sessionLog.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';
import { foldAll } from '../../../src/shared/fold.ts';
import { foldStored, isUnread } from '../../../src/shared/stored.ts';
import { longSession } from '../../support/longSession.ts';
import { remove, temporaryFolder } from '../../support/repo.ts';
import { seeded } from '../../support/slips.ts';

const words = 'Words of an answer, in many lines.\n'.repeat(1_500);
const events = longSession(60, (at) => `${at} ${words}`);
/** With a long request and a long result in the middle. */
const withCall: SessionEvent[] = [
  ...events,
  { type: 'prompt.sent', turn: 't61', at: 61, text: 'read', attachments: [], model: 'm' },
  {
    type: 'interaction.requested',
    turn: 't61',
    interaction: 't61.1',
    at: 61,
    model: 'm',
    stored: true,
    tier: 'flex',
    input: [{ type: 'user_input', content: [{ type: 'text', text: words }] }],
  },
  {
    type: 'call.received',
    interaction: 't61.1',
    call: { type: 'function_call', id: 'k1', name: 'read_file', arguments: {} },
    title: 'Read a',
    effect: 'read',
  },
  {
    type: 'call.completed',
    call: 'k1',
    result: { type: 'function_result', call_id: 'k1', name: 'read_file', result: words },
    at: 62,
  },
  { type: 'interaction.completed', interaction: 't61.1', status: 'completed', at: 63 },
  { type: 'turn.completed', turn: 't61', at: 63, outcome: 'completed' },
];

describe('a large log', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = temporaryFolder('large');
    file = join(folder, 's.session');
    const { log } = await openSessionLog(file);
    await log.append(withCall, true);
    await log.close();
  });
  afterEach(() => remove(folder));

  const opened = async () => {
    const all = await openSessionLog(file);
    await all.log.close();
    return all;
  };

  it('is opened to the same events and the same transcript, its bulk unread', async () => {
    const { stored, events: read, damaged } = await opened();
    assert.equal(damaged, undefined);
    assert.ok(stored.filter(isUnread).length > 150);
    const unread = stored.filter(isUnread).flatMap(({ light }) => light ?? []);
    assert.deepEqual(
      unread.map(({ type }) => type),
      ['interaction.requested', 'call.completed'],
    );
    assert.deepEqual(read, withCall);
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    assert.deepEqual(plain(foldStored(stored)), plain(foldAll(withCall)));
  });

  it('goes on being written, with numbers that follow', async () => {
    const { log } = await openSessionLog(file);
    const more: SessionEvent = { type: 'session.titled', title: 'More', by: 'person' };
    await log.append([more], true);
    await log.close();
    assert.match(readFileSync(file, 'utf8').slice(-120), new RegExp(`"n":${withCall.length + 2},`));
    assert.deepEqual((await opened()).events, [...withCall, more]);
  });

  it('that was cut, torn, or has damage where it must be read is read record by record', async () => {
    const whole = readFileSync(file);
    truncateSync(file, whole.length - 30);
    assert.deepEqual((await opened()).events, withCall.slice(0, -1));
    writeFileSync(file, whole);
    appendFileSync(file, '512 00aa');
    assert.deepEqual((await opened()).events, withCall);
    const flipped = Buffer.from(whole);
    flipped[whole.indexOf('Question 30 of') + 3]! ^= 1;
    writeFileSync(file, flipped);
    const { damaged, events: read } = await opened();
    assert.ok(damaged);
    assert.equal(read.length, withCall.length - 1);
  });

  it('with damage in its bulk loses that record alone; the check finds it, and the next opening sets a copy aside and mends it', async () => {
    const whole = readFileSync(file);
    const flipped = Buffer.from(whole);
    const at = whole.indexOf('30 Words of') + 500;
    flipped[at]! ^= 4;
    writeFileSync(file, flipped);
    const first = await openSessionLog(file);
    assert.equal(first.damaged, undefined);
    assert.equal(first.events.length, withCall.length - 1);
    assert.equal(await first.check?.(), false);
    await first.log.close();
    const second = await opened();
    assert.ok(second.damaged);
    assert.equal(second.events.length, withCall.length - 1);
    assert.ok(readFileSync(second.damaged).indexOf(flipped.subarray(at - 40, at + 40)) > 0);
    const third = await opened();
    assert.equal(third.damaged, undefined);
    assert.equal(await third.check?.(), true);
    assert.equal(readdirSync(folder).filter((name) => name.includes('damaged')).length, 1);
  });

  it('gives every record that is whole, whichever bit is flipped', async function () {
    // Forty logs are written and read: on a busy machine that takes its time.
    this.timeout(120_000);
    const whole = readFileSync(file);
    const known = new Set(withCall.map((event) => JSON.stringify(event)));
    const pick = seeded(7);
    for (let flip = 0; flip < 40; flip++) {
      const flipped = Buffer.from(whole);
      flipped[pick(whole.length)]! ^= 1 << pick(8);
      writeFileSync(file, flipped);
      const { events: read, check } = await opened();
      assert.ok(read.length >= withCall.length - 2, `flip ${flip}: ${read.length}`);
      assert.ok(
        read.every((event) => known.has(JSON.stringify(event))),
        `flip ${flip}`,
      );
      // A line break alone may be what is damaged.
      if (read.length < withCall.length && check) assert.equal(await check(), false, `flip ${flip}`);
    }
  });
});
