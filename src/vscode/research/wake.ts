// The editor's storage in, whether research goes on that this window may have to take up out; read before anything else is loaded.

import { type ExtensionContext, workspace } from 'vscode';
import { keptFile } from '../keptFile.ts';
import { runsIn, runsKey } from './runs.ts';

/** Through the editor's file system: Node's is not loaded by activation. Never rejects. */
export async function goesOn({ storageUri, workspaceState }: ExtensionContext): Promise<boolean> {
  if (!storageUri) return anyIn(workspaceState.get(runsKey));
  try {
    const bytes = await workspace.fs.readFile(keptFile(storageUri, runsKey));
    return anyIn(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return false;
  }
}

function anyIn(kept: unknown): boolean {
  return runsIn(kept).some(({ outcome }) => outcome === undefined);
}
