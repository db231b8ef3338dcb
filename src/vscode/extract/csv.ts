// A value in, the rows of a table out where it is one, and CSV of them; pure.

type Row = Readonly<Record<string, unknown>>;

/** A list of flat objects, or an object whose only list is one. Undefined for anything else. */
export function rowsOf(value: unknown): readonly Row[] | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isFlat) ? value : undefined;
  if (!isObject(value)) return undefined;
  const lists = Object.values(value).filter(Array.isArray);
  return lists.length === 1 ? rowsOf(lists[0]) : undefined;
}

/** RFC 4180, a head line first. A text that a spreadsheet would run as a formula begins with an apostrophe: the values come from a model. */
export function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const line = (cells: readonly unknown[]) => cells.map(cell).join(',');
  return `${[line(columns), ...rows.map((row) => line(columns.map((name) => row[name])))].join('\r\n')}\r\n`;
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isFlat(value: unknown): value is Row {
  return isObject(value) && Object.values(value).every((one) => one === null || typeof one !== 'object');
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
