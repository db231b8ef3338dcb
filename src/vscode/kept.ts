// The editor's storage in, what a workspace keeps beside its sessions out: drafts, queues, the session that is shown, research that runs.

import type { ExtensionContext, Memento } from 'vscode';
import { KeptState } from '../node/keptState.ts';
import { keptFolder } from './keptFile.ts';
import type { SafeLog } from './log.ts';

export interface Kept extends Pick<Memento, 'get' | 'update'> {
  /** Resolves once what was changed so far is on disk. */
  settled?(): Promise<void>;
}

/** A window without a folder has no place of its own on the disk: the editor keeps it there. */
export function keptOf({ storageUri, workspaceState }: ExtensionContext, log: SafeLog): Kept {
  if (!storageUri) return workspaceState;
  return new KeptState(keptFolder(storageUri).fsPath, (error) =>
    log.warn('What the window keeps was not written', error),
  );
}
