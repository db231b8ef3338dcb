// What Google stores for this machine in, a view of it out: inspected, deleted with a receipt, and each request as it was sent.

import { commands, l10n, ProgressLocation, window, workspace } from 'vscode';
import type { StoredInteraction } from '../../node/ledger.ts';
import { indexSessions } from '../../node/sessionIndex.ts';
import { deleteStored, receiptOf } from '../privacy/deleting.ts';
import { idsFrom, storedSessions } from '../privacy/stored.ts';
import { PrivacyTree, type StoredNode } from '../privacy/tree.ts';
import { readSetting } from '../settings.ts';
import { ReadOnlyDocuments } from '../view/readOnly.ts';
import type { ChatPorts, Feature } from './feature.ts';

const t = (text: string, ...args: readonly (string | number)[]) => l10n.t(text, ...args);

export function privacy(chat: ChatPorts): Feature<'what_was_sent'> {
  const { ledger, sent } = chat.parts;
  const documents = new ReadOnlyDocuments('castor-privacy');
  const days = () => readSetting(workspace.getConfiguration('castor'), 'storageDays');
  const list = async () => {
    const titles = await titlesOf(chat);
    return storedSessions(
      ledger,
      (session) => titles.get(session) ?? l10n.t('A session that is not in this workspace'),
    );
  };
  const tree = new PrivacyTree({ list, days });
  const remove = async (all: readonly StoredInteraction[], ask: string) => {
    if (all.length === 0) return void window.showInformationMessage(l10n.t('Nothing of it is stored at Google.'));
    const yes = l10n.t('Delete');
    const detail = l10n.t('What is shown here stays. The next prompt sends the conversation once more.');
    if ((await window.showWarningMessage(ask, { modal: true, detail }, yes)) !== yes) return;
    const receipt = await deleteWithProgress(chat, all);
    tree.changed();
    await documents.show(
      String(Date.now()),
      l10n.t('Receipt.md'),
      receiptOf(receipt, days(), Date.now(), t),
      'markdown',
    );
  };
  const ofSession = async (id: string) => (await ledger.list()).filter(({ session }) => session === id);
  setTimeout(() => void retry(chat, () => tree.changed()), 5_000).unref?.();
  return {
    commands: { what_was_sent: ({ interaction }) => whatWasSent(interaction) },
    palette: {
      'castor.showPrivacy': () => commands.executeCommand('castor.privacy.focus'),
      'castor.refreshPrivacy': () => tree.changed(),
      'castor.inspectStored': (given) => inspect(given as StoredNode),
      'castor.deleteStored': async (given) => removeNode(given as StoredNode),
      'castor.deleteStoredFrom': async (given) => removeFrom(given as StoredNode),
      'castor.deleteStoredOfSession': async (given) => {
        const id = typeof given === 'string' ? given : (chat.session()?.id ?? '');
        await remove(await ofSession(id), l10n.t('Delete what Google stores of this session?'));
      },
      'castor.deleteAllStored': async () => {
        const all = await ledger.list();
        const question =
          all.length === 1
            ? l10n.t('Delete the one interaction that Google stores for this machine?')
            : l10n.t('Delete all {0} interactions that Google stores for this machine?', all.length);
        await remove(all, question);
      },
      'castor.whatWasSent': () => whatWasSent(chat.session()?.transcript.last?.interactions.at(-1)?.key ?? ''),
    },
    trees: { 'castor.privacy': tree },
    happenedIn: (_, { type }) => {
      if (type === 'interaction.created' || type === 'turn.completed') setTimeout(() => tree.changed(), 200);
    },
    dispose() {
      tree.dispose();
      documents.dispose();
    },
  };

  async function removeNode(node: StoredNode): Promise<void> {
    if ('group' in node) {
      return remove(
        node.group.interactions.toReversed(),
        l10n.t('Delete what Google stores of “{0}”?', node.group.title),
      );
    }
    await remove([node.stored], l10n.t('Delete this interaction at Google?'));
  }

  async function removeFrom(node: StoredNode): Promise<void> {
    if ('group' in node) return removeNode(node);
    const { id, session } = node.stored;
    const transcript = chat.sessions.running.find((one) => one.id === session)?.transcript;
    const ids = transcript ? idsFrom(transcript, id) : new Set([id]);
    const all = (await ofSession(session)).filter((one) => ids.has(one.id));
    await remove(all, questionOf(all.length - 1));
  }

  /** The service's own record, as it sends it. */
  async function inspect(node: StoredNode): Promise<void> {
    if ('group' in node) return;
    const { id } = node.stored;
    try {
      const client = await chat.parts.session.gemini();
      const record = await client.get(id, { includeInput: true, signal: AbortSignal.timeout(30_000) });
      await documents.show(
        id,
        `${l10n.t('Stored')} ${id.slice(0, 12)}.json`,
        `${JSON.stringify(record.raw, null, 2)}\n`,
        'json',
      );
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      await window.showWarningMessage(l10n.t('Google gave no record of it: {0}', words));
    }
  }

  async function whatWasSent(key: string): Promise<void> {
    const session = chat.session();
    const body = session && sent.bodyOf(session.id, key);
    if (!body) {
      await window.showInformationMessage(
        l10n.t(
          'Castor keeps requests as they were sent only while the window lives. This one is older, or was never sent.',
        ),
      );
      return;
    }
    await documents.show(
      `${session.id}-${key}`,
      `${l10n.t('Sent')} ${key}.json`,
      `${JSON.stringify(body, null, 2)}\n`,
      'json',
    );
  }
}

function questionOf(following: number): string {
  if (following === 0) return l10n.t('Delete this interaction at Google?');
  return following === 1
    ? l10n.t('Delete this interaction and the one that follows it at Google?')
    : l10n.t('Delete this interaction and the {0} that follow it at Google?', following);
}

async function titlesOf(chat: ChatPorts): Promise<ReadonlyMap<string, string>> {
  const stored = await indexSessions(chat.sessions.folder);
  return new Map(stored.map(({ id, title }) => [id, title]));
}

function deleteWithProgress(chat: ChatPorts, all: readonly StoredInteraction[]) {
  const title = l10n.t('Deleting at Google');
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (report, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const gemini = await chat.parts.session.gemini();
      return deleteStored(all, {
        gemini,
        ledger: chat.parts.ledger,
        now: Date.now,
        signal: stop.signal,
        progress: (done) => report.report({ message: `${done} / ${all.length}`, increment: 100 / all.length }),
      });
    },
  );
}

/** What the person wanted deleted and the service did not: once more, quietly; it stays in the view where it fails again. */
async function retry({ parts, log }: ChatPorts, changed: () => void): Promise<void> {
  const left = (await parts.ledger.list()).filter(({ tried }) => tried);
  if (left.length === 0) return;
  try {
    const gemini = await parts.session.gemini();
    const signal = AbortSignal.timeout(60_000);
    await deleteStored(left, { gemini, ledger: parts.ledger, now: Date.now, signal, progress() {} });
    changed();
  } catch (error) {
    log.debug('Not deleted yet', error);
  }
}
