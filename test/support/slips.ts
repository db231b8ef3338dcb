// A real edit in, the same edit with the slips that models make out: those that must land all the same, and those that must be refused.

/** A block that stands exactly once in `before`; replaced it gives `after`. Texts with '\n'. */
export interface RealEdit {
  readonly id: string;
  readonly before: string;
  readonly search: string;
  readonly replace: string;
  readonly after: string;
}

export interface Slip {
  readonly id: string;
  readonly kind: string;
  readonly before: string;
  readonly search: string;
  readonly replace: string;
  /** undefined: it must be refused. */
  readonly expected: string | undefined;
}

interface Texts {
  readonly before?: string;
  readonly search?: string;
  readonly replace?: string;
  readonly expected?: string;
}

const isBlank = (line: string) => line.trim() === '';
const linesOf = (text: string) => text.replace(/\n+$/, '').split('\n');
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const each = (lines: readonly string[], change: (line: string, index: number) => string) =>
  text(lines.map((line, index) => (isBlank(line) ? line : change(line, index))));
const crlf = (value: string) => value.replaceAll('\n', '\r\n');

/** All slips that fit the edit. `pick` chooses a number below its argument. */
export function slips(edit: RealEdit, pick: (below: number) => number): readonly Slip[] {
  const positives = Object.entries({ ...layout(edit), ...notation(edit), ...memory(edit, pick) });
  const negatives = Object.entries(wrong(edit));
  return [
    ...positives.flatMap(([kind, change]) => make(edit, kind, change, edit.after)),
    ...negatives.flatMap(([kind, change]) => make(edit, `wrong: ${kind}`, change, undefined)),
  ];
}

function make(edit: RealEdit, kind: string, change: Texts | undefined, after: string | undefined): Slip[] {
  if (!change) return [];
  const { before, search, replace } = edit;
  return [{ before, search, replace, ...change, id: `${edit.id} ${kind}`, kind, expected: change.expected ?? after }];
}

/** Blanks and line endings. */
function layout({ search, replace, before, after }: RealEdit): Record<string, Texts | undefined> {
  const old = linesOf(search);
  const fresh = linesOf(replace);
  const common = Math.min(
    ...[...old, ...fresh].filter((line) => !isBlank(line)).map((line) => /^ */.exec(line)![0].length),
  );
  const tabs = (line: string) => line.replace(/^( {4})+/, (run) => '\t'.repeat(run.length / 4));
  const both = (change: (line: string) => string): Texts => ({
    search: each(old, change),
    replace: each(fresh, change),
  });
  return {
    exact: {},
    'trailing blanks': { search: each(old, (line, index) => (index % 3 === 0 ? `${line}  ` : line)) },
    dedented: common > 0 ? both((line) => line.slice(common)) : undefined,
    indented: both((line) => `    ${line}`),
    'first line dedented':
      common > 0
        ? {
            search: text([old[0]!.trimStart(), ...old.slice(1)]),
            replace: text([fresh[0]!.trimStart(), ...fresh.slice(1)]),
          }
        : undefined,
    'tabs for spaces': old.some((line) => line.startsWith('    ')) ? both(tabs) : undefined,
    'blank lines dropped': old.slice(1, -1).some(isBlank)
      ? { search: text(old.filter((line) => !isBlank(line))) }
      : undefined,
    framed: { search: `\n${search}\n` },
    'no final newline': { search: search.replace(/\n$/, ''), replace: replace.replace(/\n$/, '') },
    'crlf file': { before: crlf(before), expected: crlf(after) },
    'crlf edit': { search: crlf(search), replace: crlf(replace) },
    'crlf file with bom': { before: `\ufeff${crlf(before)}`, expected: `\ufeff${crlf(after)}` },
  };
}

/** Quotes, escapes, line numbers. */
function notation({ search, replace }: RealEdit): Record<string, Texts | undefined> {
  const number = (lines: readonly string[]) => text(lines.map((line, index) => `${index + 11} | ${line}`));
  const curl = (value: string) => value.replaceAll("'", '\u2019').replaceAll('"', '\u201c');
  const behind = (value: string) => value.replaceAll('"', '\\"');
  return {
    'curly quotes': /['"]/.test(search) ? { search: curl(search) } : undefined,
    'escaped quotes': search.includes('"') ? { search: behind(search), replace: behind(replace) } : undefined,
    'line numbers': { search: number(linesOf(search)), replace: number(linesOf(replace)) },
  };
}

/** Context remembered wrongly. */
function memory(
  { search, replace, before }: RealEdit,
  pick: (below: number) => number,
): Record<string, Texts | undefined> {
  const old = linesOf(search);
  const fresh = linesOf(replace);
  const shared = old
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => line.trim().length > 12 && once(old, line) && once(fresh, line));
  if (shared.length === 0) return {};
  const { line, index } = shared[pick(shared.length)]!;
  const at = line.search(/[A-Za-z]/);
  const bad = line.slice(0, at) + (line[at] === 'z' ? 'q' : 'z') + line.slice(at + 1);
  const typo = old.with(index, bad);
  const isUsable = at >= 0 && !before.includes(`${bad}\n`);
  const isInner = old.length >= 6 && index > 0 && index < old.length - 1;
  return {
    'typo in context': isUsable
      ? { search: text(typo), replace: text(fresh.with(fresh.indexOf(line), bad)) }
      : undefined,
    'typo in old_text only': isUsable ? { search: text(typo) } : undefined,
    'context line missing': isInner
      ? { search: text(old.filter((other) => other !== line)), replace: text(fresh.filter((other) => other !== line)) }
      : undefined,
  };
}

function once(lines: readonly string[], line: string): boolean {
  return lines.filter((other) => other === line).length === 1;
}

function wrong({ search, replace, before, after }: RealEdit): Record<string, Texts | undefined> {
  const old = linesOf(search);
  const invented = old.slice(1, -1).map((_, index) => `    this.neverExisted${index}(${index});`);
  return {
    'invented middle':
      old.length > 3
        ? { search: text([old[0]!, ...invented, old.at(-1)!]), replace: text([old[0]!, '    pass', old.at(-1)!]) }
        : undefined,
    'already applied': after.includes(search) ? undefined : { before: after },
    ambiguous: { before: `${before}\n${before}` },
    'block of no file': { search: each(old, (line) => [...line].reverse().join('')), replace },
  };
}

/** A small generator with a seed (mulberry32), so that a failure can be had again. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below) | 0;
  };
}

export type Verdict = 'right' | 'blanks' | 'WRONG' | 'refused';

/** What came of a slip: `blanks` is right but for whitespace; `text` undefined means refused. */
export function judge({ expected }: Slip, result: string | undefined): Verdict {
  if (result === undefined) return expected === undefined ? 'right' : 'refused';
  if (result === expected) return 'right';
  const bare = (value: string) => value.replace(/\s+/g, '');
  return expected !== undefined && bare(result) === bare(expected) ? 'blanks' : 'WRONG';
}
