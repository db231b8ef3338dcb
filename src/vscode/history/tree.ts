// The stored sessions in, the tree of the view Sessions out: by day, pinned first, those of other workspaces and deleted ones folded away.

import { l10n, ThemeIcon, type TreeDataProvider, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { History, ListedSession } from './history.ts';
import { ago } from './words.ts';

export interface Group {
  readonly label: string;
  readonly open: boolean;
  readonly icon?: string;
  list(): Promise<readonly SessionNode[]> | readonly SessionNode[];
}

export type SessionNode = { readonly session: ListedSession };
export type Node = Group | SessionNode;

const day = 86_400_000;

export class SessionTree implements TreeDataProvider<Node> {
  readonly #history: History;
  readonly onDidChangeTreeData;

  constructor(history: History) {
    this.#history = history;
    this.onDidChangeTreeData = history.onDidChange as unknown as TreeDataProvider<Node>['onDidChangeTreeData'];
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node && 'list' in node) return [...(await node.list())];
    return node ? [] : this.#groups();
  }

  getTreeItem(node: Node): TreeItem {
    return 'list' in node ? groupItem(node) : sessionItem(node.session);
  }

  async #groups(): Promise<Group[]> {
    const nodes = (await this.#history.list()).map((session) => ({ session }));
    const shelves: readonly (readonly [string, (node: SessionNode) => boolean])[] = [
      [l10n.t('Pinned'), ({ session }) => session.pinned && !session.archived],
      [l10n.t('Today'), ({ session }) => !session.archived && session.changedAt >= startOfDay()],
      [l10n.t('Last 7 days'), ({ session }) => !session.archived && session.changedAt >= startOfDay() - 6 * day],
      [l10n.t('Older'), ({ session }) => !session.archived],
      [l10n.t('Archived'), () => true],
    ];
    let rest = nodes;
    const groups: Group[] = [];
    for (const [label, belongs] of shelves) {
      const mine = rest.filter(belongs);
      rest = rest.filter((node) => !belongs(node));
      if (mine.length) groups.push({ label, open: label !== shelves.at(-1)![0], list: () => mine });
    }
    const [elsewhere, deleted] = await Promise.all([this.#history.elsewhere(), this.#history.deleted()]);
    const more = (label: string, icon: string, all: readonly ListedSession[]): Group[] =>
      all.length ? [{ label, icon, open: false, list: () => all.map((session) => ({ session })) }] : [];
    return [
      ...groups,
      ...more(l10n.t('Other workspaces'), 'folder-library', elsewhere),
      ...more(l10n.t('Deleted'), 'trash', deleted),
    ];
  }
}

function groupItem({ label, open, icon }: Group): TreeItem {
  const item = new TreeItem(label, open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed);
  if (icon) item.iconPath = new ThemeIcon(icon);
  item.contextValue = 'group';
  return item;
}

function sessionItem(session: ListedSession): TreeItem {
  const item = new TreeItem(session.title || l10n.t('Unreadable session'), TreeItemCollapsibleState.None);
  const state = stateWords(session);
  item.id = `${session.workspace ?? ''}/${session.deleted ? 'deleted/' : ''}${session.id}`;
  item.description = [state, session.workspace, ago(session.changedAt)].filter(Boolean).join(' · ');
  item.tooltip = [
    session.title,
    state,
    new Date(session.changedAt).toLocaleString(),
    session.prompts === 1 ? l10n.t('1 prompt') : l10n.t('{0} prompts', session.prompts),
  ]
    .filter(Boolean)
    .join('\n');
  item.iconPath = new ThemeIcon(iconOf(session));
  item.contextValue = contextOf(session);
  item.accessibilityInformation = { label: `${session.title}, ${item.description}` };
  if (!session.deleted)
    item.command = { command: 'castor.openSession', title: l10n.t('Open'), arguments: [{ session }] };
  return item;
}

/** Words that the menus look for. */
function contextOf({ workspace, deleted, pinned, archived, state }: ListedSession): string {
  if (deleted) return 'session deleted';
  if (workspace !== undefined) return 'session other';
  if (state === 'unreadable') return 'session unreadable';
  return `session own ${pinned ? 'pinned' : 'unpinned'} ${archived ? 'archived' : 'active'}`;
}

export function stateWords({ waiting = 0, running, state, shown, private: isPrivate }: ListedSession): string {
  if (waiting > 0) return l10n.t('waits for you');
  if (running) return l10n.t('running');
  if (state === 'unreadable' || state === 'damaged') return l10n.t('damaged');
  if (state === 'newer') return l10n.t('of a later version');
  return [shown ? l10n.t('shown') : '', isPrivate ? l10n.t('private') : ''].filter(Boolean).join(' · ');
}

function iconOf({ waiting = 0, running, state, pinned, archived, deleted, private: isPrivate }: ListedSession): string {
  if (waiting > 0) return 'bell-dot';
  if (running) return 'loading~spin';
  if (state !== 'whole') return 'warning';
  if (deleted) return 'trash';
  if (pinned) return 'pinned';
  if (archived) return 'archive';
  return isPrivate ? 'lock' : 'comment-discussion';
}

function startOfDay(): number {
  return new Date().setHours(0, 0, 0, 0);
}
