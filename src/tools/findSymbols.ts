// A name or a part of one in, the symbols of the workspace that the language support knows by it out.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';
import { count } from './paths.ts';
import { languageOf, permitted, whereOf } from './symbolSpot.ts';

export const MAX_SYMBOLS = 100;

export const findSymbols = defineTool({
  name: 'find_symbols',
  effect: 'read',
  description:
    'Finds classes, functions, methods and other symbols of the workspace by name, through the language support of the editor: where each is defined. Better than search for a definition; knows nothing of languages without support.',
  parameters: z.strictObject({
    query: z.string().check(z.minLength(1), z.maxLength(200), z.describe('The name, or a part of it.')),
  }),
  title: ({ query }) => (query ? `Find the symbol ${query}` : 'Find symbols'),
  targets: () => [],
  async run({ query }, context) {
    const found = await languageOf(context).symbols(query, context.signal);
    const inside = found.filter(({ path }) => path !== undefined);
    const { kept } = await permitted(inside, context);
    if (kept.length === 0) {
      return {
        content: `No symbol of the workspace is called ${JSON.stringify(query)}. The language support may not know all files yet: use search.`,
        summary: 'no symbols',
      };
    }
    const lines = kept
      .slice(0, MAX_SYMBOLS)
      .map((one) => `${whereOf(one)} ${one.kind} ${one.name}${one.container ? ` in ${one.container}` : ''}`);
    const left = kept.length - lines.length;
    const rest = left > 0 ? [`… and ${left} more; give more of the name`] : [];
    return { content: [...lines, ...rest].join('\n'), summary: count(kept.length, 'symbol') };
  },
});
