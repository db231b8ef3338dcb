// A file's name or first bytes in, what kind of content the API takes it as out (contract section 3.1); pure.

export type MediaKind = 'image' | 'audio' | 'video' | 'document';

export interface MediaType {
  readonly type: MediaKind;
  readonly mimeType: string;
}

/**
 * How a type begins, and the extensions of files of it, each with the rest of its type where that is another word. Source code and other text, SVG
 * and CSV included, go as text.
 */
const families: readonly (readonly [begins: string, extensions: string])[] = [
  ['image/', 'png jpg:jpeg jpeg webp heic heif gif bmp tif:tiff tiff'],
  ['audio/', 'wav mp3 aiff aac ogg flac m4a opus'],
  ['video/', 'mp4 mpeg mpg mov avi flv:x-flv webm wmv 3gp:3gpp'],
  ['application/', 'pdf'],
  [
    'application/vnd.openxmlformats-officedocument.',
    'docx:wordprocessingml.document xlsx:spreadsheetml.sheet pptx:presentationml.presentation',
  ],
  ['application/vnd.oasis.opendocument.', 'odt:text ods:spreadsheet odp:presentation'],
];

const types: Readonly<Record<string, string>> = Object.fromEntries(
  families.flatMap(([begins, extensions]) =>
    extensions.split(' ').map((one) => {
      const [extension = '', rest = extension] = one.split(':');
      return [extension, begins + rest];
    }),
  ),
);

/** Without the dot, for a dialog. */
export const extensionsOfMedia: readonly string[] = Object.keys(types);

/** Undefined for a file that is none of them, by its name. */
export function mediaTypeOf(path: string): MediaType | undefined {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const mimeType = Object.hasOwn(types, extension) ? types[extension]! : undefined;
  if (!mimeType) return undefined;
  return { type: kindOf(mimeType), mimeType };
}

/** Of one of the types above. */
export function kindOf(mimeType: string): MediaKind {
  const kind = mimeType.slice(0, mimeType.indexOf('/'));
  return kind === 'application' ? 'document' : (kind as MediaKind);
}

/** A document of an office program: not every model takes it. */
export function isOffice(mimeType: string): boolean {
  return mimeType.startsWith('application/vnd.');
}

/** First bytes by which a format is known; a format that is not here is taken by its name. */
const signatures: Readonly<Record<string, RegExp>> = {
  'image/png': /^\x89PNG/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/gif': /^GIF8/,
  'image/webp': /^RIFF.{4}WEBP/s,
  'image/bmp': /^BM/,
  'application/pdf': /%PDF-/,
  'audio/wav': /^RIFF.{4}WAVE/s,
  'audio/ogg': /^OggS/,
  'audio/flac': /^fLaC/,
  'video/mp4': /^.{4}ftyp/s,
  'video/webm': /^.E\xdf\xa3/s,
};

/** The service refuses bytes that are not what they are said to be, and with them the whole turn. `bytes`: the first 1,024 will do. */
export function looksLike({ mimeType }: Pick<MediaType, 'mimeType'>, bytes: Uint8Array): boolean {
  const pattern = mimeType.startsWith('application/vnd.') ? /^PK/ : signatures[mimeType];
  return pattern?.test(String.fromCharCode(...bytes.subarray(0, 1024))) ?? true;
}
