// The stored sessions in, a list to choose from out: by title at once, by what was said in them while one types.

import {
  type Disposable,
  l10n,
  type QuickInputButton,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
} from 'vscode';
import type { History, ListedSession } from './history.ts';
import { stateWords } from './tree.ts';
import { ago } from './words.ts';

interface Item extends QuickPickItem {
  readonly session?: ListedSession;
}

/** What the buttons of a line do; ids of commands. */
const buttons: readonly (QuickInputButton & { readonly command: string })[] = [
  { command: 'castor.renameSession', iconPath: new ThemeIcon('edit'), tooltip: l10n.t('Rename') },
  { command: 'castor.deleteSession', iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Delete') },
];

const shortestSearch = 2;
const typingPause = 150;

/** `open`: a session was chosen. `run`: a button was pressed. */
export async function pickSession(
  history: History,
  open: (session: ListedSession) => unknown,
  run: (command: string, session: ListedSession) => unknown,
): Promise<void> {
  const pick = window.createQuickPick<Item>();
  const own: Disposable[] = [pick];
  pick.placeholder = l10n.t('Search sessions by title or by what was said');
  pick.title = l10n.t('Castor: Sessions');
  pick.matchOnDescription = true;
  pick.busy = true;
  pick.show();
  const [here, elsewhere] = await Promise.all([history.list(), history.elsewhere()]);
  const show = (found?: ReadonlyMap<string, string>) => {
    pick.items = [...items(here, found), ...section(l10n.t('Other workspaces'), elsewhere, found)];
  };
  show();
  pick.busy = false;
  let searching = new AbortController();
  own.push(
    pick.onDidChangeValue((value) => {
      searching.abort();
      searching = new AbortController();
      const { signal } = searching;
      if (value.trim().length < shortestSearch) return show();
      setTimeout(async () => {
        if (signal.aborted) return;
        pick.busy = true;
        const found = await history.search(value.trim(), [...here, ...elsewhere], signal);
        if (signal.aborted) return;
        show(found);
        pick.busy = false;
      }, typingPause);
    }),
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      pick.hide();
      if (chosen?.session) void open(chosen.session);
    }),
    pick.onDidTriggerItemButton(({ item, button }) => {
      const { command } = button as (typeof buttons)[number];
      pick.hide();
      if (item.session) void run(command, item.session);
    }),
    pick.onDidHide(() => {
      searching.abort();
      for (const one of own) one.dispose();
    }),
  );
}

function items(all: readonly ListedSession[], found?: ReadonlyMap<string, string>): readonly Item[] {
  const active = all.filter(({ archived }) => !archived);
  return [
    ...section(
      l10n.t('Pinned'),
      active.filter(({ pinned }) => pinned),
      found,
    ),
    ...section(
      l10n.t('Recent'),
      active.filter(({ pinned }) => !pinned),
      found,
    ),
    ...section(
      l10n.t('Archived'),
      all.filter(({ archived }) => archived),
      found,
    ),
  ];
}

function section(label: string, all: readonly ListedSession[], found?: ReadonlyMap<string, string>): readonly Item[] {
  if (all.length === 0) return [];
  return [
    { label, kind: QuickPickItemKind.Separator },
    ...all.map((session) => itemOf(session, found?.get(session.id))),
  ];
}

function itemOf(session: ListedSession, found: string | undefined): Item {
  return {
    label: session.title || l10n.t('Unreadable session'),
    description: [stateWords(session), session.workspace, ago(session.changedAt)].filter(Boolean).join(' · '),
    ...(found === undefined ? {} : { detail: found, alwaysShow: true }),
    session,
    buttons: session.workspace === undefined ? buttons : [],
  };
}
