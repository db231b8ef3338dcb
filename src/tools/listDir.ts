// A folder's path in, its entries out: sorted, folders with a trailing '/', files with their size.

import * as z from '../agent/calls/schema.ts';
import { defineTool } from '../agent/calls/tool.ts';
import type { Entry } from '../agent/workspace.ts';
import { count, mustExist } from './paths.ts';

export const MAX_ENTRIES = 500;

export const listDir = defineTool({
  name: 'list_dir',
  effect: 'read',
  description:
    'Lists one folder of the workspace, not its subfolders: names sorted, folders end with "/", files with their size. Use "." for the root. To find text or a file deep in the tree use search.',
  parameters: z.strictObject({
    path: z.string().check(z.describe('Folder path from the workspace root, with "/"; "." is the root.')),
  }),
  title: ({ path }) => (path === undefined ? 'List a folder' : `List ${isRoot(path) ? 'the workspace root' : path}`),
  targets: ({ path }) => [{ operation: 'list', path: isRoot(path) ? '.' : path }],
  async run(_args, { workspace, places, isSecret, signal }) {
    const place = places[0]!;
    const folder = isRoot(place.path) ? '' : place.path;
    if (folder) await mustExist(workspace, place, signal);
    const entries = (await workspace.list(place, signal)).filter(({ name }) => name.toLowerCase() !== '.git');
    if (entries.length === 0) return { content: `${folder || '.'} is empty`, summary: 'empty' };
    const sorted = [...entries].sort(byKindAndName);
    const shown = sorted.slice(0, MAX_ENTRIES);
    const left = sorted.length - shown.length;
    const lines = shown.map((entry) => describe(entry, isSecret(folder ? `${folder}/${entry.name}` : entry.name)));
    if (left > 0)
      lines.push(
        `… and ${count(left, 'more entry', 'more entries')}, not shown; use search with include to find files here`,
      );
    return {
      content: [`${folder || '.'} has ${count(entries.length, 'entry', 'entries')}`, ...lines].join('\n'),
      summary: count(entries.length, 'entry', 'entries'),
    };
  },
});

function isRoot(path: string): boolean {
  return path === '' || path === '.' || path === './' || path === '/';
}

function byKindAndName(one: Entry, two: Entry): number {
  const folderFirst = Number(two.kind === 'directory') - Number(one.kind === 'directory');
  return folderFirst || (one.name < two.name ? -1 : one.name > two.name ? 1 : 0);
}

function describe({ name, kind, size }: Entry, secret: boolean): string {
  if (kind === 'directory') return `${name}/`;
  const facts = [
    kind === 'link' ? 'link' : kind === 'other' ? 'not a file' : '',
    size === undefined ? '' : sizeOf(size),
    secret ? 'protected: may hold secrets' : '',
  ].filter(Boolean);
  return facts.length > 0 ? `${name} (${facts.join(', ')})` : name;
}

/** Bytes as a person reads them: `812 B`, `1.4 KB`. */
function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const exponent = Math.min(3, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** exponent).toFixed(1)} ${['B', 'KB', 'MB', 'GB'][exponent]}`;
}
