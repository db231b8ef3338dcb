// A content part in, nothing or a Refusal out: which fields each kind of content may carry (contract 3.1, section 14).

import { invalidAt } from '../refusal.ts';
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

/** Exactly one of `data` and `uri`; inline data needs its mime type and is base64 without a data-URL prefix. */
const media =
  (extra: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    shape({ data: filled, uri: filled, mime_type: filled, ...extra })(value, path);
    const { data, uri, mime_type: mime } = value as { data?: string; uri?: string; mime_type?: string };
    if ((data === undefined) === (uri === undefined)) throw invalidAt(path);
    if (data !== undefined && mime === undefined) throw invalidAt(`${path}.mime_type`);
    if (data !== undefined && !/^[A-Za-z0-9+/_-]*={0,2}$/.test(data)) throw invalidAt(`${path}.data`);
  };

const resolution = words('low', 'medium', 'high', 'ultra_high');
const seconds = (offset: unknown): number => Number.parseFloat(String(offset ?? Number.NaN));

const processing: Check = (value, path) => {
  if (!isObject(value)) return words('static', 'agentic')(value, path);
  shape({ type: words('static'), start_offset: anything, end_offset: anything, fps: quantity })(value, path);
  if (seconds(value.start_offset) >= seconds(value.end_offset)) throw invalidAt(path);
};

/** One content part, anywhere in a request. */
export const content: Check = tagged({
  text: shape({ text, annotations: list(annotation) }, ['text']),
  image: media({ resolution }),
  audio: media({ sample_rate: integer(1), channels: integer(1) }),
  document: media({}),
  video: media({ resolution, name: text, processing }),
});

export const contentTypes: readonly string[] = ['text', 'image', 'audio', 'document', 'video'];

/** What a function gives back: a string, an object or content parts (contract 5.1). */
export const result: Check = textOr((value, path) => {
  if (Array.isArray(value)) return list(content)(value, path);
  mapOf(anything)(value, path);
});
