// Judged places in, file names that outlive the window out, and back to paths that the gate and people read.

import { judge } from '../../gate/judge.ts';
import type { Folder, JudgeContext, Judged, Operation } from '../../gate/judged.ts';
import { canonicalOf } from '../../gate/paths.ts';
import type { FileName } from '../../shared/files.ts';

/** Below the root of the place's folder. */
export function fileNameOf({ folder, absolute }: Judged): FileName {
  const path = absolute.slice(folder.root.length).replaceAll('\\', '/').replace(/^\/+/, '');
  return { root: folder.root, path };
}

/** From the workspace root, as the gate reads it. In a folder that is not open any more: in full, which the gate denies. */
export function pathOf({ root, path }: FileName, folders: readonly Folder[]): string {
  const folder = folders.find((one) => one.root === root);
  return folder ? canonicalOf(folder, path.split('/'), folders) : `${root}/${path}`;
}

export function judgeFile(file: FileName, operation: Operation, context: JudgeContext): Promise<Judged> {
  return judge({ operation, path: pathOf(file, context.folders) }, context);
}
