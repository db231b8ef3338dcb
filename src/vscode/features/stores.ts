// Stores for file search: a view of them, files and folders added with progress, and cited documents opened where they are.

import { commands, l10n, Uri, window } from 'vscode';
import { AddToStore } from '../stores/add.ts';
import { sayFailure } from '../stores/failure.ts';
import { openSource } from '../stores/source.ts';
import { type Node, StoreTree } from '../stores/tree.ts';
import type { ChatPorts, Feature } from './feature.ts';

export function stores(chat: ChatPorts): Feature<'open_source'> {
  const port = async () => (await chat.parts.gemini()).stores;
  const tree = new StoreTree(port);
  const view = window.createTreeView('castor.stores', { treeDataProvider: tree, showCollapseAll: true });
  const add = new AddToStore({ stores: port, memento: chat.context.globalState, ...chat.parts.session });
  const safely = (act: (given: unknown) => Promise<unknown>) => async (given?: unknown) => {
    try {
      if ((await chat.askKey()) && (await act(given)) !== false) await show(tree);
    } catch (error) {
      sayFailure(error);
    }
  };
  return {
    commands: {
      open_source: ({ name, page }) => openSource(name, page, { facts: chat.parts.facts, sources: add.sources }),
    },
    palette: {
      'castor.showStores': safely(async () => true),
      'castor.refreshStores': safely(async () => true),
      'castor.createStore': safely(() => add.create()),
      'castor.addToStore': safely((given) => add.add(given instanceof Uri ? given : undefined, storeOf(given))),
      'castor.deleteFromStore': safely((given) => remove(given as Node | undefined, port)),
    },
    dispose: () => view.dispose(),
  };
}

async function show(tree: StoreTree): Promise<void> {
  await commands.executeCommand('setContext', 'castor.showStores', true);
  tree.refresh();
  await commands.executeCommand('castor.stores.focus');
}

function storeOf(given: unknown) {
  return typeof given === 'object' && given !== null && 'store' in given
    ? (given as Extract<Node, { store: unknown }>).store
    : undefined;
}

/** False: nothing was deleted. */
async function remove(node: Node | undefined, port: ConstructorParameters<typeof StoreTree>[0]): Promise<boolean> {
  if (!node) return false;
  const yes = l10n.t('Delete');
  const { displayName, name } = 'store' in node ? node.store : node.document;
  const detail =
    'store' in node
      ? l10n.t('The store and its documents are deleted at Google. Your files stay.')
      : l10n.t('The document is deleted at Google. Your file stays.');
  if ((await window.showWarningMessage(l10n.t('Delete {0}?', displayName), { modal: true, detail }, yes)) !== yes)
    return false;
  const stores = await port();
  const signal = AbortSignal.timeout(60_000);
  await ('store' in node ? stores.delete(name, signal) : stores.deleteDocument(name, signal));
  return true;
}
