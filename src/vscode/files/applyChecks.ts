// A judged place in, an error for the model where it no longer leads to what was judged.

import { workspace } from 'vscode';
import { ToolError } from '../../agent/workspace.ts';
import { judge, leadsTheSame } from '../../gate/judge.ts';
import type { FileFacts, Judged } from '../../gate/judged.ts';
import { workspaceFolders } from './folders.ts';

/** Between the judgement and now a directory may have become a link, the file another one, or a folder may have gone. */
export async function checkBefore(place: Judged, facts: FileFacts): Promise<void> {
  if (!workspace.isTrusted) throw new ToolError('This workspace is not trusted, so nothing can be changed in it.');
  const { path, operation } = place;
  const now = await judge({ operation, path }, { folders: workspaceFolders(), facts });
  if (now.verdict === 'deny') throw new ToolError(now.reason ?? `${path} can no longer be changed.`);
  if (!leadsTheSame(place, now)) throw new ToolError(changedSince(path));
}

/** The editor's save follows links: one that was put there in between must not pass unseen. */
export async function checkAfter(place: Judged, facts: FileFacts): Promise<void> {
  const { path } = place;
  // A folder that was renamed is there, too; only a folder can be listed, only a file edited.
  const context = { folders: workspaceFolders(), facts };
  const file = await judge({ operation: 'edit', path }, context);
  const now = file.verdict === 'deny' ? await judge({ operation: 'list', path }, context) : file;
  if (now.verdict === 'deny' || now.absolute !== place.absolute || now.via !== place.via) {
    throw new ToolError(
      `${path} became a link to another place in the moment of the change. Stop and tell the person.`,
    );
  }
}

export function changedSince(path: string): string {
  return `${path} changed since it was read. Nothing was changed. Read it again and make the edit for what it holds now.`;
}
