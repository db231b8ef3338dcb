// Pairs of indentation (as the model wrote it, as the file has it) in, the rule that turns one into the other out.

/** Turns an indentation the model wrote into the file's; undefined where no rule covers it. */
export interface IndentRule {
  readonly apply: (indent: string) => string | undefined;
  /** Another unit, such as tabs for spaces. */
  readonly isConverted: boolean;
}

export type IndentPair = readonly [written: string, found: string];

const UNITS = ['\t', '    ', '  ', '        ', '   '] as const;
/** The share of lines a rule must explain; the others are slips of single lines. */
const MIN_FIT = 0.8;

/**
 * The first rule in order of plainness (as is; a common prefix more or less; another unit, deeper or not) that explains all pairs, else the
 * one that explains most. Undefined when none explains enough.
 */
export function inferIndent(pairs: readonly IndentPair[], unit: string): IndentRule | undefined {
  if (pairs.every(([written, found]) => written === found)) return { apply: (indent) => indent, isConverted: false };
  let best: (Rule & { readonly fit: number }) | undefined;
  for (const { rule, isConverted } of rules(pairs, unit)) {
    const fit = pairs.filter(([written, found]) => rule(written) === found).length;
    if (!best || fit > best.fit) best = { rule, isConverted, fit };
    if (fit === pairs.length) break;
  }
  if (!best || best.fit < pairs.length * MIN_FIT) return undefined;
  return { apply: best.rule, isConverted: best.isConverted };
}

type Convert = (indent: string) => string | undefined;

interface Rule {
  readonly rule: Convert;
  readonly isConverted: boolean;
}

function* rules(pairs: readonly IndentPair[], unit: string): Generator<Rule> {
  yield { rule: (indent) => indent, isConverted: false };
  for (const rule of shifts(pairs)) yield { rule, isConverted: false };
  const units = [unit, ...UNITS.filter((other) => other !== unit)];
  for (const levels of [0, 1, -1, 2, -2, 3, -3]) {
    for (const to of units) {
      for (const from of UNITS) if (from !== to) yield { rule: convert(from, to, levels), isConverted: true };
    }
  }
}

/** The file has a prefix that was left out, or lacks one that was added. */
function* shifts(pairs: readonly IndentPair[]): Generator<Convert> {
  const seen = new Set<string>();
  for (const [written, found] of pairs) {
    if (found.length > written.length && found.endsWith(written)) {
      const prefix = found.slice(0, found.length - written.length);
      if (!seen.has(`+${prefix}`)) yield (indent) => prefix + indent;
      seen.add(`+${prefix}`);
    }
    if (written.length > found.length && written.endsWith(found)) {
      const prefix = written.slice(0, written.length - found.length);
      if (!seen.has(`-${prefix}`))
        yield (indent) => (indent.startsWith(prefix) ? indent.slice(prefix.length) : undefined);
      seen.add(`-${prefix}`);
    }
  }
}

/** Whole units are exchanged, a rest of spaces (alignment) stays. */
function convert(from: string, to: string, levels: number): Convert {
  return (indent) => {
    let count = 0;
    let at = 0;
    while (indent.startsWith(from, at)) {
      count++;
      at += from.length;
    }
    const rest = indent.slice(at);
    return rest.includes('\t') || count + levels < 0 ? undefined : to.repeat(count + levels) + rest;
  };
}

/** The unit most lines of a text are indented by: a tab, or the commonest small step of spaces. Looks at the first lines only. */
export function indentUnit(text: string): string {
  const steps = new Map<string, number>();
  let previous = 0;
  for (const [, indent = ''] of text.slice(0, 40_000).matchAll(/^([ \t]*)\S/gm)) {
    const step = indent.startsWith('\t') ? '\t' : ' '.repeat(Math.min(8, Math.max(0, indent.length - previous)));
    if (step.length > 1 || step === '\t') steps.set(step, (steps.get(step) ?? 0) + 1);
    previous = indent.startsWith('\t') ? 0 : indent.length;
  }
  return [...steps].sort(([, one], [, two]) => two - one)[0]?.[0] ?? '    ';
}
