// The contents of one model_output in, its numbered sources and where in each text they are cited out; pure.

import { unitOffsets } from '../../shared/bytes.ts';
import type { Annotation, Content, TextContent } from '../../shared/step.ts';
import type { StreamText } from '../../shared/text.ts';
import { destination } from '../markdown/links.ts';
import { visible } from '../markdown/visible.ts';

/** One source, named as often as it is cited. The contract's section 14 says what each kind must show. */
export interface Source {
  /** From 1, in the order of the text. */
  readonly number: number;
  readonly kind: 'page' | 'place' | 'file';
  readonly title: string;
  /** Of a page or a place; only addresses that may be asked to be opened. */
  readonly url?: string;
  /** Of a file. 1-based. */
  readonly page?: number;
  readonly reviews: readonly { readonly title: string; readonly url: string }[];
}

/** Where numbers stand: after so many UTF-16 units of a text as it is shown. */
export interface Mark {
  readonly at: number;
  readonly sources: readonly Source[];
}

export interface Citations {
  readonly sources: readonly Source[];
  /** By the index of the content; in the order of the text. */
  readonly marks: ReadonlyMap<number, readonly Mark[]>;
}

const none: Citations = { sources: [], marks: new Map() };

/** Spans count bytes of all texts of the step joined (contract section 14). One that cannot be placed keeps its source without a number in the text. */
export function citationsOf(content: readonly Content<StreamText>[]): Citations {
  const texts = content.flatMap((part, index) => (part.type === 'text' ? [{ part, index }] : []));
  const annotations = texts.flatMap(({ part }) => (part as TextContent<StreamText>).annotations ?? []);
  if (annotations.length === 0) return none;
  const joined = texts.map(({ part }) => String(part.text)).join('');
  const ends = unitOffsets(
    joined,
    annotations.map(({ end_index }) => (typeof end_index === 'number' ? end_index : -1)),
  );
  const cited = annotations
    .map((annotation, i) => ({ source: sourceOf(annotation), end: ends[i] }))
    .filter((one): one is { source: Unnumbered; end: number | undefined } => one.source !== undefined)
    .sort((a, b) => (a.end ?? Number.POSITIVE_INFINITY) - (b.end ?? Number.POSITIVE_INFINITY));
  const sources = numbered(cited.map(({ source }) => source));
  return { sources: [...sources.values()], marks: marksOf(texts, cited, sources) };
}

type Unnumbered = Omit<Source, 'number'> & { readonly key: string };

function numbered(found: readonly Unnumbered[]): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const { key, ...rest } of found) if (!sources.has(key)) sources.set(key, { number: sources.size + 1, ...rest });
  return sources;
}

function marksOf(
  texts: readonly { readonly part: Content<StreamText>; readonly index: number }[],
  cited: readonly { readonly source: Unnumbered; readonly end: number | undefined }[],
  sources: ReadonlyMap<string, Source>,
): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, readonly Mark[]>();
  let start = 0;
  for (const { part, index } of texts) {
    const text = String(part.text);
    const places = new Map<number, Set<Source>>();
    for (const { source, end } of cited) {
      if (end === undefined || end <= start || end > start + text.length) continue;
      const at = shownLength(text, end - start);
      places.set(at, (places.get(at) ?? new Set()).add(sources.get(source.key)!));
    }
    if (places.size)
      marks.set(
        index,
        [...places].map(([at, those]) => ({ at, sources: [...those] })),
      );
    start += text.length;
  }
  return marks;
}

/** The page shows line ends as one character and hidden characters as words, so a beginning of the text may be longer or shorter there. */
function shownLength(text: string, units: number): number {
  return visible(text.slice(0, units).replace(/\r\n?/g, '\n')).length;
}

function sourceOf(annotation: Annotation): Unnumbered | undefined {
  switch (annotation.type) {
    case 'url_citation': {
      const url = addressOf(annotation.url);
      return url
        ? { kind: 'page', key: `page ${url}`, title: words(annotation.title) || url, url, reviews: [] }
        : undefined;
    }
    case 'place_citation':
      return placeOf(annotation);
    case 'file_citation':
      return fileOf(annotation);
    default:
      return undefined;
  }
}

function placeOf({ url: given, name, place_id, review_snippets }: Annotation): Unnumbered | undefined {
  const url = addressOf(given);
  const title = words(name) || url;
  if (!title) return undefined;
  const reviews = (Array.isArray(review_snippets) ? review_snippets : []).flatMap(
    (one: { title?: unknown; url?: unknown } | null) => {
      const address = addressOf(one?.url);
      return address ? [{ title: words(one?.title) || address, url: address }] : [];
    },
  );
  return { kind: 'place', key: `place ${words(place_id) || title}`, title, ...(url ? { url } : {}), reviews };
}

function fileOf({ file_name, document_uri, page_number }: Annotation): Unnumbered | undefined {
  const title = words(file_name) || words(document_uri);
  if (!title) return undefined;
  const page =
    typeof page_number === 'number' && Number.isInteger(page_number) && page_number > 0 ? page_number : undefined;
  return { kind: 'file', key: `file ${title} ${page ?? ''}`, title, ...(page ? { page } : {}), reviews: [] };
}

function words(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function addressOf(value: unknown): string | undefined {
  const found = destination(words(value));
  return found.kind === 'url' ? found.shown : undefined;
}
