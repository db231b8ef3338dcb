// A path nobody has and the workspace in, the names that come nearest to it out, as words for the model.

import { type TextFile, ToolError, type Workspace } from '../agent/workspace.ts';
import { similarity } from '../edits/similarity.ts';
import type { Judged } from '../gate/judged.ts';

const MAX_NAMES = 5;
const MIN_SIMILARITY = 0.5;

/** Throws a `ToolError` naming the nearest existing paths when there is nothing at `place`. */
export async function mustExist(workspace: Workspace, place: Judged, signal: AbortSignal): Promise<void> {
  if (await workspace.exists(place)) return;
  const near = await nearNames(workspace, place, signal);
  throw new ToolError(`${place.path} does not exist. ${near}`);
}

async function nearNames(workspace: Workspace, place: Judged, signal: AbortSignal): Promise<string> {
  const wanted = nameOf(place.path).toLowerCase();
  const parent = await nearestFolder(workspace, place);
  if (!parent) return 'Call list_dir or search to find the right path.';
  const where = parent.path === '' || parent.path === '.' ? '' : `${parent.path}/`;
  const entries = await workspace.list(parent, signal).catch(() => []);
  const ranked = entries
    .map(({ name, kind }) => ({
      name: kind === 'directory' ? `${name}/` : name,
      score: likeness(name.toLowerCase(), wanted),
    }))
    .filter(({ name, score }) => score >= MIN_SIMILARITY && name !== '.git/')
    .sort((one, two) => two.score - one.score)
    .slice(0, MAX_NAMES);
  return ranked.length > 0
    ? `Did you mean ${ranked.map(({ name }) => where + name).join(', ')}?`
    : `Call list_dir with path "${where || '.'}" or search to find the right path.`;
}

/** Same name with another extension counts as near as a slip of the pen. */
function likeness(name: string, wanted: string): number {
  const stem = (text: string) => text.replace(/\.[^.]+$/, '');
  return Math.max(similarity(name, wanted), stem(name) === stem(wanted) ? 0.9 : 0);
}

/** The folders above a judged path lie in the same workspace folder, so they need no verdict of their own. */
async function nearestFolder(workspace: Workspace, place: Judged): Promise<Judged | undefined> {
  let { path, absolute } = place;
  while (path.includes('/')) {
    path = path.slice(0, path.lastIndexOf('/'));
    absolute = absolute.slice(0, Math.max(absolute.lastIndexOf('/'), absolute.lastIndexOf('\\')));
    const folder: Judged = { ...place, operation: 'list', path, absolute };
    if (await workspace.exists(folder)) return folder;
  }
  return { ...place, operation: 'list', path: '', absolute: place.folder.root };
}

/** The text of a file that is to be moved or deleted, for the person to see; undefined for a folder and for what is no text. */
export async function textOf(workspace: Workspace, place: Judged, signal: AbortSignal): Promise<TextFile | undefined> {
  try {
    return await workspace.readText(place, signal);
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `1 line`, `2 lines`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
