// A path and a text in, the plan of a file that does not exist yet out.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';
import { ToolError } from '../agent/workspace.ts';
import { count } from './paths.ts';

export const createFile = defineTool({
  name: 'create_file',
  effect: 'edit',
  description:
    'Creates a file with the given content, folders on the way included. Refuses a path that exists: change that with apply_edit. Give the whole content, never a placeholder for "the rest".',
  parameters: z.strictObject({
    path: z
      .string()
      .check(z.minLength(1), z.describe('Path of the file to create, from the workspace root, with "/".')),
    content: z.string().check(z.describe('The whole text of the file.')),
  }),
  title: ({ path }) => (path ? `Create ${path}` : 'Create a file'),
  targets: ({ path }) => [{ operation: 'create', path }],
  async plan({ content }, { workspace, places }) {
    const place = places[0]!;
    if (await workspace.exists(place))
      throw new ToolError(`${place.path} exists already. Read it with read_file and change it with apply_edit.`);
    const lines = content === '' ? 0 : content.split('\n').length - Number(content.endsWith('\n'));
    return {
      changes: [{ kind: 'create', place, after: content }],
      content: `Created ${place.path} (${count(lines, 'line')}).`,
    };
  },
});
