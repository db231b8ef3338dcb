// A path in, the plan of one file or folder that goes to the trash out.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';
import { mustExist, textOf } from './paths.ts';

export const deleteFile = defineTool({
  name: 'delete_file',
  effect: 'edit',
  description:
    'Deletes a file or a folder with all that is in it, by way of the trash where the system has one. Always asks the person.',
  parameters: z.strictObject({
    path: z
      .string()
      .check(z.minLength(1), z.describe('Path of the file or folder, from the workspace root, with "/".')),
  }),
  title: ({ path }) => (path ? `Delete ${path}` : 'Delete a file'),
  targets: ({ path }) => [{ operation: 'delete', path }],
  async plan(_args, { workspace, places, signal }) {
    const place = places[0]!;
    await mustExist(workspace, place, signal);
    const before = await textOf(workspace, place, signal);
    return { changes: [{ kind: 'delete', place, before }], content: `Deleted ${place.path}.` };
  },
});
