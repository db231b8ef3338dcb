// A key of the page's words in, the sentence in the person's language out; the host's translations replace the English ones once.

import { strings } from '../shared/strings.ts';

export type Word = keyof typeof strings;

let words: Readonly<Record<string, string>> = strings;

/** `json`: an object of translations by key, as the host writes it into the page. Unreadable or missing: English stays. */
export function translate(json: string | undefined): void {
  try {
    words = { ...strings, ...(JSON.parse(json ?? '{}') as Record<string, string>) };
  } catch {
    words = strings;
  }
}

/** `{0}`, `{1}` … are replaced by `parts`, as text. */
export function word(key: Word, ...parts: readonly (string | number)[]): string {
  return (words[key] ?? strings[key]).replace(/\{(\d)\}/g, (hole, at: string) => String(parts[Number(at)] ?? hole));
}
