// What the person does with the tree of turns in, the session moved along it out.

import { l10n, type QuickPickItem, window, workspace } from 'vscode';
import { findTurn } from '../../shared/branch.ts';
import type { ModelChoice } from '../../shared/messages.ts';
import type { Turn } from '../../shared/transcript.ts';
import { mismatch } from '../session/mixing.ts';
import { readSetting } from '../settings.ts';
import { modelChoices } from '../view/hostState.ts';
import type { ChatPorts, Feature } from './feature.ts';

type Own = 'edit_prompt' | 'regenerate' | 'regenerate_with' | 'fork_here' | 'rewind' | 'choose_branch';

export function branches(chat: ChatPorts): Feature<Own> {
  const found = (id: string): Turn | undefined => {
    const session = chat.session();
    return session && findTurn(session.transcript, id);
  };
  return {
    commands: {
      edit_prompt: ({ turn, text }) => {
        const { prompt, output, model } = found(turn) ?? {};
        const attachments = prompt?.attachments ?? [];
        void chat.session()?.fork(turn, { text, attachments, ...(output ? { output, model } : {}) });
      },
      regenerate: ({ turn }) => void chat.session()?.regenerate(turn),
      regenerate_with: async ({ turn: id }) => {
        const turn = found(id);
        const model = turn && (await pickModel(turn.model, (one) => reason(chat, one)));
        if (model) void chat.session()?.regenerate(id, model);
      },
      fork_here: ({ turn }) => {
        if (chat.session()?.choose(turn, 'here')) chat.focusPrompt();
      },
      rewind: ({ turn: id }) => rewind(chat, found(id)),
      choose_branch: ({ turn }) => chat.session()?.choose(turn),
    },
    state: () => ({ mixing: reason(chat, readSetting(workspace.getConfiguration('castor'), 'model')) }),
  };
}

/** Said before anything is sent. */
function reason({ session }: ChatPorts, model: string): string | undefined {
  const transcript = session()?.transcript;
  switch (transcript && mismatch(transcript, model)) {
    case 'parts':
      return l10n.t(
        '{0} takes no tool results with pictures, and this conversation has some: the service would refuse it. Choose another model, or fork from before them.',
        model,
      );
    case 'trade':
      return l10n.t(
        '{0} is not made for conversations: the service may refuse to go on with it here. Choose another model, or start a new session.',
        model,
      );
    default:
      return undefined;
  }
}

/** The prompt comes back to be changed, unless something else is being written. */
export function rewind({ session, box, stateChanged, focusPrompt }: ChatPorts, turn: Turn | undefined): void {
  if (!turn || !session()?.rewind(turn.id)) return;
  if (box.pending.draft.trim() === '' && box.pending.attachments.length === 0) {
    box.pending.setDraft(turn.prompt.text);
    box.pending.add(turn.prompt.attachments);
  }
  stateChanged();
  focusPrompt();
}

async function pickModel(current: string, against: (model: string) => string | undefined): Promise<string | undefined> {
  const item = ({ id, label, description }: ModelChoice): QuickPickItem & { readonly id: string } => ({
    id,
    label,
    detail: against(id),
    description: id === current ? l10n.t('answered already') : description,
  });
  const picked = await window.showQuickPick(modelChoices(current).map(item), {
    title: l10n.t('Ask another model'),
    placeHolder: l10n.t('The answer comes beside the one there is'),
  });
  return picked?.id;
}
