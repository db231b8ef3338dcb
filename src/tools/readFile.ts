// A path and a range of lines in, those lines of the file as they are out, with one header line that says what they are.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';
import { type TextFile, ToolError } from '../agent/workspace.ts';
import { count, mustExist } from './paths.ts';
import { readMedia } from './readMedia.ts';

/** One answer holds at most this much; the header names the call that goes on. */
export const MAX_LINES = 1500;
export const MAX_CHARACTERS = 80_000;
/** A longer line is cut: minified code and data say little per character. */
export const MAX_LINE_LENGTH = 4000;

const LINE = z.int().check(z.gte(1), z.lte(100_000_000));

export const readFile = defineTool({
  name: 'read_file',
  effect: 'read',
  description:
    'Reads a text file of the workspace, unsaved changes included. The first line of the answer says which lines follow; the lines themselves are verbatim, without line numbers. ' +
    'A picture, PDF or sound comes as what it is. ' +
    `At most ${MAX_LINES} lines a call: read the part you need with start_line and end_line. Read a file before you edit it.`,
  parameters: z.strictObject({
    path: z.string().check(z.minLength(1), z.describe('Path from the workspace root, with "/".')),
    start_line: z.optional(LINE.check(z.describe('First line to read, 1-based. Default 1.'))),
    end_line: z.optional(LINE.check(z.describe('Last line to read, inclusive. Default the end of the file.'))),
  }),
  title: ({ path, start_line: start, end_line: end }) => {
    const range = start === undefined && end === undefined ? '' : `:${start ?? 1}-${end ?? ''}`;
    return path ? `Read ${path}${range}` : 'Read a file';
  },
  targets: ({ path }) => [{ operation: 'read', path }],
  async run({ start_line: start = 1, end_line: end }, context) {
    const { workspace, places, seen, signal } = context;
    const place = places[0]!;
    await mustExist(workspace, place, signal);
    const media = await readMedia(context);
    if (media) return media;
    const file = await workspace.readText(place, signal);
    const excerpt = cut(file, place.path, start, end ?? Number.POSITIVE_INFINITY);
    seen.set(place.path, file.hash);
    return excerpt;
  },
});

function cut(file: TextFile, path: string, start: number, end: number) {
  const dirty = file.dirty ? ', with unsaved changes in the editor' : '';
  if (file.text === '') return { content: `${path} is empty (0 lines${dirty})`, summary: 'empty' };
  const lines = file.text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const total = lines.length;
  if (end < start)
    throw new ToolError(`end_line ${end} is before start_line ${start}; ${path} has ${count(total, 'line')}.`);
  if (start > total)
    throw new ToolError(`${path} has only ${count(total, 'line')}; start_line ${start} is beyond its end.`);
  const { body, last, shortened } = take(lines, start, Math.min(end, total));
  const notes = [
    shortened.length > 0
      ? `; cut after ${MAX_LINE_LENGTH} characters: line ${shortened.join(', ')} (do not copy the cut ends into an edit)`
      : '',
    last < Math.min(end, total) ? `; cut here, go on with start_line=${last + 1}` : '',
  ];
  return {
    content: `${path} lines ${start}-${last} of ${total}${dirty}${notes.join('')}\n${body}`,
    summary: count(last - start + 1, 'line'),
  };
}

/** Lines `start` to `end` as far as the limits let; always at least one. */
function take(lines: readonly string[], start: number, end: number) {
  const taken: string[] = [];
  const shortened: number[] = [];
  let characters = 0;
  let last = start - 1;
  while (last < end && taken.length < MAX_LINES) {
    const line = lines[last]!.replace(/\r$/, '');
    const shown = line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
    characters += shown.length + 1;
    if (characters > MAX_CHARACTERS && taken.length > 0) break;
    if (shown !== line) shortened.push(last + 1);
    taken.push(shown);
    last++;
  }
  return { body: taken.join('\n'), last, shortened };
}
