// The first bytes of a file in, the kind of image that it is out; pure.

/** What the API takes inline (ai.google.dev/gemini-api/docs/image-understanding). */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/heic' | 'image/heif';

/** Bytes beyond which an image is not taken: Base64 of it fits a request with room for the rest. */
export const maxImage = 7_000_000;

/** By its signature, because the API refuses bytes that are not what they are said to be. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^RIFF.{4}WEBP/s.test(head)) return 'image/webp';
  // ISO/IEC 23008-12: the brand after `ftyp` says how the picture is coded.
  const brand = /^.{4}ftyp(.{4})/s.exec(head)?.[1] ?? '';
  if (/^(?:hei[cxms]|hev[cxms])$/.test(brand)) return 'image/heic';
  return /^(?:mif1|msf1)$/.test(brand) ? 'image/heif' : undefined;
}
