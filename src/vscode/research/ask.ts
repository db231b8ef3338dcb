// "Research…" in, boxes and lists in between, what is to be asked of which agent and in which session out.

import { l10n, type QuickPickItem, window, workspace } from 'vscode';
import type { Attachment } from '../../shared/attachment.ts';
import { isEmpty } from '../../shared/transcript.ts';
import type { ChatPorts } from '../features/feature.ts';
import { warnNotAttached } from '../prompt/attachments.ts';
import { partOf, subjectOf } from '../prompt/editorContext.ts';
import { readSetting } from '../settings.ts';
import { agents, type Choice, choiceIn, keepChoice, outputOf } from './choice.ts';

/** `given`: what the editor passes to a command of a menu. Nothing is sent before the last answer. */
export async function askResearch(chat: ChatPorts, given: unknown): Promise<void> {
  const part = await selection(chat, given);
  const title = part ? l10n.t('Research about {0}', part.label) : l10n.t('Research');
  const placeHolder = l10n.t('What do you want to know? Say what for, how deep, and which sources count');
  const text = (await window.showInputBox({ title, placeHolder, ignoreFocusOut: true }))?.trim();
  if (!text) return;
  const choice = await chosen(chat);
  if (!choice) return;
  const where = await place(chat);
  if (!where || !(await chat.askKey()) || !(await storable(chat, where))) return;
  keepChoice(chat.kept, choice);
  await chat.reveal();
  if (where === 'new') await chat.newSession();
  const session = chat.session();
  const isPrivate = session?.transcript.options.private ?? privateByDefault();
  if (isPrivate && session && isEmpty(session.transcript)) session.setOptions({ private: false });
  const attachments = [...(part ? [part] : []), ...chat.box.pending.take()];
  chat.send({ text, attachments, model: choice.agent, output: outputOf(choice) });
}

/** What is selected in the editor, through the gate like any attachment. */
async function selection({ box }: ChatPorts, given: unknown): Promise<Attachment | undefined> {
  try {
    const subject = await subjectOf(given);
    return subject?.range ? await partOf(subject, box.editor) : undefined;
  } catch (error) {
    warnNotAttached(l10n.t('The selection'), error);
    return undefined;
  }
}

async function chosen({ kept }: ChatPorts): Promise<Choice | undefined> {
  const last = choiceIn(kept);
  const offers: readonly (QuickPickItem & { readonly agent: string })[] = [
    {
      label: 'Deep Research',
      description: agents.fast,
      detail: l10n.t('Mostly under 20 minutes; usually $1 to $3'),
      agent: agents.fast,
    },
    {
      label: 'Deep Research Max',
      description: agents.max,
      detail: l10n.t('More searches, up to an hour; usually $3 to $7'),
      agent: agents.max,
    },
  ];
  const sorted = offers.toSorted((one) => (one.agent === last.agent ? -1 : 1));
  const agent = await window.showQuickPick(sorted, { title: l10n.t('Research'), ignoreFocusOut: true });
  if (!agent) return undefined;
  const ways = [
    { label: l10n.t('Show a plan first, to approve or change'), name: 'plan', picked: last.plan },
    { label: l10n.t('Charts and pictures'), name: 'pictures', picked: last.pictures },
    { label: l10n.t('Summaries of what it thinks on its way'), name: 'summaries', picked: last.summaries },
  ];
  const how = await window.showQuickPick(ways, {
    title: l10n.t('Research'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!how) return undefined;
  const has = (name: string) => how.some((one) => one.name === name);
  return { agent: agent.agent, plan: has('plan'), pictures: has('pictures'), summaries: has('summaries') };
}

type Place = 'here' | 'new';

/** Where something runs already, it goes on by itself beside the fresh session. */
async function place(chat: ChatPorts): Promise<Place | undefined> {
  const session = chat.session();
  if (!session || isEmpty(session.transcript)) return 'here';
  if (session.busy) return 'new';
  const items = [
    { label: l10n.t('In a new session'), place: 'new' as const },
    {
      label: l10n.t('In this session'),
      detail: l10n.t('It builds on what was said and found here'),
      place: 'here' as const,
    },
  ];
  return (await window.showQuickPick(items, { title: l10n.t('Research'), ignoreFocusOut: true }))?.place;
}

/** A fresh session may be made none that is private; another one says itself that it cannot be researched in. */
async function storable(chat: ChatPorts, where: Place): Promise<boolean> {
  const session = chat.session();
  if (where === 'here' && session && !isEmpty(session.transcript)) return true;
  const isPrivate = (where === 'here' ? session?.transcript.options.private : undefined) ?? privateByDefault();
  const yes = l10n.t('Research');
  const ask = l10n.t('Research needs Google to store it while it runs. Do it in a session that is not private?');
  return !isPrivate || (await window.showWarningMessage(ask, { modal: true }, yes)) === yes;
}

function privateByDefault(): boolean {
  return readSetting(workspace.getConfiguration('castor'), 'private');
}
