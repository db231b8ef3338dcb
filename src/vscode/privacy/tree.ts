// The ledger in, the tree of the view Privacy out: what Google stores for this machine, by session, with age, expiry and size.

import { EventEmitter, l10n, ThemeIcon, type TreeDataProvider, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { StoredInteraction } from '../../node/ledger.ts';
import { ago } from '../history/words.ts';
import { expiryOf } from './deleting.ts';

export interface StoredSession {
  readonly session: string;
  readonly title: string;
  readonly interactions: readonly StoredInteraction[];
}

export type StoredNode = { readonly group: StoredSession } | { readonly stored: StoredInteraction };

export interface StoredPorts {
  list(): Promise<readonly StoredSession[]>;
  days(): number;
}

export class PrivacyTree implements TreeDataProvider<StoredNode> {
  readonly #ports: StoredPorts;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(ports: StoredPorts) {
    this.#ports = ports;
  }

  changed(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: StoredNode): Promise<StoredNode[]> {
    if (node && 'group' in node) return node.group.interactions.map((stored) => ({ stored }));
    return node ? [] : (await this.#ports.list()).map((group) => ({ group }));
  }

  getTreeItem(node: StoredNode): TreeItem {
    return 'group' in node ? groupItem(node.group) : interactionItem(node.stored, this.#ports.days());
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function groupItem({ session, title, interactions }: StoredSession): TreeItem {
  const item = new TreeItem(title, TreeItemCollapsibleState.Collapsed);
  item.id = session;
  item.description = l10n.t('{0} stored', interactions.length);
  item.iconPath = new ThemeIcon('cloud');
  item.contextValue = 'stored session';
  return item;
}

function interactionItem(stored: StoredInteraction, days: number): TreeItem {
  const { id, model, at, bytes, tried } = stored;
  const item = new TreeItem(model, TreeItemCollapsibleState.None);
  const left = Math.ceil((expiryOf(stored, days) - Date.now()) / 86_400_000);
  const soon = left === 1 ? l10n.t('expires in 1 day') : l10n.t('expires in {0} days', left);
  const expiry = left > 0 ? soon : l10n.t('expired');
  const state = tried ? l10n.t('not deleted yet') : '';
  item.id = id;
  item.description = [ago(at), expiry, bytes === undefined ? '' : kilobytes(bytes), state].filter(Boolean).join(' · ');
  item.tooltip = `${id}\n${new Date(at).toLocaleString()}\n${expiry}`;
  item.iconPath = new ThemeIcon(tried ? 'warning' : 'cloud');
  item.contextValue = 'stored interaction';
  item.accessibilityInformation = { label: `${model}, ${item.description}` };
  return item;
}

function kilobytes(bytes: number): string {
  return bytes < 1024 ? l10n.t('{0} B', bytes) : l10n.t('{0} kB', Math.round(bytes / 1024));
}
