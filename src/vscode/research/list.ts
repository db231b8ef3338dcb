// Research of this workspace, going on and ended, in; a list of it, and what the person chose of it, out.

import { l10n, type QuickInputButton, type QuickPickItem, ThemeIcon, window } from 'vscode';
import type { Prices } from '../../shared/prices.ts';
import type { Turn } from '../../shared/transcript.ts';
import type { Run } from './runs.ts';
import { stateOf } from './words.ts';

interface Item extends QuickPickItem {
  readonly run: Run;
}

type Picked = { readonly run: Run; readonly act?: 'cancel' | 'save' };

/** `going`: the turn of one that goes on in this window. */
export function pickRun(
  runs: readonly Run[],
  going: (run: Run) => Turn | undefined,
  prices: Prices,
): Promise<Picked | undefined> {
  const cancel: QuickInputButton = { iconPath: new ThemeIcon('debug-stop'), tooltip: l10n.t('Cancel Research') };
  const save: QuickInputButton = { iconPath: new ThemeIcon('save'), tooltip: l10n.t('Save Report…') };
  const list = window.createQuickPick<Item>();
  list.title = l10n.t('Research');
  list.placeholder = runs.length ? l10n.t('Choose one to see it') : l10n.t('Nothing was researched in this workspace');
  list.matchOnDescription = true;
  const items = () =>
    runs.map((run): Item => {
      const turn = going(run);
      const isDone = run.outcome === 'completed' && !run.plan;
      return {
        run,
        label: `$(${iconOf(run)}) ${run.title.replaceAll('$(', '$\u2060(')}`,
        description: turn ? stateOf(turn, prices) : stateOfEnded(run),
        buttons: turn ? [cancel] : isDone ? [save] : [],
      };
    });
  list.items = items();
  return new Promise((resolve) => {
    const end = (picked?: Picked) => {
      resolve(picked);
      list.dispose();
    };
    list.onDidAccept(() => end(list.selectedItems[0]));
    list.onDidTriggerItemButton(({ item, button }) =>
      end({ run: item.run, act: button === cancel ? 'cancel' : 'save' }),
    );
    list.onDidHide(() => end());
    list.show();
  });
}

function iconOf({ outcome, plan }: Run): string {
  if (outcome === undefined) return 'loading~spin';
  if (outcome === 'asking') return 'question';
  if (outcome !== 'completed') return 'circle-slash';
  return plan ? 'checklist' : 'book';
}

function stateOfEnded({ outcome, plan, at, endedAt }: Run): string {
  const states: Readonly<Record<string, string>> = {
    completed: plan ? l10n.t('Plan') : l10n.t('Report'),
    failed: l10n.t('Failed'),
    asking: l10n.t('Waits for you'),
    stopped: l10n.t('Stopped'),
  };
  return `${states[outcome ?? ''] ?? l10n.t('In another window')}, ${new Date(endedAt ?? at).toLocaleString()}`;
}
