// The JSON text of a call's arguments as it arrives in, the strings in it as they grow out; reading on costs what is new.

/** A string value as far as it has arrived: only its newest lines are kept. */
export interface GrowingString {
  /** Names and indexes on the way to it, joined by '.': `edits.0.old_text`. */
  readonly at: string;
  /** Lines so far, the open one included; 0 for an empty string. */
  readonly lines: number;
  /** The newest lines, at most `kept`. */
  readonly tail: readonly string[];
  readonly closed: boolean;
}

interface Value {
  readonly at: string;
  lines: number;
  readonly tail: string[];
  closed: boolean;
}

interface Container {
  readonly isArray: boolean;
  key: string;
  index: number;
  /** A name comes next. */
  wantsKey: boolean;
}

/** Longest name and longest open line that are kept, in UTF-16 units: a text without line ends must not grow without end. */
const longest = 2000;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** Takes text in any pieces. What is no JSON gives whatever it looks like; nothing throws. */
export class PartialArgs {
  readonly #kept: number;
  readonly #values: Value[] = [];
  readonly #open: Container[] = [];
  #inString = false;
  #isKey = false;
  #key = '';
  /** A backslash and what follows it so far. */
  #escape = '';

  /** `kept`: lines of each string. */
  constructor(kept = 40) {
    this.#kept = kept;
  }

  /** In the order in which they began. */
  get values(): readonly GrowingString[] {
    return this.#values;
  }

  push(text: string): void {
    let at = 0;
    while (at < text.length) at = this.#inString ? this.#string(text, at) : this.#outside(text, at);
  }

  #outside(text: string, at: number): number {
    const character = text[at];
    const top = this.#open.at(-1);
    if (character === '"') this.#begin(top);
    else if (character === '{' || character === '[') {
      this.#open.push({ isArray: character === '[', key: '', index: 0, wantsKey: character === '{' });
    } else if (character === '}' || character === ']') this.#open.pop();
    else if (character === ',' && top) {
      top.index++;
      top.wantsKey = !top.isArray;
    }
    return at + 1;
  }

  #begin(top: Container | undefined): void {
    this.#inString = true;
    this.#isKey = top?.wantsKey === true;
    this.#key = '';
    if (this.#isKey) return;
    const at = this.#open.map(({ isArray, key, index }) => (isArray ? index : key)).join('.');
    this.#values.push({ at, lines: 0, tail: [], closed: false });
  }

  #string(text: string, from: number): number {
    if (this.#escape !== '') return this.#escaped(text, from);
    let end = from;
    while (end < text.length && text[end] !== '"' && text[end] !== '\\') end++;
    if (end > from) this.#add(text.slice(from, end));
    if (text[end] === '\\') this.#escape = '\\';
    else if (text[end] === '"') this.#end();
    return end + 1;
  }

  #escaped(text: string, at: number): number {
    this.#escape += text[at];
    const [, kind = ''] = this.#escape;
    if (kind !== 'u') this.#add(escapes[kind] ?? kind);
    else if (this.#escape.length === 6)
      this.#add(String.fromCharCode(Number.parseInt(this.#escape.slice(2), 16) || 0xfffd));
    else return at + 1;
    this.#escape = '';
    return at + 1;
  }

  #end(): void {
    this.#inString = false;
    const top = this.#open.at(-1);
    const value = this.#values.at(-1);
    if (this.#isKey && top) {
      top.key = this.#key;
      top.wantsKey = false;
    } else if (value) value.closed = true;
  }

  #add(text: string): void {
    if (this.#isKey) this.#key = (this.#key + text).slice(0, longest);
    else grow(this.#values.at(-1)!, text, this.#kept);
  }
}

function grow(value: Value, text: string, kept: number): void {
  const [first = '', ...others] = text.split('\n');
  if (value.lines === 0) {
    value.lines = 1;
    value.tail.push('');
  }
  const last = value.tail.length - 1;
  value.tail[last] = ((value.tail[last] ?? '') + first).slice(0, longest);
  value.tail.push(...others.map((line) => line.slice(0, longest)));
  value.lines += others.length;
  if (value.tail.length > kept) value.tail.splice(0, value.tail.length - kept);
}
