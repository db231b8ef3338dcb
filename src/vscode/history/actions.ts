// A session that a person chose and what they want with it in, the editor's own boxes and messages in between, the deed out.

import { l10n, type SaveDialogOptions, Uri, window, workspace } from 'vscode';
import { trashDays } from '../../node/sessionIndex.ts';
import { allTurns } from '../../shared/transcript.ts';
import type { ChatPorts } from '../features/feature.ts';
import type { SessionDocuments } from './documents.ts';
import type { History, ListedSession } from './history.ts';
import { markdownOf } from './markdown.ts';
import { exported } from './transfer.ts';

export interface ActionPorts {
  readonly chat: ChatPorts;
  readonly history: History;
  readonly documents: SessionDocuments;
  /** Deletes the server's copies of a session, with a receipt. */
  forget(session: ListedSession): unknown;
}

export type Action = (session: ListedSession) => unknown;

const t = (text: string, ...args: readonly (string | number)[]) => l10n.t(text, ...args);

/** By id of their command. */
export function sessionActions(ports: ActionPorts): Readonly<Record<string, Action>> {
  const { history, documents } = ports;
  const mark = (change: { readonly pinned?: boolean; readonly archived?: boolean }) => (session: ListedSession) =>
    noted(ports, session, { type: 'session.marked', ...change });
  return {
    'castor.openSession': (session) => open(ports, session),
    'castor.openSessionInEditor': (session) => open(ports, session, true),
    'castor.openSessionAsDocument': (session) => documents.open(session),
    'castor.continueSessionHere': async (session) => history.showCopy(await history.transcript(session)),
    'castor.renameSession': (session) => rename(ports, session),
    'castor.pinSession': mark({ pinned: true }),
    'castor.unpinSession': mark({ pinned: false }),
    'castor.archiveSession': mark({ archived: true }),
    'castor.unarchiveSession': mark({ archived: false }),
    'castor.deleteSession': (session) => remove(ports, session),
    'castor.restoreSession': ({ id }) => history.restore(id),
    'castor.exportSession': (session) => save(ports, session),
  };
}

async function open({ chat, history, documents }: ActionPorts, session: ListedSession, inTab = false): Promise<void> {
  if (session.workspace !== undefined || session.deleted || session.state === 'unreadable')
    return documents.open(session);
  if ((await history.show(session.id, inTab)) === 'shown') {
    await chat.reveal();
    return chat.focusPrompt();
  }
  const copy = l10n.t('Go On in a Copy');
  const read = l10n.t('Read');
  const chosen = await window.showWarningMessage(
    l10n.t('This session is open in another window, which goes on writing it.'),
    copy,
    read,
  );
  if (chosen === copy) await history.showCopy(await history.transcript(session), inTab);
  else if (chosen === read) await documents.open(session);
}

async function rename(ports: ActionPorts, session: ListedSession): Promise<void> {
  const title = await window.showInputBox({
    title: l10n.t('Rename Session'),
    prompt: l10n.t('A title for the list of sessions'),
    value: session.title,
    validateInput: (value) => (value.trim() === '' ? l10n.t('A title has at least one letter.') : undefined),
  });
  if (title?.trim()) await noted(ports, session, { type: 'session.titled', title: title.trim(), by: 'person' });
}

async function noted(
  { history }: ActionPorts,
  { id }: ListedSession,
  note: Parameters<History['note']>[1],
): Promise<void> {
  if (await history.note(id, note)) return;
  await window.showWarningMessage(l10n.t('This session is open in another window. Change it there.'));
}

async function remove(ports: ActionPorts, session: ListedSession): Promise<void> {
  const { history } = ports;
  await history.remove(session.id);
  const undo = l10n.t('Undo');
  const forget = l10n.t('Delete at Google, Too');
  const chosen = await window.showInformationMessage(
    l10n.t('“{0}” is deleted. It stays under Deleted for {1} days.', session.title, trashDays),
    undo,
    ...(session.stored > 0 ? [forget] : []),
  );
  if (chosen === undo) await history.restore(session.id);
  else if (chosen === forget) await ports.forget(session);
}

async function save({ history }: ActionPorts, session: ListedSession): Promise<void> {
  const forms = [
    { label: 'Markdown', description: l10n.t('to read'), ending: 'md' },
    { label: 'JSON', description: l10n.t('whole, to import it again'), ending: 'json' },
  ];
  const form = await window.showQuickPick(forms, { title: l10n.t('Export Session') });
  if (!form) return;
  const transcript = await history.transcript(session);
  const text =
    form.ending === 'md'
      ? markdownOf(transcript, allTurns(transcript), session.title, t)
      : exported(transcript, Date.now());
  const uri = await window.showSaveDialog(saveOptions(session.title, form.ending));
  if (!uri) return;
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const show = l10n.t('Open');
  if ((await window.showInformationMessage(l10n.t('The session is exported.'), show)) === show)
    await window.showTextDocument(uri);
}

function saveOptions(title: string, ending: string): SaveDialogOptions {
  const name = `${
    title
      .replace(/[^\p{L}\p{N} _-]+/gu, '')
      .trim()
      .slice(0, 60) || 'session'
  }.${ending}`;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return { title: l10n.t('Export Session'), ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}) };
}

/** Asks for a file and shows what is in it. */
export async function importSession({ history }: Pick<ActionPorts, 'history'>): Promise<void> {
  const [file] = (await window.showOpenDialog({ title: l10n.t('Import Session'), filters: { JSON: ['json'] } })) ?? [];
  if (!file) return;
  const found = await history.import(file.fsPath).catch(() => undefined);
  if (!found) {
    await window.showErrorMessage(
      l10n.t('This file is no session that Castor exported. Nothing was imported. Choose the JSON of an export.'),
    );
  } else if (found.dropped > 0) {
    await window.showWarningMessage(
      l10n.t(
        'The session is imported. Parts of the file that were of no known form and were left out: {0}.',
        found.dropped,
      ),
    );
  }
}
