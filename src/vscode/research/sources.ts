// The annotations of a report in, its sources in the order they are cited, numbered, and where in its texts out.

import { unitOffsets } from '../../shared/bytes.ts';
import type { Annotation } from '../../shared/step.ts';

export interface Source {
  /** From 1. */
  readonly number: number;
  readonly title: string;
  /** http or https, safe between angle brackets. */
  readonly url?: string;
}

export interface Cited {
  /** UTF-16 units of the step's joined text. */
  readonly at: number;
  readonly source: Source;
}

/** Numbers go on from step to step. */
export class Sources {
  readonly #known = new Map<string, Source>();

  get all(): readonly Source[] {
    return [...this.#known.values()];
  }

  /** `text`: of one step, all its texts joined, which the byte offsets count in (contract section 14). What cannot be placed is a source all the same. */
  cited(text: string, annotations: readonly Annotation[]): readonly Cited[] {
    const ends = unitOffsets(
      text,
      annotations.map(({ end_index: end }) => (typeof end === 'number' ? end : -1)),
    );
    return annotations
      .map((annotation, at) => ({ annotation, at: ends[at] ?? Number.POSITIVE_INFINITY }))
      .sort((one, two) => one.at - two.at)
      .flatMap(({ annotation, at }) => {
        const source = this.#numbered(annotation);
        return source && Number.isFinite(at) && at > 0 ? [{ at, source }] : [];
      });
  }

  #numbered({ url, title, name, file_name, document_uri }: Annotation): Source | undefined {
    const address = addressOf(url);
    const words = [title, name, file_name, document_uri, address].find((one) => typeof one === 'string' && one.trim());
    if (typeof words !== 'string') return undefined;
    const key = address ?? words;
    const known = this.#known.get(key);
    if (known) return known;
    const number = this.#known.size + 1;
    const source = { number, title: words.trim(), ...(address ? { url: address } : {}) };
    this.#known.set(key, source);
    return source;
  }
}

function addressOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url.trim()) || !URL.canParse(url.trim())) return undefined;
  return new URL(url.trim()).href.replace(/[<>\s\\]/g, encodeURIComponent);
}
