// What is pasted into or dropped on the prompt box in, the command that hands it to the host out; undefined: the box takes it as text.

import type { Command } from '../../shared/messages.ts';

/** A paste beyond one of these becomes a chip: a wall of text in the box hides what the person writes. */
const longText = { characters: 2_000, lines: 40 } as const;
/** Base64 of it fits a request with room for the rest. */
const largestImage = 7_000_000;

/** What the API takes inline (ai.google.dev/gemini-api/docs/image-understanding). */
const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif'] as const;
type ImageType = (typeof imageTypes)[number];

/** The parts of a `DataTransfer` that are needed. */
export interface Transfer {
  readonly types: readonly string[];
  readonly files: ArrayLike<Blob>;
  getData(type: string): string;
}

const lists = ['application/vnd.code.uri-list', 'text/uri-list'] as const;

export function isLongText(text: string): boolean {
  return text.length > longText.characters || text.split('\n').length > longText.lines;
}

export function carriesFiles({ types }: Pick<Transfer, 'types'>): boolean {
  return lists.some((type) => types.includes(type)) || types.includes('Files');
}

/** Promises, because an image is read first. */
export function dropped(transfer: Transfer): readonly Promise<Command>[] {
  const uris = lists.map((type) => transfer.getData(type)).find((list) => list !== '');
  return uris ? [Promise.resolve({ type: 'drop', uris })] : images(transfer);
}

/** Empty: nothing for the host. */
export function pasted(transfer: Transfer): readonly Promise<Command>[] {
  const text = transfer.getData('text/plain');
  if (isLongText(text)) return [Promise.resolve({ type: 'paste_text', text })];
  return text === '' ? images(transfer) : [];
}

function images({ files }: Transfer): readonly Promise<Command>[] {
  return Array.from(files).flatMap((file) => {
    const mimeType = imageTypes.find((type) => type === file.type);
    return mimeType ? [image(file, mimeType)] : [];
  });
}

async function image(file: Blob, mimeType: ImageType): Promise<Command> {
  const data = file.size > largestImage ? '' : base64(new Uint8Array(await file.arrayBuffer()));
  return { type: 'paste_image', mimeType, data };
}

/** In pieces: a call takes a limited number of arguments. */
function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += piece) binary += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(binary);
}
