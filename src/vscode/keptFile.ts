// The workspace's storage and a name in, the file of that value out.

import { Uri } from 'vscode';

export function keptFolder(storage: Uri): Uri {
  return Uri.joinPath(storage, 'state');
}

/** As `node/keptState.ts` names it. */
export function keptFile(storage: Uri, key: string): Uri {
  return Uri.joinPath(keptFolder(storage), `${key}.json`);
}
