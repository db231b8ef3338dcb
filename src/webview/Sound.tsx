// The bytes of a sound from the API in, a player of the browser for it out; an address in a text is never one.

import type { JSX } from 'preact';
import { useBlob } from './blob.ts';
import { word } from './words.ts';

interface Props {
  readonly mimeType: string;
  /** Base64. Absent: it is on its way. */
  readonly data: string | undefined;
  readonly label: string;
  readonly autoplay?: boolean;
}

/** Kinds that a browser plays. */
const played = /^audio\/(?:wav|mp3|mpeg|ogg|aac|flac|webm|m4a)/;

export function Sound({ mimeType, data, label, autoplay }: Props): JSX.Element | null {
  const address = useBlob(played.test(mimeType) ? data : undefined, mimeType, 'base64');
  if (data && !played.test(mimeType)) return <p class="note">{word('media', mimeType)}</p>;
  // biome-ignore lint/a11y/useMediaCaption: what is said stands in the transcript
  return address ? <audio controls autoplay={autoplay} src={address} aria-label={label} /> : null;
}
