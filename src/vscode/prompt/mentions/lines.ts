// `src/a.ts:10-40` in, the path and the lines out; lines of a text by their numbers.

/** 1-based, both ends included. */
export interface Lines {
  readonly start: number;
  readonly end: number;
}

/** `a.ts:7` is one line. Numbers that make no range (0, 40-10) are part of the path. */
export function splitLines(value: string): { readonly path: string; readonly lines?: Lines } {
  const match = /^(.+):(\d{1,8})(?:-(\d{1,8}))?$/s.exec(value);
  if (!match) return { path: value };
  const start = Number(match[2]);
  const end = Number(match[3] ?? match[2]);
  return start >= 1 && end >= start ? { path: match[1]!, lines: { start, end } } : { path: value };
}

export function joinLines(path: string, { start, end }: Lines): string {
  return `${path}:${start}${end > start ? `-${end}` : ''}`;
}

/** The lines and where they really end; undefined when the text has none of them. Line breaks stay as they are. */
export function takeLines(
  text: string,
  { start, end }: Lines,
): { readonly text: string; readonly lines: Lines } | undefined {
  const all = text.split('\n');
  const total = all.at(-1) === '' ? all.length - 1 : all.length;
  if (start > total) return undefined;
  const last = Math.min(end, total);
  return { text: all.slice(start - 1, last).join('\n'), lines: { start, end: last } };
}
