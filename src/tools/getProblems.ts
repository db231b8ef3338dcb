// A path or nothing in, the errors and warnings the editor knows of out, errors first, grouped by file.

import * as z from '../agent/calls/schema.ts';
import { defineTool, type ToolContext } from '../agent/calls/tool.ts';
import type { Problem } from '../agent/workspace.ts';
import { count, mustExist } from './paths.ts';

export const MAX_PROBLEMS = 100;

const SEVERITIES: readonly Problem['severity'][] = ['error', 'warning', 'information', 'hint'];

export const getProblems = defineTool({
  name: 'get_problems',
  effect: 'read',
  description:
    'Lists what the editor\'s language support and linters report, errors first, of one file or of the whole workspace. Files that no one opened may not have been checked: "no problems" is no proof that it builds.',
  parameters: z.strictObject({
    path: z.optional(
      z
        .string()
        .check(
          z.minLength(1),
          z.describe('Path of a file from the workspace root; leave out for the whole workspace.'),
        ),
    ),
  }),
  title: ({ path }) => (path ? `Get problems of ${path}` : 'Get problems'),
  targets: ({ path }) => (path === undefined ? [] : [{ operation: 'read', path }]),
  async run(_args, { workspace, places: [place], signal, judge }) {
    if (place) await mustExist(workspace, place, signal);
    const found = workspace.problems(place);
    // A message can quote the text: what may not be read by itself is not told of by itself.
    const problems = (place ? [...found] : await readable(found, judge)).sort(byRank);
    const where = place ? ` in ${place.path}` : '';
    if (problems.length === 0) return { content: `No problems are reported${where}.`, summary: 'no problems' };
    const counts = SEVERITIES.map((kind) => ({ kind, n: problems.filter(({ severity }) => severity === kind).length }))
      .filter(({ n }) => n > 0)
      .map(({ kind, n }) => (kind === 'information' ? `${n} information` : count(n, kind)))
      .join(', ');
    const groups = [...Map.groupBy(problems.slice(0, MAX_PROBLEMS), ({ path }) => path)].map(([path, list]) =>
      [path, ...list.map(line)].join('\n'),
    );
    const left = problems.length - MAX_PROBLEMS;
    if (left > 0) groups.push(`… and ${left} more; give a path to see those of one file`);
    return { content: `${counts}${where}.\n${groups.join('\n\n')}`, summary: counts };
  },
});

async function readable(found: readonly Problem[], judge: ToolContext['judge']): Promise<Problem[]> {
  const paths = [...new Set(found.map(({ path }) => path))];
  const judged = await Promise.all(paths.map((path) => judge({ operation: 'read', path })));
  const kept = new Set(paths.filter((_, at) => judged[at]!.verdict === 'allow'));
  return found.filter(({ path }) => kept.has(path));
}

/** By severity, then as a person walks through the files. */
function byRank(one: Problem, two: Problem): number {
  return (
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(two.severity) ||
    (one.path < two.path ? -1 : one.path > two.path ? 1 : 0) ||
    one.line - two.line ||
    one.column - two.column
  );
}

function line({ line: row, column, severity, message, source, code }: Problem): string {
  const by = [source, code].filter(Boolean).join(' ');
  return `  ${row}:${column} ${severity}: ${message.replace(/\s*\n\s*/g, ' ')}${by ? ` (${by})` : ''}`;
}
