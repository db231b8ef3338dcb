// A file's name in, what kind of content the API takes it as out (contract section 3.1); pure.

export type MediaKind = 'image' | 'audio' | 'video' | 'document';

export interface MediaType {
  readonly type: MediaKind;
  readonly mimeType: string;
}

/** By extension. Source code and other text, SVG and CSV included, go as text. */
const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heif',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  wav: 'audio/wav',
  mp3: 'audio/mp3',
  aiff: 'audio/aiff',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  flac: 'audio/flac',
  m4a: 'audio/m4a',
  opus: 'audio/opus',
  mp4: 'video/mp4',
  mpeg: 'video/mpeg',
  mpg: 'video/mpg',
  mov: 'video/mov',
  avi: 'video/avi',
  flv: 'video/x-flv',
  webm: 'video/webm',
  wmv: 'video/wmv',
  '3gp': 'video/3gpp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

/** Undefined for a file that is none of them, by its name. */
export function mediaTypeOf(path: string): MediaType | undefined {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const mimeType = Object.hasOwn(types, extension) ? types[extension]! : undefined;
  if (!mimeType) return undefined;
  const kind = mimeType.slice(0, mimeType.indexOf('/'));
  return { type: kind === 'application' ? 'document' : (kind as MediaKind), mimeType };
}
