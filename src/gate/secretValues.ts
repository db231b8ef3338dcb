// A text in, the secrets in it with their places out: pure, linear in its length, blind to where the text comes from.

import { environmentLine, environmentName, namedSecret, secretName, secretShapes } from './secretPatterns.ts';

export interface FoundSecret {
  /** Offsets in UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/** In order, none inside another. A text that only looks random is none: it takes a known shape, or a name that says what it is. */
export function secretsIn(text: string): readonly FoundSecret[] {
  if (text.length < shortest) return [];
  const found = [...ofShape(text), ...named(text), ...ofEnvironment(text)];
  found.sort((one, two) => one.start - two.start || two.end - one.end);
  const kept: FoundSecret[] = [];
  for (const secret of found) if (secret.start >= (kept.at(-1)?.end ?? 0)) kept.push(secret);
  return kept;
}

const shortest = 6;

function* ofShape(text: string): Generator<FoundSecret> {
  for (const { kind, pattern } of secretShapes) {
    for (const match of text.matchAll(pattern)) {
      const value = match.groups?.value ?? match[0];
      const at = match.index + match[0].lastIndexOf(value);
      if (!isEmptyShape(value)) yield { start: at, end: at + value.length, kind };
    }
  }
}

function* named(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(namedSecret)) {
    const { double, single, tick } = match.groups!;
    const value = double ?? single ?? tick ?? '';
    const end = match.index + match[0].length - 1;
    if (looksSecret(value)) yield { start: end - value.length, end, kind: 'value' };
  }
}

/** Values of names that say so; in a text that is an environment file, every value that could be one. */
function* ofEnvironment(text: string): Generator<FoundSecret> {
  const lines = [...text.matchAll(environmentLine)];
  const variables = lines.filter(({ groups }) => environmentName.test(groups!.name!) && !groups!.value!.endsWith(';'));
  const isFile = variables.length >= 2 && variables.length * 2 >= meaningfulLines(text);
  for (const match of lines) {
    const { name = '', quote = '', value = '' } = match.groups!;
    const isVariable = environmentName.test(name);
    const says = secretName.test(name) && (isVariable ? isOpaque(value) : looksSecret(value));
    if (!says && !(isFile && isVariable && looksSecret(value))) continue;
    const at = match.index + match[0].indexOf(value, match[0].indexOf(name) + name.length + quote.length);
    yield { start: at, end: at + value.length, kind: 'value' };
  }
}

function meaningfulLines(text: string): number {
  return text.split('\n').filter((line) => /^[^\s#`]/.test(line)).length;
}

/** A value under a name that says it is a secret: no reference, no number, no word anyone would write as a stand-in. */
function isOpaque(value: string): boolean {
  return (
    value.length >= shortest &&
    !isStandIn(value) &&
    !/[\s;(){}<>]|^[$%@&*]|\$\{|^(?:true|false|null|none|undefined|\d+|localhost)$|^[./~]|^process\.|^https?:\/\/[^@]*$/i.test(
      value,
    ) &&
    !/^[a-z]+(?:[._-][a-z]+)*$/i.test(value)
  );
}

/** Beside that: at least eight characters of several kinds that are not words. */
function looksSecret(value: string): boolean {
  if (value.length < 8 || !isOpaque(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
  const isCode = /^[\w.]+\.[a-z]+$|^\w+:\/\/|^[A-Z][A-Z0-9_]+$|\.\w{2,4}$/.test(value) && value.length < 24;
  return kinds >= 2 && /\d/.test(value) && !isCode && entropy(value) >= 2.6;
}

/** The shape of a key with nothing in it. */
function isEmptyShape(value: string): boolean {
  return value.includes('⟦') || /^(.)\1+$|\.{3}|…|\*{3}|(?:_|-|^)x{8,}$/i.test(value);
}

/** What documentation writes in place of a secret, and our own placeholders. */
function isStandIn(value: string): boolean {
  return (
    value.includes('⟦') ||
    /^(.)\1+$/.test(value) ||
    /your[_-]|[_-]?here$|change[_-]?me|placeholder|redacted|example\.|dummy|^x{4,}|\*{3,}|\.{3}|…|^<.*>$|^\[.*\]$/i.test(
      value,
    )
  );
}

/** Bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
