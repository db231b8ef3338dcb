// Plans of the model in: opened as a document to edit, accepted as the next prompt, with the mode as it was before.

import { l10n, window, workspace } from 'vscode';
import type { Mode } from '../../shared/options.ts';
import { allTurns } from '../../shared/transcript.ts';
import { callOf, PlanDocuments } from '../answer/planDocuments.ts';
import { readSetting } from '../settings.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function plans(chat: ChatPorts): Feature<'open_plan' | 'accept_plan'> {
  const documents = new PlanDocuments();
  /** The mode that each session had before it planned. */
  const before = new Map<string, Mode>();
  const accept = async (call: string) => {
    const session = chat.session();
    const plan = planOf(chat, call);
    if (!session || !plan) return;
    const text = (await documents.textOf(call)) ?? plan.text;
    if (session.transcript.options.mode === 'plan')
      session.setOptions({ mode: before.get(session.id) ?? defaultMode() });
    chat.send({ text: `${l10n.t('Carry out this plan:')}\n\n${text.trim()}`, attachments: [] });
  };
  return {
    commands: {
      async open_plan({ call }) {
        const plan = planOf(chat, call);
        if (plan) await documents.open(call, plan.title, plan.text);
      },
      accept_plan: ({ call }) => accept(call),
    },
    palette: {
      async 'castor.acceptPlan'() {
        const call = window.activeTextEditor && callOf(window.activeTextEditor.document.uri);
        if (call && planOf(chat, call)) return accept(call);
        void window.showInformationMessage(l10n.t('Open a plan of this session first.'));
      },
    },
    happened(event) {
      const session = chat.session();
      if (!session || event.type !== 'options.changed') return;
      const { mode } = event.options;
      if (mode && mode !== 'plan') before.set(session.id, mode);
    },
    dispose: () => documents.dispose(),
  };
}

function defaultMode(): Mode {
  return readSetting(workspace.getConfiguration('castor'), 'approvals.edits') as Mode;
}

function planOf(chat: ChatPorts, id: string): { readonly title: string; readonly text: string } | undefined {
  const session = chat.session();
  const calls = session ? allTurns(session.transcript).flatMap(({ interactions }) => interactions) : [];
  const call = calls.flatMap((one) => one.calls).find((one) => one.call.id === id && one.call.name === 'present_plan');
  const { title, plan } = (call?.call.arguments ?? {}) as { readonly title?: unknown; readonly plan?: unknown };
  return typeof plan === 'string' ? { title: String(title ?? ''), text: plan } : undefined;
}
