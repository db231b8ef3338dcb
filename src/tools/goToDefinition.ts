// A symbol where it is used in, where it is defined and the lines of that definition out.

import type { Found } from '../agent/calls/language.ts';
import * as z from '../agent/calls/schema.ts';
import { defineTool, type ToolContext } from '../agent/calls/tool.ts';
import { count } from './paths.ts';
import { languageOf, permitted, spotOf, spotParameters, whereOf } from './symbolSpot.ts';

const MAX_DEFINITIONS = 10;
/** Lines of each definition that are shown. */
const MAX_LINES = 60;

export const goToDefinition = defineTool({
  name: 'go_to_definition',
  effect: 'read',
  description:
    'Tells where a symbol is defined, with the lines of the definition, through the language support of the editor. Name a place where the symbol is used.',
  parameters: z.strictObject(spotParameters),
  title: ({ symbol }) => (symbol ? `Go to the definition of ${symbol}` : 'Go to a definition'),
  targets: ({ path }) => [{ operation: 'read', path }],
  async run(args, context) {
    const spot = await spotOf(args, context);
    const found = await languageOf(context).definitions(spot, context.signal);
    const { kept } = await permitted(found, context);
    if (kept.length === 0) {
      return {
        content: `The language support knows no definition of ${args.symbol} there. Use search.`,
        summary: 'no definition',
      };
    }
    const shown = await Promise.all(kept.slice(0, MAX_DEFINITIONS).map((one) => describe(one, context)));
    return { content: shown.join('\n\n'), summary: count(kept.length, 'definition') };
  },
});

async function describe(found: Found, { workspace, judge, signal }: ToolContext): Promise<string> {
  const { path, line, lastLine } = found;
  if (path === undefined) return whereOf(found);
  const { text } = await workspace.readText(await judge({ operation: 'read', path }), signal);
  const last = Math.min(Math.max(line, lastLine), line + MAX_LINES - 1);
  const lines = text.split(/\r\n|\r|\n/).slice(line - 1, last);
  return [whereOf(found), ...lines].join('\n');
}
