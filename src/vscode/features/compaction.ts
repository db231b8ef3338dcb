// "Compact Now", the question of a full window and what the person makes of a summary in, the conversation summed up, changed or as it was out.

import { l10n, window } from 'vscode';
import { FailureError } from '../../agent/ports.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function compaction(chat: ChatPorts): Feature<'compact' | 'edit_summary' | 'undo_compaction'> {
  return {
    commands: {
      compact: ({ turn }) => compact(chat, turn),
      edit_summary: ({ compaction: id, summary }) => chat.session()?.compactions.edit(id, summary),
      undo_compaction: ({ compaction: id, undone }) => chat.session()?.compactions.undo(id, undone),
    },
    palette: { 'castor.compact': () => compact(chat) },
    state: () => (chat.session()?.compactions.running === undefined ? {} : { compacting: true }),
  };
}

/** `turn`: the one that asked; it goes on once there is a summary. */
async function compact(chat: ChatPorts, turn?: string): Promise<void> {
  const session = chat.session();
  if (!session || session.busy) return;
  if (!session.compactions.possible) {
    void window.showInformationMessage(l10n.t('There is nothing to sum up yet.'));
    return;
  }
  if (!(await chat.askKey())) return;
  const making = session.compactions.make();
  chat.stateChanged();
  const made = await making.catch((error: unknown) => tell(chat, error));
  chat.stateChanged();
  if (turn !== undefined && made) void session.resume(turn, 'continue');
  else if (chat.session() === session && !chat.queue.held) chat.queue.turnEnded('completed');
}

/** A stop is no failure. */
function tell({ log }: ChatPorts, error: unknown): undefined {
  if (!(error instanceof FailureError)) return;
  log.warn('The conversation could not be summed up', error.failure.detail ?? error.failure.text);
  void window.showWarningMessage(l10n.t('The conversation was not summed up: {0}', error.failure.text));
}
