// A fact about a session as a whole in, the same on record out: through the session while it lives, else in its log.

import { join } from 'node:path';
import { Uri } from 'vscode';
import { openSessionLog } from '../../node/sessionLog.ts';
import type { LabelEvent } from '../../shared/labelEvent.ts';
import type { ChatPorts } from '../features/feature.ts';

/** Where the sessions of this workspace are. */
export function sessionsFolder({ context }: Pick<ChatPorts, 'context'>): string {
  return Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'sessions').fsPath;
}

/** False: another window writes it. Rejects when the disk does not allow it. */
export async function note(chat: ChatPorts, id: string, event: LabelEvent): Promise<boolean> {
  const running = chat.sessions.running.find((session) => session.id === id);
  if (running) {
    running.note(event);
    return true;
  }
  const { log, readOnly } = await openSessionLog(join(sessionsFolder(chat), `${id}.session`));
  try {
    if (!readOnly) await log.append([event], true);
    return !readOnly;
  } finally {
    await log.close();
  }
}
