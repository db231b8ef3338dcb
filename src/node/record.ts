// Values in, checksummed lines out, and back: the format of every append-only log, and a scanner that finds each whole record in damaged bytes.

/**
 * A record is one line, `length crc32c json\n`: the bytes of the JSON in decimal, their CRC-32C in eight hex digits, the JSON without line
 * breaks. CRC-32C (Castagnoli) rather than zlib's CRC-32: it is what the design names, finds more burst errors at these lengths, and a table
 * of 256 words is all it takes.
 */
export function encodeRecord(value: unknown): Buffer {
  return encodeJson(Buffer.from(JSON.stringify(value), 'utf8'));
}

/** The line of a record whose JSON is there already. */
export function encodeJson(json: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${json.length} ${hex(crc32c(json))} `, 'latin1'), json, newline]);
}

/** A record no larger than this is looked for; larger ones are damage. Bytes. */
export const longestRecord = 64 * 1024 * 1024;

const newline = Buffer.from('\n');
const lineFeed = 0x0a;
const header = /^(\d{1,8}) ([0-9a-f]{8}) /;
const longestHeader = 18;

/** Takes a file's bytes piece by piece. Memory stays within two pieces and the longest record. */
export class RecordScanner {
  #rest: Buffer = Buffer.alloc(0);
  /** File offset of the first byte of `#rest`. */
  #at = 0;
  #damaged = 0;
  /** Offset after the newest whole record. */
  #end = 0;

  /** Bytes that belong to no record, a torn tail not counted. */
  get damagedBytes(): number {
    return this.#damaged;
  }

  /** Offset after the newest whole record. */
  get end(): number {
    return this.#end;
  }

  /** The JSON of the records that are complete with this piece. */
  push(piece: Buffer): Buffer[] {
    this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    return this.#scan(false);
  }

  /** The last records. `torn`: bytes of a last line that was being written when the writer ended. */
  finish(): { readonly records: readonly Buffer[]; readonly torn: number } {
    const records = this.#scan(true);
    return { records, torn: this.#rest.length };
  }

  #scan(last: boolean): Buffer[] {
    const found: Buffer[] = [];
    let at = 0;
    while (at < this.#rest.length) {
      const record = readAt(this.#rest, at, last);
      if (record === 'partial') break;
      if (record === 'bad') {
        const next = this.#resume(at, last);
        if (next === undefined) return found;
        at = next;
        continue;
      }
      found.push(record.json);
      if (!record.sound) this.#damaged += 1;
      at = record.end;
      this.#end = this.#at + at;
    }
    this.#drop(at);
    return found;
  }

  /** Where reading goes on after a bad place: a whole record further on in the line, or the next line; undefined when neither is there yet. */
  #resume(at: number, last: boolean): number | undefined {
    const feed = this.#rest.indexOf(lineFeed, at);
    const next = recordWithin(this.#rest, { from: at + 1, to: feed < 0 ? this.#rest.length : feed, last });
    const on = next ?? (feed < 0 ? undefined : feed + 1);
    if (on !== undefined) {
      this.#damaged += on - at;
      return on;
    }
    // Without a line break nothing is kept of it but what may be the beginning of a header.
    const kept = last ? this.#rest.length - at : Math.min(this.#rest.length - at, longestHeader - 1);
    this.#damaged += this.#rest.length - kept - at;
    this.#drop(this.#rest.length - kept);
    return undefined;
  }

  #drop(bytes: number): void {
    this.#rest = this.#rest.subarray(bytes);
    this.#at += bytes;
  }
}

/** `sound`: its line break is there. */
type Reading = { readonly end: number; readonly json: Buffer; readonly sound: boolean } | 'partial' | 'bad';

/** `last`: no more bytes come, and a whole record without its line break counts. */
function readAt(bytes: Buffer, at: number, last: boolean): Reading {
  const line = bytes.subarray(at, at + longestHeader).toString('latin1');
  const match = header.exec(line);
  if (!match) return !last && line.length < longestHeader && !line.includes('\n') ? 'partial' : 'bad';
  const start = at + match[0].length;
  const end = start + Number(match[1]);
  if (end - start > longestRecord) return 'bad';
  if (end >= bytes.length && !last) return bytes.indexOf(lineFeed, start) >= 0 ? 'bad' : 'partial';
  if (end > bytes.length) return 'bad';
  const json = bytes.subarray(start, end);
  if (hex(crc32c(json)) !== match[2]) return 'bad';
  return { end: Math.min(end + 1, bytes.length), json, sound: end === bytes.length || bytes[end] === lineFeed };
}

/** Start of a record in a line whose beginning is damaged, as when zeros overwrote the line break before it. */
function recordWithin(
  bytes: Buffer,
  { from, to, last }: { from: number; to: number; last: boolean },
): number | undefined {
  for (const { index } of bytes.toString('latin1', from, to).matchAll(/(?= [0-9a-f]{8} )/g)) {
    const number = /\d{0,8}$/.exec(bytes.toString('latin1', Math.max(from, from + index - 8), from + index))?.[0] ?? '';
    for (let digits = number.length; digits > 0; digits -= 1) {
      if (readAt(bytes, from + index - digits, last) !== 'bad') return from + index - digits;
    }
  }
  return undefined;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0x82f63b78 : rest >>> 1;
  return rest >>> 0;
});

/** CRC-32C of the bytes, unsigned. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) crc = table[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
