// Research that ended in, a notification that takes no focus out, and what the person chose on it.

import { l10n, window } from 'vscode';
import { isPlan } from '../../shared/research.ts';
import type { Turn } from '../../shared/transcript.ts';

export type Chosen = 'show' | 'open' | 'edit' | 'wait' | 'cancel';

/** Undefined: nothing, now or later. */
export async function tellEnd(turn: Turn, title: string): Promise<Chosen | undefined> {
  const { outcome, failure, question } = turn;
  switch (outcome) {
    case 'completed':
      return isPlan(turn)
        ? choose('info', l10n.t('The research plan for “{0}” is ready.', title), [l10n.t('Open Plan'), 'edit'])
        : choose('info', l10n.t('The research on “{0}” is done.', title), [l10n.t('Open Report'), 'open']);
    case 'failed':
      return choose('warning', l10n.t('The research on “{0}” failed: {1}', title, failure?.text ?? ''));
    case 'asking':
      return question?.kind === 'overdue'
        ? choose('warning', question.text, [l10n.t('Wait On'), 'wait'], [l10n.t('Cancel Research'), 'cancel'])
        : choose('warning', question?.text ?? '');
    default:
      return undefined;
  }
}

async function choose(
  kind: 'info' | 'warning',
  text: string,
  ...deeds: readonly (readonly [label: string, deed: Chosen])[]
): Promise<Chosen | undefined> {
  const all = [...deeds, [l10n.t('Show Chat'), 'show'] as const];
  const show = kind === 'info' ? window.showInformationMessage : window.showWarningMessage;
  const chosen = await show(text, ...all.map(([label]) => label));
  return all.find(([label]) => label === chosen)?.[1];
}
