// Stores and their documents at Google in, a tree of them for the Explorer out; asked for when it is opened and on refresh.

import { EventEmitter, l10n, ThemeIcon, type TreeDataProvider, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Store, StoredDocument, Stores } from '../../agent/stores.ts';
import { sayFailure } from './failure.ts';

export type Node = { readonly store: Store } | { readonly document: StoredDocument };

export class StoreTree implements TreeDataProvider<Node> {
  readonly #stores: () => Promise<Stores>;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(stores: () => Promise<Stores>) {
    this.#stores = stores;
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node && 'document' in node) return [];
    try {
      const stores = await this.#stores();
      const signal = AbortSignal.timeout(60_000);
      if (node) return (await stores.documents(node.store.name, signal)).map((document) => ({ document }));
      return (await stores.list(signal)).map((store) => ({ store }));
    } catch (error) {
      sayFailure(error);
      return [];
    }
  }

  getTreeItem(node: Node): TreeItem {
    return 'store' in node ? storeItem(node.store) : documentItem(node.document);
  }
}

function storeItem({ name, displayName, documents, pending, failed, bytes }: Store): TreeItem {
  const item = new TreeItem(displayName, TreeItemCollapsibleState.Collapsed);
  item.id = name;
  item.contextValue = 'store';
  item.iconPath = new ThemeIcon('database');
  const waiting = pending > 0 ? ` · ${l10n.t('{0} being taken in', pending)}` : '';
  const broken = failed > 0 ? ` · ${l10n.t('{0} failed', failed)}` : '';
  item.description = `${documentsOf(documents + pending)} · ${sizeOf(bytes)}${waiting}${broken}`;
  item.accessibilityInformation = { label: `${displayName}, ${item.description}` };
  return item;
}

function documentItem({ name, displayName, state, bytes }: StoredDocument): TreeItem {
  const item = new TreeItem(displayName);
  item.id = name;
  item.contextValue = 'document';
  item.iconPath = new ThemeIcon(state === 'failed' ? 'error' : state === 'pending' ? 'sync' : 'file');
  item.description =
    state === 'pending' ? l10n.t('being taken in') : state === 'failed' ? l10n.t('failed') : sizeOf(bytes);
  item.accessibilityInformation = { label: `${displayName}, ${item.description}` };
  return item;
}

export function documentsOf(count: number): string {
  return count === 1 ? l10n.t('1 document') : l10n.t('{0} documents', count);
}

/** Decimal, as file managers show it. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
