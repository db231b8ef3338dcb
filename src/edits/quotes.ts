// Text with typographic quotes, dashes and blanks in, the same with plain ones out; and back, where the file shows the way.

const PLAIN: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u2032': "'",
  '\u00b4': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2033': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u00a0': ' ',
  '\u2007': ' ',
  '\u202f': ' ',
};
const FANCY = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
const HAS_FANCY = new RegExp(FANCY.source);

/** One plain character for each typographic one, so that offsets stay. */
export function foldQuotes(text: string): string {
  return HAS_FANCY.test(text) ? text.replace(FANCY, (char) => PLAIN[char]!) : text;
}

export interface CharRule {
  readonly apply: (text: string) => string;
  readonly isIdentity: boolean;
}

const AS_IS: CharRule = { apply: (text) => text, isIdentity: true };

interface Pair {
  readonly old: string;
  readonly found: string;
}

/**
 * A changed line whose old form the file has with other quotes: what the change leaves at both ends of the line is taken from the file, only
 * what is between follows the rule.
 */
export function carryQuirks(pairs: readonly Pair[], rule: CharRule): (line: string) => string {
  const quirks = pairs
    .map(({ old, found }) => ({ old: old.trim(), found: found.trim() }))
    .filter(({ old, found }) => old !== found);
  return (line) => {
    const ends = quirks.map((quirk) => ({ quirk, ...sharedEnds(quirk.old, line) }));
    const best = ends.sort((one, two) => two.head + two.tail - one.head - one.tail)[0];
    if (!best || (best.head + best.tail) * 2 < line.length) return rule.apply(line);
    const { quirk, head, tail } = best;
    const end = quirk.found.length - tail;
    return quirk.found.slice(0, head) + rule.apply(line.slice(head, line.length - tail)) + quirk.found.slice(end);
  };
}

function sharedEnds(one: string, two: string): { readonly head: number; readonly tail: number } {
  const room = Math.min(one.length, two.length);
  let head = 0;
  while (head < room && one[head] === two[head]) head++;
  let tail = 0;
  while (tail < room - head && one.at(-1 - tail) === two.at(-1 - tail)) tail++;
  return { head, tail };
}

/** Which character the file has wherever the model wrote another; only what all pairs agree on. Pairs are equal once folded and trimmed. */
export function charRule(pairs: readonly Pair[]): CharRule {
  const seen = new Map<string, Set<string>>();
  let isIdentity = true;
  for (const pair of pairs) {
    const old = pair.old.trim();
    const found = pair.found.trim();
    if (old.length !== found.length) continue;
    for (let index = 0; index < old.length; index++) {
      const char = old[index]!;
      if (!(char in PLAIN) && !`'"- `.includes(char)) continue;
      if (!seen.has(char)) seen.set(char, new Set());
      seen.get(char)!.add(found[index]!);
      if (char !== found[index]) isIdentity = false;
    }
  }
  if (isIdentity) return AS_IS;
  const rule = new Map<string, string>();
  for (const [char, found] of seen) if (found.size === 1) rule.set(char, [...found][0]!);
  return { apply: (text) => [...text].map((char) => rule.get(char) ?? char).join(''), isIdentity: false };
}
