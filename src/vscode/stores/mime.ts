// The name of a file in, the type the service is told out: documents by their own, everything else as text.

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
};

function endingOf(path: string): string {
  return /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** `patterns`: as editors name their files, `*.pdf` or `*.{docx,odt}`. */
export function hasViewer(path: string, patterns: readonly string[]): boolean {
  const ending = endingOf(path);
  return (
    ending !== '' &&
    patterns.some((pattern) =>
      pattern
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .includes(ending),
    )
  );
}

export function mimeTypeOf(path: string): string {
  const ending = endingOf(path);
  return Object.hasOwn(types, ending) ? types[ending]! : 'text/plain';
}

export const isText = (mimeType: string): boolean => /^text\/|json|\/xml$/.test(mimeType);
