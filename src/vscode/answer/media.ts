// A place in a session's steps in, the picture or sound that stands there out: the bytes of the API, never an address.

import { Uri, window, workspace } from 'vscode';
import type { Content, MediaContent } from '../../shared/step.ts';
import { allTurns, type Transcript, type Turn } from '../../shared/transcript.ts';

/** Where a content block is: our key of the interaction, the step's index, the block's place in its content. */
export interface MediaPlace {
  readonly interaction: string;
  readonly index: number;
  readonly part: number;
}

export interface Media {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  /** Whose answer it is part of. */
  readonly turn: Turn;
}

/** Undefined where no content block with bytes stands. Of the shown branch. */
export function mediaAt(transcript: Transcript, { interaction, index, part }: MediaPlace): Media | undefined {
  for (const turn of allTurns(transcript)) {
    const found = turn.interactions.find(({ key }) => key === interaction);
    const step = found?.steps.find((state) => state.index === index)?.step as { content?: readonly Content[] };
    const media = step?.content?.[part] as MediaContent | undefined;
    if (!media || typeof media.data !== 'string') continue;
    const mimeType = media.mime_type ?? 'application/octet-stream';
    return { mimeType, bytes: Buffer.from(media.data, 'base64'), turn };
  }
  return undefined;
}

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'audio/wav': 'wav',
  'audio/mp3': 'mp3',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
};

/** A file name's extension, without the dot. */
export function extensionOf(mimeType: string): string {
  return extensions[mimeType] ?? 'bin';
}

/** Where the person says. */
export async function saveMedia(bytes: Uint8Array, mimeType: string): Promise<void> {
  const extension = extensionOf(mimeType);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `castor-${new Date().toISOString().slice(0, 19).replace(/\D/g, '')}.${extension}`;
  const target = await window.showSaveDialog({
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
    filters: { [mimeType]: [extension] },
  });
  if (target) await workspace.fs.writeFile(target, bytes);
}
