// What is pasted into or dropped on the prompt box in, the command that hands it to the host out; undefined: the box takes it as text.

import type { Command } from '../../shared/messages.ts';

/** A paste beyond one of these becomes a chip: a wall of text in the box hides what the person writes. */
const longText = { characters: 2_000, lines: 40 } as const;
/** Base64 of it fits a request with room for the rest. */
const largest = 7_000_000;

/** What the model may take as it is; the host looks closer. */
const mediaTypes = /^(?:image\/(?!svg)|audio\/|video\/|application\/(?:pdf|vnd\.))/;

/** The parts of a `DataTransfer` that are needed. */
export interface Transfer {
  readonly types: readonly string[];
  readonly files: ArrayLike<File>;
  getData(type: string): string;
}

const lists = ['application/vnd.code.uri-list', 'text/uri-list'] as const;

export function isLongText(text: string): boolean {
  return text.length > longText.characters || text.split('\n').length > longText.lines;
}

export function carriesFiles({ types }: Pick<Transfer, 'types'>): boolean {
  return lists.some((type) => types.includes(type)) || types.includes('Files');
}

/** Promises, because a file is read first. */
export function dropped(transfer: Transfer): readonly Promise<Command>[] {
  const uris = lists.map((type) => transfer.getData(type)).find((list) => list !== '');
  return uris ? [Promise.resolve({ type: 'drop', uris })] : files(transfer);
}

/** Empty: nothing for the host. */
export function pasted(transfer: Transfer): readonly Promise<Command>[] {
  const text = transfer.getData('text/plain');
  if (isLongText(text)) return [Promise.resolve({ type: 'paste_text', text })];
  return text === '' ? files(transfer) : [];
}

function files({ files: given }: Transfer): readonly Promise<Command>[] {
  return Array.from(given)
    .filter(({ type }) => mediaTypes.test(type))
    .map(taken);
}

/** A file as the host takes it; without its bytes where it is too large for that. */
export async function taken(file: File): Promise<Command> {
  const data = file.size > largest ? '' : base64(new Uint8Array(await file.arrayBuffer()));
  return { type: 'paste_file', name: file.name, mimeType: file.type, data };
}

/** In pieces: a call takes a limited number of arguments. */
function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += piece) binary += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(binary);
}
