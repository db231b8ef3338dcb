// A session log that was cut, flipped, filled or replaced: every whole record is still read, the damaged file is kept aside.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32c, encodeRecord, RecordScanner } from '../../../src/node/record.ts';
import { openSessionLog } from '../../../src/node/sessionLog.ts';
import { listSessions, sessionFile } from '../../../src/node/sessionLogList.ts';
import type { SessionEvent } from '../../../src/shared/events.ts';

const flips = Number(process.env.CASTOR_FLIPS ?? 2000);
const events = Array.from(
  { length: 24 },
  (_, at): SessionEvent => ({ type: 'interaction.created', interaction: `i${at}`, id: `é${'x'.repeat(at * 3)}` }),
);

describe('a damaged session log', () => {
  let folder: string;
  let file: string;
  let whole: Buffer;
  /** Offsets of the line breaks; line 0 is the header record. */
  let ends: number[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'castor-damage-'));
    file = sessionFile(folder, 's');
    const { log } = await openSessionLog(file);
    await log.append(events, true);
    await log.close();
    whole = await readFile(file);
    ends = [...whole.keys()].filter((at) => whole[at] === 0x0a);
    assert.equal(ends.length, events.length + 1);
  });

  after(() => rm(folder, { recursive: true }));

  /** Writes the bytes, opens, appends one event, opens again; what each opening read. */
  async function throughLife(bytes: Buffer) {
    await writeFile(file, bytes);
    const first = await openSessionLog(file);
    const added: SessionEvent = { type: 'session.created', id: 'added', at: 1 };
    await first.log.append([added], true);
    await first.log.close();
    const second = await openSessionLog(file);
    await second.log.close();
    assert.deepEqual(second.events, [...first.events, added]);
    assert.equal(second.damaged, undefined, 'the repaired file is whole');
    return first;
  }

  it('cut at any byte: keeps every whole record, and goes on', async function () {
    this.timeout(120_000);
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const bytes = whole.subarray(0, cut);
      const { events: read } = cut % 7 === 0 ? await throughLife(bytes) : { events: scanned(bytes).read };
      // A record whose line break alone is missing is whole.
      const lines = ends.filter((end) => end <= cut).length;
      assert.deepEqual(read, events.slice(0, Math.max(0, lines - 1)), `cut at ${cut}`);
    }
  });

  it(`${flips} times one bit flipped: loses that record at most, and sets the file aside`, async function () {
    this.timeout(120_000);
    let seed = 20_261_122;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const lifetimes = 200;
    for (let flip = 0; flip < flips; flip += 1) {
      const bytes = Buffer.from(whole);
      const at = random(bytes.length);
      bytes[at]! ^= 1 << random(8);
      const line = ends.findIndex((end) => at <= end);
      const intact = events.filter((_, index) => index + 1 !== line);
      const { read, damaged } = flip < lifetimes ? await lived(bytes) : scanned(bytes);
      assert.ok(damaged, `flip at ${at} seen`);
      const kept = read.filter((event) => intact.some((one) => JSON.stringify(one) === JSON.stringify(event)));
      assert.deepEqual(kept, intact, `flip at ${at}`);
      assert.ok(read.length <= events.length);
    }
    const aside = (await readdir(folder)).filter((name) => name.includes('.damaged-'));
    assert.ok(aside.length > 0);
  });

  async function lived(bytes: Buffer) {
    const { events: read, damaged } = await throughLife(bytes);
    // A flip in the last line break leaves a torn end: nothing was lost and nothing is set aside.
    if (damaged) assert.deepEqual(await readFile(damaged), bytes);
    return { read, damaged: damaged !== undefined || bytes.at(-1) !== 0x0a };
  }

  function scanned(bytes: Buffer) {
    const scanner = new RecordScanner();
    const json = [...scanner.push(bytes), ...scanner.finish().records];
    const values = json.map((one) => JSON.parse(one.toString()) as { e?: SessionEvent });
    return {
      read: values.flatMap(({ e }) => (e ? [e] : [])),
      damaged: scanner.damagedBytes > 0 || bytes.at(-1) !== 0x0a,
    };
  }

  it('is the same in pieces of any size', () => {
    const broken = Buffer.concat([
      whole.subarray(0, 200),
      Buffer.from('\0\nrubbish 12 0000'),
      whole.subarray(ends[6]!),
    ]);
    const inOne = new RecordScanner();
    const expected = [...inOne.push(broken), ...inOne.finish().records].map(String);
    for (let size = 1; size < 64; size += 1) {
      const scanner = new RecordScanner();
      const found: string[] = [];
      for (let at = 0; at < broken.length; at += size)
        found.push(...scanner.push(broken.subarray(at, at + size)).map(String));
      found.push(...scanner.finish().records.map(String));
      assert.deepEqual(found, expected, `pieces of ${size}`);
      assert.equal(scanner.damagedBytes, inOne.damagedBytes);
    }
  });

  for (const [name, bytes, kept] of [
    ['zeros at the end', () => Buffer.concat([whole, Buffer.alloc(4096)]), events.length],
    ['zeros in the middle', () => Buffer.from(whole).fill(0, ends[3]! + 1, ends[9]! + 1), events.length - 6],
    ['a byte order mark only', () => Buffer.from('\ufeff'), 0],
    ['invalid UTF-8', () => Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a]), whole]), events.length],
    [
      'an editor’s line breaks',
      () => Buffer.from(whole.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
      events.length,
    ],
    ['a length beyond reason', () => Buffer.concat([Buffer.from('99999999 00000000 {\n'), whole]), events.length],
    ['text of something else', () => Buffer.from('{"messages":[]}\n'), 0],
  ] as const) {
    it(`${name}: keeps the rest and sets the file aside`, async () => {
      const { events: read, damaged } = await throughLife(bytes());
      assert.equal(read.length, kept);
      assert.ok(damaged);
      assert.deepEqual(await readFile(damaged), bytes());
    });
  }

  it('an empty file is a fresh log', async () => {
    const { events: read, damaged } = await throughLife(Buffer.alloc(0));
    assert.deepEqual(read, []);
    assert.equal(damaged, undefined);
  });

  it('a folder in the place of a log is refused and left alone; the others are listed', async () => {
    await mkdir(sessionFile(folder, 'folder'));
    await assert.rejects(openSessionLog(sessionFile(folder, 'folder')));
    const ids = (await listSessions(folder)).map(({ id }) => id);
    assert.ok(ids.includes('s') && !ids.includes('folder'));
    assert.deepEqual(await readdir(sessionFile(folder, 'folder')), []);
  });

  it('checksums as RFC 3720 says', () => {
    assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
    assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
    assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
    assert.equal(encodeRecord({}).toString(), `2 ${crc32c(Buffer.from('{}')).toString(16).padStart(8, '0')} {}\n`);
  });
});
