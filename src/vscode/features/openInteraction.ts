// "Open Interaction by Id…" in: the server's record as a read-only document, and from there a session that goes on from it.

import { l10n, Uri, window, workspace } from 'vscode';
import type { InteractionRecord } from '../../agent/ports.ts';
import { canContinue, sessionOf, shownRecord } from '../interaction/record.ts';
import { failureOf, sayFailure } from '../stores/failure.ts';
import type { ChatPorts, Feature } from './feature.ts';

const scheme = 'castor-interaction';

export function openInteraction(chat: ChatPorts): Feature {
  const records = new Map<string, InteractionRecord>();
  const registration = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query }) => {
      const record = records.get(query);
      return record ? shownRecord(record) : '';
    },
  });
  return {
    commands: {},
    palette: {
      'castor.openInteraction': async () => {
        const id = await askId(chat);
        if (!id || !(await chat.askKey())) return;
        try {
          const signal = AbortSignal.timeout(60_000);
          records.set(id, await (await chat.parts.gemini()).get(id, { includeInput: true, signal }));
          const uri = Uri.from({ scheme, path: `/${l10n.t('Interaction')} ${id.slice(-12)}.json`, query: id });
          await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
        } catch (error) {
          if (failureOf(error)?.kind === 'chain_lost') sayGone();
          else sayFailure(error);
        }
      },
      'castor.continueInteraction': async (given) => {
        const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
        const record = uri?.scheme === scheme ? records.get(uri.query) : undefined;
        if (record) await goOn(chat, record);
      },
    },
    dispose: () => registration.dispose(),
  };
}

function sayGone(): void {
  void window.showErrorMessage(
    l10n.t('Google has no interaction of this id for your key. It may have been deleted, or have expired.'),
  );
}

function askId(chat: ChatPorts): Thenable<string | undefined> {
  const box = window.showInputBox({
    title: l10n.t('Open an interaction by its id'),
    prompt: l10n.t('The server keeps it for a day without billing, for up to 55 days with it.'),
    value: chat.session()?.transcript.last?.interactions.at(-1)?.id ?? '',
    validateInput: (text) => (/^[\w-]{1,500}$/.test(text.trim()) ? undefined : l10n.t('An id, as in v1_….')),
  });
  return box.then((id) => id?.trim());
}

async function goOn(chat: ChatPorts, record: InteractionRecord): Promise<void> {
  if (!canContinue(record)) {
    void window.showInformationMessage(
      l10n.t('This interaction has not come to an end that a session can go on from.'),
    );
    return;
  }
  chat.show(await chat.sessions.copy(sessionOf(record, Date.now())));
  await chat.reveal();
  chat.focusPrompt();
}
