// "Restore to before this prompt" in, files, conversation or both gone back to out, by a list the person reads first; and the way back again.

import { l10n, type QuickPickItem, window, workspace } from 'vscode';
import type { Restored } from '../../agent/files/restores.ts';
import type { Session } from '../../agent/session.ts';
import { findTurn } from '../../shared/branch.ts';
import { allTurns, type Turn } from '../../shared/transcript.ts';
import { agreed, CheckpointDocuments } from '../review/restoreList.ts';
import { readSetting } from '../settings.ts';
import { rewind } from './branches.ts';
import type { ChatPorts, Feature } from './feature.ts';

type What = 'both' | 'files' | 'conversation';

export function restore(chat: ChatPorts): Feature<'restore' | 'undo_restore'> {
  const { checkpoints } = chat.parts;
  const documents = new CheckpointDocuments(checkpoints);
  const days = () => readSetting(workspace.getConfiguration('castor'), 'checkpoints.days');
  void checkpoints.prune(days()).then((bytes) => bytes && chat.log.info(`Old checkpoints removed: ${bytes} bytes`));
  const back = (turn: Turn | undefined) => turn && goBack(chat, documents, turn, days());
  return {
    commands: {
      restore: ({ turn }) => {
        const session = chat.session();
        return session && back(findTurn(session.transcript, turn));
      },
      undo_restore: ({ restore: id }) => undo(chat, id),
    },
    palette: {
      'castor.restore': async () => back(await pickTurn(chat.session())),
      'castor.undoRestore': () => undo(chat),
    },
    dispose: () => documents.dispose(),
  };
}

async function goBack(chat: ChatPorts, documents: CheckpointDocuments, turn: Turn, days: number): Promise<void> {
  const session = idle(chat);
  if (!session) return;
  const plan = await session.files.planRestore(turn.id);
  const coming = plan.folders.filter(({ how }) => how === 'make').length;
  const what = await pickWhat(
    plan.files.length + coming + plan.commands.length,
    plan.files.filter(({ how }) => how !== 'keep').length + coming,
  );
  if (!what) return;
  if (what === 'conversation') return rewind(chat, turn);
  const title = l10n.t('Files as before "{0}"', start(turn.prompt.text));
  const bytes = await chat.parts.checkpoints.size();
  if (!(await agreed(plan, documents, { title, bytes, days }))) return;
  if (!idle(chat)) return;
  const done = await session.files.restore(plan);
  if (what === 'both') rewind(chat, turn);
  await tell(chat, done);
}

/** `id`: the restore that the page shows; the newest one where none is named. */
async function undo(chat: ChatPorts, id?: string): Promise<void> {
  const session = idle(chat);
  if (!session) return;
  const plan = await session.files.planUndo();
  if (!plan || (id !== undefined && plan.undoes !== id)) {
    const text = plan
      ? l10n.t('There is a later restore. Undo that one first.')
      : l10n.t('There is no restore to undo.');
    void window.showInformationMessage(text);
    return;
  }
  await tell(chat, await session.files.restore(plan));
}

/** Undefined, and the person told why, while a turn runs: what it is about to change cannot be planned with. */
function idle({ session }: ChatPorts): Session | undefined {
  const found = session();
  if (!workspace.isTrusted) {
    void window.showWarningMessage(l10n.t('This workspace is not trusted, so no file can be restored in it.'));
    return undefined;
  }
  if (!found?.busy) return found;
  void window.showWarningMessage(l10n.t('Stop the running turn first, then restore.'));
  return undefined;
}

async function tell(chat: ChatPorts, { files, left }: Restored): Promise<void> {
  const done = files === 1 ? l10n.t('1 file restored.') : l10n.t('{0} files restored.', files);
  const stayed = left.length ? ` ${l10n.t('Left as they are: {0}.', left.map(({ path }) => path).join(', '))}` : '';
  const undoIt = l10n.t('Undo');
  void window.showInformationMessage(done + stayed, ...(files ? [undoIt] : [])).then((chosen) => {
    if (chosen === undoIt) void undo(chat);
  });
}

async function pickWhat(found: number, changing: number): Promise<What | undefined> {
  const files = changing === 1 ? l10n.t('1 file would change') : l10n.t('{0} files would change', changing);
  const conversation = l10n.t('what was said since is kept as a branch');
  const items: readonly (QuickPickItem & { readonly what: What })[] = [
    { what: 'files', label: `$(files) ${l10n.t('Files')}`, description: files },
    { what: 'both', label: `$(discard) ${l10n.t('Files and conversation')}`, description: files },
    { what: 'conversation', label: `$(comment-discussion) ${l10n.t('Conversation')}`, description: conversation },
  ];
  const offered = found ? items : items.filter(({ what }) => what === 'conversation');
  const picked = await window.showQuickPick(offered, {
    title: l10n.t('Restore to before this prompt'),
    placeHolder: l10n.t('What goes back?'),
  });
  return picked?.what;
}

async function pickTurn(session: Session | undefined): Promise<Turn | undefined> {
  const turns = session ? allTurns(session.transcript).toReversed() : [];
  if (turns.length === 0) {
    void window.showInformationMessage(l10n.t('Nothing was asked in this session.'));
    return undefined;
  }
  const items = turns.map((turn) => ({ turn, label: start(turn.prompt.text), description: changed(turn) }));
  const placeHolder = l10n.t('Before which prompt?');
  return (await window.showQuickPick(items, { title: l10n.t('Restore to before a prompt'), placeHolder }))?.turn;
}

function changed({ touched = [] }: Turn): string {
  return touched.length ? l10n.t('changed {0}', touched.join(', ')) : '';
}

function start(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
