// A pattern in, the lines of the workspace that hold it out, grouped by file with line numbers.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';
import { type Match, ToolError } from '../agent/workspace.ts';
import { count } from './paths.ts';

export const MAX_MATCHES = 200;
/** Longer lines are cut around nothing in particular: the file can be read. */
export const MAX_TEXT = 240;

export const search = defineTool({
  name: 'search',
  effect: 'read',
  description:
    'Searches the text of all files in the workspace (ignored files and secret files excepted), case-sensitive, line by line. The pattern is plain text unless is_regex is true: do not escape it then. ' +
    `At most ${MAX_MATCHES} matches; narrow with include.`,
  parameters: z.strictObject({
    pattern: z
      .string()
      .check(z.minLength(1), z.describe('Text to find in a line, or a regular expression when is_regex is true.')),
    include: z.optional(
      z.string().check(z.minLength(1), z.describe('Glob of the files to search, such as "*.ts" or "src/**/*.css".')),
    ),
    is_regex: z.optional(z.boolean().check(z.describe('True: pattern is a regular expression. Default false.'))),
  }),
  title: ({ pattern, include }) =>
    pattern === undefined ? 'Search' : `Search for ${JSON.stringify(pattern)}${include ? ` in ${include}` : ''}`,
  targets: () => [],
  async run({ pattern, include, is_regex: isRegex = false }, { workspace, isSecret, signal }) {
    if (/[\r\n]/.test(pattern))
      throw new ToolError('The search goes line by line: give a pattern without a line break.');
    const found = await workspace.search(
      { pattern, isRegex, ...(include && { include }), maxMatches: MAX_MATCHES },
      signal,
    );
    const shown = found.matches.filter(({ path }) => !isSecret(path));
    const hidden = found.matches.length - shown.length;
    const secret = hidden > 0 ? ` ${count(hidden, 'match', 'matches')} in secret files not shown.` : '';
    const where = include ? ` in ${include}` : '';
    if (shown.length === 0) {
      const hint = include ? 'Try without include, or a shorter pattern.' : 'Try a shorter pattern.';
      return { content: `No matches for ${JSON.stringify(pattern)}${where}.${secret} ${hint}`, summary: 'no matches' };
    }
    const files = Map.groupBy(shown, ({ path }) => path);
    const counts = `${count(shown.length, 'match', 'matches')} in ${count(files.size, 'file')}`;
    const more = found.truncated ? ' There are more: narrow with include or a longer pattern.' : '';
    const groups = [...files].map(([path, matches]) => [path, ...matches.map(line)].join('\n'));
    return {
      content: `${counts} for ${JSON.stringify(pattern)}${where}.${more}${secret}\n${groups.join('\n\n')}`,
      summary: found.truncated ? `${counts}, more exist` : counts,
    };
  },
});

function line({ line: number, text }: Match): string {
  const shown = text.replace(/\r?\n?$/, '');
  return `  ${number}: ${shown.length > MAX_TEXT ? `${shown.slice(0, MAX_TEXT)}…` : shown}`;
}
