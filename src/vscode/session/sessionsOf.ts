// The editor's storage and the parts of the chat in, the sessions of this workspace out.

import { type ExtensionContext, Uri } from 'vscode';
import type { Log } from '../../agent/ports.ts';
import type { Parts } from '../parts.ts';
import { Sessions, type SessionsPorts } from './sessions.ts';
import { warnOf } from './sessionTrouble.ts';

export function sessionsOf(
  { context, log }: { readonly context: ExtensionContext; readonly log: Log },
  { session, witness }: Parts,
  { happened, shown }: Required<Pick<SessionsPorts, 'happened' | 'shown'>>,
): Sessions {
  return new Sessions({
    folder: Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'sessions').fsPath,
    shared: context.storageUri === undefined,
    session,
    log,
    warn: (trouble) => void warnOf(trouble),
    witness,
    happened,
    shown,
  });
}
