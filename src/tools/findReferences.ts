// A symbol where it stands in, every place that uses it out, with its line.

import * as z from '../agent/calls/schema.ts';
import { defineTool, type ToolContext } from '../agent/calls/tool.ts';
import { count } from './paths.ts';
import { languageOf, permitted, spotOf, spotParameters } from './symbolSpot.ts';

export const MAX_REFERENCES = 200;

export const findReferences = defineTool({
  name: 'find_references',
  effect: 'read',
  description:
    'Lists every place of the workspace that uses a symbol, through the language support of the editor: exact where search finds names that only look the same.',
  parameters: z.strictObject(spotParameters),
  title: ({ symbol }) => (symbol ? `Find uses of ${symbol}` : 'Find uses of a symbol'),
  targets: ({ path }) => [{ operation: 'read', path }],
  async run(args, context) {
    const spot = await spotOf(args, context);
    const found = await languageOf(context).references(spot, context.signal);
    const { kept } = await permitted(found, context);
    const inside = kept.flatMap(({ path, line }) => (path === undefined ? [] : [{ path, line }]));
    if (inside.length === 0) {
      return {
        content: `The language support knows no use of ${args.symbol}. Use search to be sure.`,
        summary: 'no uses',
      };
    }
    const shown = inside.slice(0, MAX_REFERENCES);
    const groups = await Promise.all(
      [...Map.groupBy(shown, ({ path }) => path)].map(([path, uses]) => describe(path, uses, context)),
    );
    const left = inside.length - shown.length;
    if (left > 0) groups.push(`… and ${left} more`);
    const files = new Set(inside.map(({ path }) => path)).size;
    const summary = `${count(inside.length, 'use')} in ${count(files, 'file')}`;
    return { content: [summary, ...groups].join('\n\n'), summary };
  },
});

async function describe(
  path: string,
  uses: readonly { readonly line: number }[],
  { workspace, judge, signal }: ToolContext,
): Promise<string> {
  const { text } = await workspace.readText(await judge({ operation: 'read', path }), signal);
  const lines = text.split(/\r\n|\r|\n/);
  return [path, ...uses.map(({ line }) => `  ${line}: ${(lines[line - 1] ?? '').trim().slice(0, 300)}`)].join('\n');
}
