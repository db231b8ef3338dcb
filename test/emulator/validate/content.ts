// A content part in, nothing or a Refusal out: which fields each kind of content may carry (contract 3.1, section 14).

import { invalid, invalidAt } from '../refusal.ts';
import {
  anything,
  type Check,
  filled,
  integer,
  isObject,
  list,
  mapOf,
  quantity,
  shape,
  tagged,
  text,
  textOr,
  words,
} from './shape.ts';

const span = { start_index: integer(), end_index: integer() };
const review = shape({ title: text, url: text, review_id: text });

const annotation = tagged({
  url_citation: shape({ url: text, title: text, ...span }),
  place_citation: shape({ place_id: text, name: text, url: text, review_snippets: list(review), ...span }),
  file_citation: shape({
    document_uri: text,
    file_name: text,
    page_number: integer(),
    media_id: text,
    source: text,
    custom_metadata: anything,
    ...span,
  }),
  speech_annotation: anything,
  word_annotation: anything,
});

/** `mimes`: of which mime types it is; the service's lists are open. Exactly one of `data` and `uri`; inline data needs its mime type and is base64 without a data-URL prefix. */
const media =
  (mimes: RegExp, extra: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    shape({ data: filled, uri: filled, mime_type: filled, ...extra })(value, path);
    const { data, uri, mime_type: mime } = value as { data?: string; uri?: string; mime_type?: string };
    if ((data === undefined) === (uri === undefined)) throw invalidAt(path);
    if (mime !== undefined && !mimes.test(mime)) throw invalidAt(`${path}.mime_type`);
    if (uri !== undefined && !/^(?:https?|gs):\/\/[^/]/.test(uri)) throw invalidAt(`${path}.uri`);
    if (data !== undefined && mime === undefined) throw invalidAt(`${path}.mime_type`);
    if (data !== undefined && !/^[A-Za-z0-9+/_-]*={0,2}$/.test(data)) throw invalidAt(`${path}.data`);
  };

const resolution = words('low', 'medium', 'high', 'ultra_high');
const seconds = (offset: unknown): number => Number.parseFloat(String(offset ?? Number.NaN));

const processing: Check = (value, path) => {
  if (!isObject(value)) return words('static', 'agentic')(value, path);
  shape({ type: words('static'), start_offset: anything, end_offset: anything, fps: quantity })(value, path);
  for (const offset of [value.start_offset, value.end_offset]) {
    if (offset !== undefined && !/^\d+(?:\.\d+)?s$/.test(String(offset))) throw invalidAt(path);
  }
  if (seconds(value.start_offset) >= seconds(value.end_offset)) throw invalidAt(path);
};

/** One content part, anywhere in a request. */
export const content: Check = tagged({
  text: shape({ text, annotations: list(annotation) }, ['text']),
  image: media(/^image\//, { resolution }),
  audio: media(/^audio\//, { sample_rate: integer(1), channels: integer(1) }),
  document: media(/^(?:application\/|text\/csv$)/, {}),
  video: media(/^video\//, { resolution, name: text, processing }),
});

/** What only some models take: Office documents (contract 3.1, 13), and at most 50 MB of a PDF in the request itself. */
export function checkMedia(steps: unknown, model: string): void {
  const office = /"mime_type":"(application\/vnd\.[^"]+)"/.exec(JSON.stringify(steps))?.[1];
  if (office && model !== 'gemini-4-carbon') throw invalid(`Unsupported MIME type: ${office}`);
  for (const { content: parts } of steps as readonly { readonly content?: unknown }[]) {
    if (!Array.isArray(parts)) continue;
    const large = parts.some(
      ({ mime_type: mime, data = '' }) => mime === 'application/pdf' && data.length > (50e6 * 4) / 3,
    );
    if (large) throw invalid('The document exceeds the limit of 50 MB for inline data.');
  }
}

export const contentTypes: readonly string[] = ['text', 'image', 'audio', 'document', 'video'];

/** What a function gives back: a string, an object or content parts (contract 5.1). */
export const result: Check = textOr((value, path) => {
  if (Array.isArray(value)) return list(content)(value, path);
  mapOf(anything)(value, path);
});
