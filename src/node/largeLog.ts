// A large session log in, its records out with the bulky ones unread: they are found by their lengths alone, and checked and parsed when one is looked at.

import { readFile, stat } from 'node:fs/promises';
import { setImmediate as soon } from 'node:timers/promises';
import type { SessionEvent } from '../shared/events.ts';
import type { Stored } from '../shared/stored.ts';
import { crc32c, RecordScanner } from './record.ts';

/** Below this a log is read whole: that is as quick. Bytes. */
export const largeLog = 2 * 1024 * 1024;

export interface LargeLog {
  readonly stored: readonly Stored[];
  readonly sequence: number;
  readonly version: number;
  readonly size: number;
  /** Checks what was not read yet, a piece at a time, so that nobody waits for it. False: some of it is damaged. */
  check(): Promise<boolean>;
}

/** A line `length crc32c json\n`, found in the file. */
interface Line {
  readonly start: number;
  readonly json: Buffer;
  readonly crc: number;
}

/** Bytes of a request that are read at once. */
const smallRequest = 4 * 1024;
/** Bytes that are checked before others have their turn. */
const checkedAtOnce = 1024 * 1024;

/** Undefined: the log is small, or not whole from its first line to its last; it must be read record by record. Rejects when it cannot be read. */
export async function readLargeLog(file: string): Promise<LargeLog | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found || found.size < largeLog) return undefined;
  const bytes = await readFile(file);
  const reader = new Reader(bytes);
  return reader.read() ? reader : undefined;
}

class Reader implements LargeLog {
  readonly stored: Stored[] = [];
  sequence = 0;
  version = 0;
  readonly #bytes: Buffer;
  readonly #unread: Line[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  /** False: something is not as a whole log has it. */
  read(): boolean {
    let before: Line | undefined;
    for (let at = 0; at < this.#bytes.length; ) {
      const line = lineAt(this.#bytes, at);
      if (!line) return false;
      // A record that is there twice in a row was written once.
      const isAgain = before?.crc === line.crc && before.json.equals(line.json);
      if (!isAgain && !this.#take(line)) return false;
      before = line;
      at = line.json.byteOffset - this.#bytes.byteOffset + line.json.length + 1;
    }
    return true;
  }

  async check(): Promise<boolean> {
    let since = 0;
    for (const { json, crc } of this.#unread) {
      if (crc32c(json) !== crc) return false;
      since += json.length;
      if (since < checkedAtOnce) continue;
      since = 0;
      await soon();
    }
    return true;
  }

  #take(line: Line): boolean {
    const unread = this.#postponed(line);
    if (unread) {
      this.stored.push(unread);
      this.#unread.push(line);
      return true;
    }
    if (crc32c(line.json) !== line.crc) return false;
    const { n, e, version, damaged } = JSON.parse(line.json.toString('utf8'));
    if (damaged) return false;
    if (typeof version === 'number') this.version = Math.max(this.version, version);
    if (Number.isSafeInteger(n)) this.sequence = Math.max(this.sequence, n);
    if (typeof e?.type === 'string') this.stored.push(e as SessionEvent);
    return true;
  }

  /** Undefined: it is small, or says something that everyone must know. */
  #postponed(line: Line): Stored | undefined {
    const { json } = line;
    const [, n, type, call] = bulkyHead.exec(json.toString('latin1', 0, 160)) ?? [];
    if (type === undefined || (type === 'call.completed' && call === undefined)) return undefined;
    const request = type === 'interaction.requested' ? requestHead(json) : undefined;
    // What is told of it unread must be true.
    if (type === 'interaction.requested' && (!request || crc32c(json) !== line.crc)) return undefined;
    this.sequence = Math.max(this.sequence, Number(n));
    const light = request ?? (call !== undefined && type === 'call.completed' ? completed(call) : undefined);
    return { ...(light ? { light } : {}), read: () => eventsOf(this.#bytes, line) };
  }
}

/** All that is known of a result that was not read: there is one. */
function completed(call: string): SessionEvent {
  const result = { type: 'function_result', call_id: call, name: '', result: '' } as const;
  return { type: 'call.completed', call, result, at: 0 };
}

/** Written by `JSON.stringify`, so that the fields stand in the order in which the events are made. Ids are plain. */
const bulkyHead =
  /^\{"n":(\d{1,15}),"e":\{"type":"(step\.(?:started|delta|stopped)|unknown\.received|interaction\.(?:replayed|requested)|approval\.requested|call\.completed)"(?:,"call":"([\w.:-]{1,80})")?/;

/** A long request without its input; undefined where the input is not its last field. In JSON no text can hold what ends or begins it. */
function requestHead(json: Buffer): SessionEvent | undefined {
  if (json.length < smallRequest || json.toString('latin1', json.length - 3) !== ']}}') return undefined;
  const cut = json.indexOf(',"input":[');
  if (cut < 0 || cut > smallRequest) return undefined;
  try {
    const { e } = JSON.parse(`${json.toString('utf8', 0, cut)}}}`);
    return { ...e, input: [] };
  } catch {
    return undefined;
  }
}

function eventsOf(bytes: Buffer, { start, json, crc }: Line): readonly SessionEvent[] {
  if (crc32c(json) === crc) return [JSON.parse(json.toString('utf8')).e];
  // What a wrong length hid is found as in any damaged log.
  const scanner = new RecordScanner();
  const end = json.byteOffset - bytes.byteOffset + json.length + 1;
  const whole = [...scanner.push(bytes.subarray(start, end)), ...scanner.finish().records];
  return whole.flatMap((one) => JSON.parse(one.toString('utf8')).e ?? []);
}

const [space, lineFeed, zero, nine] = [0x20, 0x0a, 0x30, 0x39];

/** Undefined: no line of a record begins here, or it does not end with a line break. */
function lineAt(bytes: Buffer, start: number): Line | undefined {
  let length = 0;
  let at = start;
  for (; at < start + 8 && bytes[at]! >= zero && bytes[at]! <= nine; at++) length = length * 10 + bytes[at]! - zero;
  const hex = bytes.toString('latin1', at + 1, at + 9);
  if (at === start || bytes[at] !== space || bytes[at + 9] !== space || !/^[0-9a-f]{8}$/.test(hex)) return undefined;
  const end = at + 10 + length;
  if (end >= bytes.length || bytes[end] !== lineFeed) return undefined;
  return { start, json: bytes.subarray(at + 10, end), crc: Number.parseInt(hex, 16) };
}
