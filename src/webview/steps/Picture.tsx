// The bytes of a picture from a content block of the API in, the picture out; an address in a text is never one.

import type { JSX } from 'preact';
import { useBlob } from '../blob.ts';
import { word } from '../words.ts';

interface Props {
  readonly mimeType: string | undefined;
  /** Base64. */
  readonly data: string;
  readonly label?: string;
}

/** Kinds that a browser draws and that hold no script. */
const drawn = /^image\/(?:png|jpeg|webp|gif|bmp)$/;

export function Picture({ mimeType = 'image/png', data, label = word('picture') }: Props): JSX.Element {
  const address = useBlob(drawn.test(mimeType) ? data : undefined, mimeType, 'base64');
  if (!address) return <p class="note">{word('media', mimeType)}</p>;
  return <img class="picture" src={address} alt={label} />;
}
