// Several paths and a folder in, the plan of all of them going there out: all or none, each under the name it has.

import * as z from '../agent/calls/schema.ts';
import { defineTool, type ToolContext } from '../agent/calls/tool.ts';
import { type Move, ToolError } from '../agent/workspace.ts';
import type { Judged } from '../gate/judged.ts';
import { count, mustExist, nameOf, textOf } from './paths.ts';

export const MAX_MOVED = 100;

export const move = defineTool({
  name: 'move',
  effect: 'edit',
  description:
    'Moves one or several files and folders into another folder, under the names they have; folders on the way are created. All are moved or none. For another name use rename_file. References in other files are not changed: search for them and edit them.',
  parameters: z.strictObject({
    paths: z
      .array(z.string().check(z.minLength(1), z.describe('Path from the workspace root, with "/".')))
      .check(z.minLength(1), z.maxLength(MAX_MOVED)),
    to_folder: z
      .string()
      .check(z.minLength(1), z.describe('Folder they are in afterwards, from the workspace root; "." is the root.')),
  }),
  title: ({ paths = [], to_folder: folder }) =>
    folder && paths[0] ? `Move ${paths.length > 1 ? `${paths.length} items` : paths[0]} to ${folder}` : 'Move files',
  targets: ({ paths }) => paths.map((path) => ({ operation: 'rename', path })),
  async plan({ to_folder: folder }, context) {
    const { places } = context;
    refuseNested(places);
    const changes: Move[] = [];
    for (const place of places) changes.push(await moved(place, folder, context));
    const taken = changes.find(({ to }, at) => changes.findIndex((one) => one.to.absolute === to.absolute) !== at);
    if (taken) throw new ToolError(`Two of the paths have the name ${nameOf(taken.to.path)}. Nothing was moved.`);
    const lines = changes.map(({ place, to }) => `${place.path} → ${to.path}`);
    return { changes, content: `Moved ${count(changes.length, 'item')}.\n${lines.join('\n')}` };
  },
});

async function moved(place: Judged, folder: string, { workspace, judge, signal }: ToolContext): Promise<Move> {
  await mustExist(workspace, place, signal);
  const inside = folder.replace(/\/+$/, '');
  const path = inside === '.' ? nameOf(place.path) : `${inside}/${nameOf(place.path)}`;
  const to = await judge({ operation: 'create', path });
  if (to.path === place.path) throw new ToolError(`${place.path} is there already. Nothing was moved.`);
  if (`${to.path}/`.startsWith(`${place.path}/`)) {
    throw new ToolError(`${to.path} would be inside ${place.path} itself. Nothing was moved.`);
  }
  if (to.verdict === 'deny') throw new ToolError(`${path}: ${to.reason ?? 'not allowed.'} Nothing was moved.`);
  if (await workspace.exists(to)) throw new ToolError(`${to.path} exists already. Nothing was moved.`);
  return { kind: 'rename', place, to, before: await textOf(workspace, place, signal) };
}

/** What is inside a folder that goes, goes with it: named twice it would have two ends. */
function refuseNested(places: readonly Judged[]): void {
  for (const [at, { path }] of places.entries()) {
    const outer = places.find((one, other) => other !== at && `${path}/`.startsWith(`${one.path}/`));
    if (!outer) continue;
    const why = outer.path === path ? 'is named twice' : `goes with ${outer.path}`;
    throw new ToolError(`${path} ${why}: leave it out. Nothing was moved.`);
  }
}
