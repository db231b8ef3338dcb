// The bytes of a picture in, the editor's own viewer on it out: from a file in Castor's storage, for the viewer shows files alone.

import { createHash } from 'node:crypto';
import { commands, Uri, window, workspace } from 'vscode';
import { extensionOf, type Media } from './media.ts';

/** The tab is named by what was asked for. Copies that no tab shows any more are removed: a deleted session leaves none for long. */
export async function openMedia(storage: Uri, { bytes, mimeType, turn }: Media): Promise<void> {
  const folder = Uri.joinPath(storage, 'media');
  const name = `${fileName(turn.prompt.text)}.${extensionOf(mimeType)}`;
  const own = createHash('sha256').update(name).update(bytes).digest('hex').slice(0, 16);
  const file = Uri.joinPath(folder, own, name);
  await sweep(folder, own);
  await workspace.fs.writeFile(file, bytes);
  await commands.executeCommand('vscode.open', file, { preview: true });
}

/** As much of the text as a tab shows, in what every file system takes. */
function fileName(text: string): string {
  const words = text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return [...words].slice(0, 40).join('').trim() || 'image';
}

async function sweep(folder: Uri, keep: string): Promise<void> {
  const shown = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(({ input }) => (input as { readonly uri?: Uri } | undefined)?.uri?.path ?? '');
  const copies = await workspace.fs.readDirectory(folder).then(undefined, () => []);
  for (const [name] of copies) {
    const copy = Uri.joinPath(folder, name);
    const isShown = shown.some((path) => path === copy.path || path.startsWith(`${copy.path}/`));
    if (name !== keep && !isShown) await workspace.fs.delete(copy, { recursive: true });
  }
}
