// Diagnostics and the text they are in, in; what the model reads of them out: place, severity, code, message, related places, lines around; pure.

interface Place {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The parts of an editor's `Diagnostic` that are used; positions 0-based. `severity`: 0 error … 3 hint. */
export interface Found {
  readonly range: Place;
  readonly message: string;
  readonly severity: number;
  readonly source?: string;
  readonly code?: string | number | { readonly value: string | number };
  readonly relatedInformation?: readonly {
    readonly location: { readonly uri: unknown; readonly range: Place };
    readonly message: string;
  }[];
}

export interface Surroundings {
  /** What the model calls the file. */
  readonly path: string;
  readonly lines: readonly string[];
  /** The name of a file that a related place is in. */
  nameOf(uri: unknown): string;
}

const severities = ['error', 'warning', 'information', 'hint'];
/** Lines shown before and after a problem. */
const around = 5;
/** Problems beyond which the rest is only counted: one mistake can make thousands. */
const most = 100;

/** Errors first, then by place. */
export function problemsText(found: readonly Found[], where: Surroundings): string {
  const sorted = [...found].sort(
    (a, b) => a.severity - b.severity || a.range.start.line - b.range.start.line || columnOf(a) - columnOf(b),
  );
  const told = sorted.slice(0, most).map((one) => problemText(one, where));
  if (sorted.length > most) told.push(`… and ${sorted.length - most} more problems`);
  return told.join('\n\n');
}

function problemText({ range, message, severity, source, code, relatedInformation }: Found, where: Surroundings) {
  const id = [source, codeOf(code)].filter(Boolean).join(' ');
  const head = `${where.path}:${placeText(range)} ${severities[severity] ?? 'error'}${id && ` [${id}]`}: ${message}`;
  const related = (relatedInformation ?? []).map(
    ({ location, message: word }) =>
      `  related ${where.nameOf(location.uri)}:${placeText(location.range, false)}: ${word}`,
  );
  return [head, ...related, ...linesAround(range, where.lines)].join('\n');
}

/** Numbered, those of the problem marked. */
function linesAround({ start, end }: Place, lines: readonly string[]): readonly string[] {
  const first = Math.max(start.line - around, 0);
  const last = Math.min(Math.min(end.line, start.line + 2 * around) + around, lines.length - 1);
  const width = String(last + 1).length;
  return lines.slice(first, last + 1).map((text, at) => {
    const line = first + at;
    const mark = line >= start.line && line <= end.line ? '>' : ' ';
    return `${mark} ${String(line + 1).padStart(width)} | ${text}`;
  });
}

function placeText({ start, end }: Place, whole = true): string {
  const from = `${start.line + 1}:${start.character + 1}`;
  return whole ? `${from}-${end.line + 1}:${end.character + 1}` : from;
}

function columnOf({ range }: Found): number {
  return range.start.character;
}

function codeOf(code: Found['code']): string {
  const value = typeof code === 'object' ? code.value : code;
  return value === undefined ? '' : String(value);
}
