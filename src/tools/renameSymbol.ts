// A symbol where it stands and another name in, the plan of all edits that the language support makes of it out.

import type { FileEdits, Replacement, TextPosition } from '../agent/calls/language.ts';
import * as z from '../agent/calls/schema.ts';
import { defineTool, type ToolContext } from '../agent/calls/tool.ts';
import { type Change, ToolError } from '../agent/workspace.ts';
import { count } from './paths.ts';
import { languageOf, spotOf, spotParameters } from './symbolSpot.ts';

export const renameSymbol = defineTool({
  name: 'rename_symbol',
  effect: 'edit',
  description:
    'Gives a symbol another name everywhere it is used, in all files at once, through the language support of the editor. The person sees all edits first. Prefer it to edits by hand.',
  parameters: z.strictObject({
    ...spotParameters,
    new_name: z.string().check(z.minLength(1), z.maxLength(500), z.describe('The name it is to have.')),
  }),
  title: ({ symbol, new_name }) => (symbol && new_name ? `Rename ${symbol} to ${new_name}` : 'Rename a symbol'),
  targets: ({ path }) => [{ operation: 'edit', path }],
  async plan(args, context) {
    const { symbol, new_name: name } = args;
    const spot = await spotOf(args, context);
    const files = await languageOf(context).rename(spot, name, context.signal);
    const touched = (files ?? []).filter(({ edits }) => edits.length > 0);
    if (touched.length === 0) {
      throw new ToolError(
        `The language support cannot rename ${symbol} there. Find its uses with find_references and edit them.`,
      );
    }
    const changes = await Promise.all(touched.map((one) => edited(one, context)));
    const edits = touched.reduce((sum, one) => sum + one.edits.length, 0);
    const lines = touched.map((one) => `${one.path}: ${count(one.edits.length, 'place')}`);
    return {
      changes,
      content: `Renamed ${symbol} to ${name} in ${count(edits, 'place')} of ${count(changes.length, 'file')}.\n${lines.join('\n')}`,
    };
  },
});

async function edited({ path, edits }: FileEdits, { workspace, judge, signal }: ToolContext): Promise<Change> {
  const place = await judge({ operation: 'edit', path });
  if (place.verdict === 'deny') {
    throw new ToolError(
      `The rename would change ${path}, which may not be changed. Nothing was renamed. ${place.reason ?? ''}`,
    );
  }
  const before = await workspace.readText(place, signal);
  return { kind: 'edit', place, before, after: replaced(before.text, edits) };
}

/** From the end, so that places before stay where they are. */
function replaced(text: string, edits: readonly Replacement[]): string {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: ending }) => index + ending.length)];
  const offset = ({ line, column }: TextPosition) =>
    Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  return edits
    .map(({ start, end, text: by }) => ({ start: offset(start), end: offset(end), by }))
    .toSorted((one, two) => two.start - one.start || two.end - one.end)
    .reduce((done, { start, end, by }) => done.slice(0, start) + by + done.slice(end), text);
}
