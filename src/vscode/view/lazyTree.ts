// A part of the chat that is loaded when it is first looked at in, a tree of a view that the editor can show at any time out.

import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';

/** `load`: gives the tree itself, the same each time. One that cannot be loaded is empty, and tried again when it is next looked at. */
export function lazyTree<T>(load: () => Promise<TreeDataProvider<T> | undefined>): TreeDataProvider<T> {
  const changed = new EventEmitter<undefined>();
  let tree: TreeDataProvider<T> | undefined;
  return {
    onDidChangeTreeData: changed.event,
    async getChildren(node) {
      if (!tree) {
        tree = await load().catch(() => undefined);
        tree?.onDidChangeTreeData?.(() => changed.fire(undefined));
      }
      return tree?.getChildren(node);
    },
    getTreeItem: (node): TreeItem | Thenable<TreeItem> => tree!.getTreeItem(node),
  };
}
