// The files that the service keeps for this key in, the view Files at Google out: newest first, with size and expiry; asked for when it is opened.

import { EventEmitter, l10n, ThemeIcon, type TreeDataProvider, TreeItem } from 'vscode';
import type { RemoteFile } from '../../agent/remoteFiles.ts';
import { kindOf } from '../../shared/mediaTypes.ts';
import { expiry, sizeOf } from './words.ts';

/** A file, or why there is none to show. */
export type FileNode = RemoteFile | { readonly trouble: string };

const icons = { image: 'file-media', audio: 'unmute', video: 'device-camera-video', document: 'file-pdf' } as const;

export class FilesTree implements TreeDataProvider<FileNode> {
  readonly #list: () => Promise<readonly RemoteFile[]>;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(list: () => Promise<readonly RemoteFile[]>) {
    this.#list = list;
  }

  changed(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(node?: FileNode): Promise<FileNode[]> {
    if (node) return [];
    try {
      return [...(await this.#list())];
    } catch (error) {
      return [{ trouble: error instanceof Error ? error.message : String(error) }];
    }
  }

  getTreeItem(node: FileNode): TreeItem {
    if ('trouble' in node)
      return Object.assign(new TreeItem(node.trouble), { iconPath: new ThemeIcon('warning'), tooltip: node.trouble });
    const { displayName, name, mimeType, bytes, expires, state } = node;
    const item = new TreeItem(displayName);
    item.id = name;
    item.contextValue = 'file';
    item.iconPath = new ThemeIcon(icons[kindOf(mimeType)] ?? 'file');
    item.description = [sizeOf(bytes), state === 'active' ? expiry(expires) : stateWord(state)].join(' · ');
    item.tooltip = [
      displayName,
      mimeType,
      name,
      l10n.t('Google deletes it {0}.', new Date(expires).toLocaleString()),
    ].join('\n');
    item.accessibilityInformation = { label: `${displayName}, ${item.description}` };
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function stateWord(state: 'processing' | 'failed'): string {
  return state === 'failed' ? l10n.t('could not be read') : l10n.t('Google works on it');
}
