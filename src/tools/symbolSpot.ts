// A judged file, a line and a name in, the exact place of the name out; and what was found elsewhere, as lines for the model.

import type { Found, Language, Spot } from '../agent/calls/language.ts';
import * as z from '../agent/calls/schema.ts';
import type { ToolContext } from '../agent/calls/tool.ts';
import { ToolError } from '../agent/workspace.ts';
import { mustExist } from './paths.ts';

/** Where a symbol is: the parameters that the tools which ask about one have in common. */
export const spotParameters = {
  path: z
    .string()
    .check(z.minLength(1), z.describe('Path of a file in which the symbol stands, from the workspace root, with "/".')),
  line: z.int().check(z.gte(1), z.describe('Line on which it stands, 1 is the first.')),
  symbol: z
    .string()
    .check(z.minLength(1), z.maxLength(500), z.describe('Its name, exactly as it stands on that line.')),
};

export interface SpotArguments {
  readonly path: string;
  readonly line: number;
  readonly symbol: string;
}

export function languageOf({ language }: Pick<ToolContext, 'language'>): Language {
  if (!language) throw new ToolError('There is no language support here. Use search instead.');
  return language;
}

/** Throws a `ToolError` that names the lines on which the symbol does stand. */
export async function spotOf({ line, symbol }: SpotArguments, context: ToolContext): Promise<Spot> {
  const { workspace, places, signal } = context;
  const place = places[0]!;
  await mustExist(workspace, place, signal);
  const { text } = await workspace.readText(place, signal);
  const lines = text.split(/\r\n|\r|\n/);
  const column = columnOf(lines[line - 1] ?? '', symbol);
  if (column !== undefined) return { place, line, column };
  const elsewhere = lines.flatMap((one, at) => (columnOf(one, symbol) === undefined ? [] : [at + 1])).slice(0, 20);
  throw new ToolError(
    elsewhere.length > 0
      ? `"${symbol}" does not stand on line ${line} of ${place.path}. It stands on ${elsewhere.length > 1 ? 'lines' : 'line'} ${elsewhere.join(', ')}.`
      : `"${symbol}" does not stand in ${place.path}. Call find_symbols or search to find it.`,
  );
}

/** As a whole word first; 1-based. */
function columnOf(line: string, symbol: string): number | undefined {
  const isPart = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
  for (let at = line.indexOf(symbol); at >= 0; at = line.indexOf(symbol, at + 1)) {
    if (!isPart(line[at - 1]) && !isPart(line[at + symbol.length])) return at + 1;
  }
  return undefined;
}

/** What the gate lets the model see; how many were left out. Found places outside of the workspace are named, never opened. */
export async function permitted<F extends Found>(
  found: readonly F[],
  { judge }: ToolContext,
): Promise<{ readonly kept: readonly F[]; readonly hidden: number }> {
  const paths = [...new Set(found.flatMap(({ path }) => (path === undefined ? [] : [path])))];
  const judged = await Promise.all(paths.map((path) => judge({ operation: 'read', path })));
  const open = new Set(paths.filter((_, at) => judged[at]?.verdict === 'allow'));
  const kept = found.filter(({ path }) => path === undefined || open.has(path));
  return { kept, hidden: found.length - kept.length };
}

export function whereOf({ path, outside, line, column }: Found): string {
  return path === undefined ? `${outside} (outside of the workspace), line ${line}` : `${path}:${line}:${column}`;
}
