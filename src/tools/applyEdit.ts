// A path and replacements in, the plan of one change of that file out; an edit that does not fit exactly one place changes nothing.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';
import { type TextFile, ToolError } from '../agent/workspace.ts';
import { type Applied, type AppliedSpan, applyEdits, type EditFailure } from '../edits/apply.ts';
import type { Edit, Tolerance } from '../edits/edit.ts';
import { nearestLines } from '../edits/explain.ts';
import { type LineRange, lineRanges } from '../edits/ranges.ts';
import { count, mustExist } from './paths.ts';

export const MAX_EDITS = 100;

/** How the model's slip is named to it. */
const SLIPS: Readonly<Record<Exclude<Tolerance, 'exact'>, string>> = {
  whitespace: 'trailing blanks or blank lines of old_text differed',
  indentation: 'old_text was indented in another way; new_text was re-indented to fit the file',
  line_numbers: 'line numbers before the lines were left out',
  escapes: 'old_text had one layer of escaping too many; it was taken out',
  quotes: "quotes or dashes differed; the file's own were kept",
  context: "lines that the edit does not change differed; the file's own were kept",
};

export const applyEdit = defineTool({
  name: 'apply_edit',
  effect: 'edit',
  description:
    'Changes a file by replacing text. Each old_text must stand at exactly one place of the file: copy whole lines from read_file, indentation included, with two or three unchanged lines around the change. ' +
    'To insert, repeat a neighbouring line in both texts; to delete, leave the lines out of new_text. All edits of a call are looked for in the file as it is before the call, and all are made or none; ' +
    'put several changes of one file into one call. If an edit is refused, read the lines named in the answer before you try again.',
  parameters: z.strictObject({
    path: z.string().check(z.minLength(1), z.describe('Path of an existing file, from the workspace root, with "/".')),
    edits: z
      .array(
        z.strictObject({
          old_text: z
            .string()
            .check(z.describe('Text to replace, verbatim, enough of it to be unique. Empty only for an empty file.')),
          new_text: z.string().check(z.describe('Text that stands there afterwards.')),
        }),
      )
      .check(z.minLength(1), z.maxLength(MAX_EDITS)),
  }),
  title: ({ path }) => (path ? `Edit ${path}` : 'Edit a file'),
  targets: ({ path }) => [{ operation: 'edit', path }],
  async plan({ edits }, { workspace, places, seen, signal }) {
    const place = places[0]!;
    await mustExist(workspace, place, signal);
    const file = await workspace.readText(place, signal);
    const applied = applyEdits(file.text, edits);
    const read = seen.get(place.path);
    if (read !== undefined && read !== file.hash) {
      seen.set(place.path, file.hash);
      throw new ToolError(changedSinceRead(place.path, file, applied, edits));
    }
    if (applied.failure) throw new ToolError(refused(place.path, applied.failure, edits.length));
    return {
      changes: [{ kind: 'edit', place, before: file, after: applied.text }],
      content: describe(place.path, file.text, applied.spans),
    };
  },
});

function refused(path: string, { edit, message }: EditFailure, edits: number): string {
  const which = edits > 1 ? `Edit ${edit + 1} of ${edits}` : 'The edit';
  return `${which} of ${path} was refused and nothing was changed: ${message}`;
}

function describe(path: string, text: string, spans: readonly AppliedSpan[]): string {
  const ranges = lineRanges(text, spans);
  const lines = spans.map(({ edit, tolerance }, index) => {
    const { before, after } = ranges[index]!;
    const name = spans.length > 1 ? `edit ${edit + 1}: ` : '';
    const slip = tolerance === 'exact' ? '' : ` (${SLIPS[tolerance]})`;
    return `${name}${place(before)} ${after[1] < after[0] ? 'deleted' : `→ ${place(after)}`}${slip}`;
  });
  return `Edited ${path}.\n${lines.join('\n')}`;
}

function place([first, last]: LineRange): string {
  return last > first ? `lines ${first}-${last}` : `line ${first}`;
}

/** Lines of context around each place in the excerpt of a file that changed. */
const CONTEXT = 5;
const MAX_EXCERPT = 200;

/** The places as they are now, so that the model can send the edit again without reading the whole file. */
function changedSinceRead(path: string, file: TextFile, applied: Applied, edits: readonly Edit[]): string {
  const ranges = applied.failure
    ? edits.map(({ old_text: old }) => nearestLines(file.text, old))
    : lineRanges(file.text, applied.spans).map(({ before: [first, last] }) => [first, Math.max(first, last)] as const);
  const lines = file.text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const excerpts = ranges.flatMap((range) => {
    if (!range) return [];
    const first = Math.max(1, range[0] - CONTEXT);
    const last = Math.min(lines.length, range[1] + CONTEXT, first + MAX_EXCERPT);
    return [`lines ${first}-${last}:\n${lines.slice(first - 1, last).join('\n')}`];
  });
  const now = excerpts.length > 0 ? `Around your edits it is:\n${excerpts.join('\n\n')}` : 'Read it again.';
  return `${path} changed since you read it (it has ${count(lines.length, 'line')}); nothing was edited. If the edit still fits, send it again. ${now}`;
}
