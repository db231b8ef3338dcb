// Changes that made and removed folders, and the folders as they are, in; which must come back and which go, so that they are undone, out.

import { aFolder, type FileChange, type FileName, keyOf } from '../../shared/files.ts';
import type { RawFile, RawFiles } from './checkpointPorts.ts';
import type { FilePlan } from './revert.ts';

/** make: it comes back, with nothing in it. remove: it goes, if nothing is in it by then. */
export interface FolderPlan extends FileName {
  readonly how: 'make' | 'remove';
}

/** The folders above a name that are not there, the outermost first. */
export async function missingAbove(
  { root, path }: FileName,
  { folder }: Pick<RawFiles, 'folder'>,
): Promise<readonly FileName[]> {
  const missing: FileName[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const above = { root, path: path.slice(0, end) };
    if ((await folder(above)) !== undefined) break;
    missing.unshift(above);
  }
  return missing;
}

/**
 * `changes`: of folders, oldest first. Those that come back with a file or folder in them (`files`: the plan for files) are left out; what is to
 * be made comes first, what is to go last, the innermost before those around it.
 */
export async function planFolders(
  changes: readonly FileChange[],
  files: readonly FilePlan[],
  { folder }: Pick<RawFiles, 'folder'>,
): Promise<readonly FolderPlan[]> {
  const oldest = new Map<string, FileChange>();
  for (const change of changes) if (!oldest.has(keyOf(change))) oldest.set(keyOf(change), change);
  const plans: FolderPlan[] = [];
  for (const { root, path, before } of oldest.values()) {
    const isThere = (await folder({ root, path })) !== undefined;
    const wasThere = before === aFolder;
    if (isThere !== wasThere) plans.push({ root, path, how: wasThere ? 'make' : 'remove' });
  }
  const coming = files.filter(({ how }) => how === 'create' || how === 'move');
  const isImplied = (plan: FolderPlan) => [...coming, ...plans].some((one) => one.how !== 'remove' && isIn(one, plan));
  const made = plans.filter((plan) => plan.how === 'make' && !isImplied(plan));
  const gone = plans.filter(({ how }) => how === 'remove');
  return [...made, ...gone.toSorted((one, other) => other.path.length - one.path.length)];
}

/** Absent where the disk has none. */
export function modeOf({ mode }: RawFile): { readonly mode?: number } {
  return mode === undefined ? {} : { mode };
}

function isIn(one: FileName, folder: FileName): boolean {
  return one.root === folder.root && one.path.startsWith(`${folder.path}/`);
}
