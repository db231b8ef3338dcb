// Two paths in, the plan of one file or folder that gets another name or place out.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';
import { ToolError } from '../agent/workspace.ts';
import { mustExist, textOf } from './paths.ts';

export const renameFile = defineTool({
  name: 'rename_file',
  effect: 'edit',
  description:
    'Renames a file or folder, or moves it to another folder; folders on the way are created. Refuses a target that exists. References in other files are not changed: search for them and edit them.',
  parameters: z.strictObject({
    from: z
      .string()
      .check(z.minLength(1), z.describe('Path of the file or folder, from the workspace root, with "/".')),
    to: z.string().check(z.minLength(1), z.describe('Its path afterwards, the name included.')),
  }),
  title: ({ from, to }) => (from && to ? `Rename ${from} to ${to}` : 'Rename a file'),
  targets: ({ from, to }) => [
    { operation: 'rename', path: from },
    { operation: 'create', path: to },
  ],
  async plan(_args, { workspace, places, signal }) {
    const [place, to] = [places[0]!, places[1]!];
    await mustExist(workspace, place, signal);
    if (await workspace.exists(to)) {
      throw new ToolError(`${to.path} exists already. Nothing was renamed. Choose another name, or delete it first.`);
    }
    if (`${to.path}/`.startsWith(`${place.path}/`)) {
      throw new ToolError(`${to.path} is inside ${place.path}. Nothing was renamed.`);
    }
    const before = await textOf(workspace, place, signal);
    return {
      changes: [{ kind: 'rename', place, to, before }],
      content: `Renamed ${place.path} to ${to.path}.`,
    };
  },
});
