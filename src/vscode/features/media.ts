// Pictures, sounds, videos and documents for the next prompt in: attached from everywhere, looked at as the person wants, kept and deleted at Google.

import { randomUUID } from 'node:crypto';
import { commands, l10n, window } from 'vscode';
import type { RemoteFile } from '../../agent/remoteFiles.ts';
import { extensionsOfMedia, kindOf } from '../../shared/mediaTypes.ts';
import { pathOf } from '../files/folders.ts';
import { askLook, askWebMedium } from '../media/ask.ts';
import { type FileNode, FilesTree } from '../media/tree.ts';
import { expiry, sizeOf } from '../media/words.ts';
import { type Elsewhere, pickFiles } from '../prompt/attachments.ts';
import type { ChatPorts, Feature } from './feature.ts';

const seconds = (count: number) => AbortSignal.timeout(count * 1000);

export function media(chat: ChatPorts): Feature<'attach' | 'tune_attachment'> {
  const { parts } = chat;
  const files = async () => (await parts.session.gemini()).files;
  const tree = new FilesTree(async () => (await files()).list(seconds(60)));
  const from: Readonly<Record<Elsewhere, () => Promise<unknown>>> = {
    computer: async () => {
      const picked = await window.showOpenDialog({
        canSelectMany: true,
        openLabel: l10n.t('Attach'),
        filters: {
          [l10n.t('Pictures, sounds, videos, documents')]: [...extensionsOfMedia],
          [l10n.t('All files')]: ['*'],
        },
      });
      for (const uri of picked ?? []) {
        const path = pathOf(uri);
        await (path === undefined ? chat.box.attachFile(uri) : chat.box.choose(`file:${path}`));
      }
    },
    web: async () => {
      const medium = await askWebMedium();
      if (medium) chat.box.pending.add([medium]);
    },
    google: async () => reuse(await pickRemote(await (await files()).list(seconds(60)))),
  };
  const reuse = (chosen: readonly RemoteFile[]) =>
    chat.box.pending.add(
      chosen.map(({ uri, displayName, mimeType, bytes }) => ({
        id: randomUUID(),
        kind: 'media',
        label: displayName,
        uri,
        mimeType,
        bytes,
      })),
    );
  return {
    commands: {
      attach: async () => {
        const picked = await pickFiles();
        if (typeof picked === 'string') return told(from[picked]);
        for (const path of picked) await chat.box.choose(`file:${path}`);
      },
      tune_attachment: async ({ id }) => {
        const attachment = chat.box.pending.find(id);
        const type = attachment && kindOf(attachment.mimeType ?? 'video/mp4');
        if (type !== 'image' && type !== 'video') return;
        const look = await askLook(attachment!, type);
        if (look) chat.box.pending.change(id, { look });
      },
    },
    palette: {
      'castor.attachFromWeb': () => chat.reveal().then(from.web),
      'castor.showFiles': () => commands.executeCommand('castor.files.focus'),
      'castor.refreshFiles': () => tree.changed(),
      'castor.attachUploaded': async (node) => {
        await chat.reveal();
        if (isFile(node)) reuse([node]);
        else await told(from.google);
      },
      'castor.deleteUploaded': (node) => told(() => remove(node)),
    },
    trees: { 'castor.files': tree },
    dispose: () => tree.dispose(),
  };

  async function remove(node: unknown): Promise<void> {
    const api = await files();
    const chosen = isFile(node) ? [node] : await pickRemote(await api.list(seconds(60)));
    if (chosen.length === 0) return;
    const yes = l10n.t('Delete');
    const question =
      chosen.length === 1
        ? l10n.t('Delete {0} at Google?', chosen[0]!.displayName)
        : l10n.t('Delete {0} files at Google?', chosen.length);
    const detail = l10n.t(
      'The file on this machine stays. A conversation that refers to it uploads it again when it goes on.',
    );
    if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
    for (const { name } of chosen) {
      await api.delete(name, seconds(60));
      await parts.uploads.gone(name);
    }
    tree.changed();
  }
}

function isFile(node: unknown): node is RemoteFile {
  return (
    typeof node === 'object' &&
    node !== null &&
    'uri' in node &&
    typeof (node as RemoteFile & FileNode).name === 'string'
  );
}

async function pickRemote(files: readonly RemoteFile[]): Promise<readonly RemoteFile[]> {
  const alive = files.filter(({ state }) => state === 'active');
  if (alive.length === 0)
    void window.showInformationMessage(l10n.t('Google keeps no file for this API key at the moment.'));
  const items = alive.map((file) => ({
    label: file.displayName,
    description: `${sizeOf(file.bytes)} · ${expiry(file.expires)}`,
    file,
  }));
  if (items.length === 0) return [];
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Files at Google'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return (picked ?? []).map(({ file }) => file);
}

/** A failure of the service is a sentence of its own. */
async function told(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    void window.showWarningMessage(error instanceof Error ? error.message : String(error));
  }
}
