// Encodings of files in, a way there and back for each out, the way to bytes made of what the platform's decoder says.

export interface Encoding {
  readonly name: string;
  /** It may begin with a byte order mark; UTF-16 always does. */
  readonly marks: boolean;
  /** Characters that a file in it is made of. */
  readonly letters: readonly string[];
  encode(text: string, mark: boolean): Buffer;
  /** Without the mark, as an editor gives it. */
  decode(bytes: Buffer): string;
}

const ascii = Array.from('abcdefghijklmnopqrstuvwxyz(){};="\'.,_0123456789');

const utf8: Encoding = {
  name: 'UTF-8',
  marks: true,
  letters: [...ascii, ...'äöüßéñ日本語🙂👍🏽\u200d€'],
  encode: (text, mark) => Buffer.from((mark ? '\ufeff' : '') + text, 'utf8'),
  decode: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
};

const utf16: Encoding = {
  name: 'UTF-16',
  marks: true,
  letters: [...ascii, ...'äöüß日本語🙂Ж€ਊ'],
  encode: (text, mark) => Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le'),
  decode: (bytes) => new TextDecoder('utf-16le', { fatal: true }).decode(bytes),
};

export const encodings: readonly Encoding[] = [
  utf8,
  utf16,
  table('cp1252', 'windows-1252', Array.from('äöüßéñçØÞ€‘’“”–…™')),
  table('Shift-JIS', 'shift_jis', Array.from('日本語漢字表示ソ能十予ーアイウｱｲｳ、。')),
];

/** Byte 0x5c as a second byte (表, ソ) and half-width forms are where a careless hand damages Shift-JIS. */
function table(name: string, label: string, letters: readonly string[]): Encoding {
  const decoder = new TextDecoder(label, { fatal: true });
  const bytesOf = new Map<string, Buffer>();
  const learn = (...bytes: number[]) => {
    try {
      const text = decoder.decode(Buffer.from(bytes));
      if ([...text].length === 1 && !bytesOf.has(text)) bytesOf.set(text, Buffer.from(bytes));
    } catch {}
  };
  for (let one = 0; one < 256; one++) learn(one);
  if (label === 'shift_jis')
    for (let one = 0x81; one < 0xfd; one++) for (let two = 0x40; two < 0xfd; two++) learn(one, two);
  return {
    name,
    marks: false,
    letters: [...ascii, ...letters],
    encode: (text) =>
      Buffer.concat(
        Array.from(text, (letter) => {
          const bytes = bytesOf.get(letter);
          if (!bytes) throw new RangeError(`${name} has no ${letter}`);
          return bytes;
        }),
      ),
    decode: (bytes) => decoder.decode(bytes),
  };
}
