// A key of the page's words in, the sentence in the person's language out; the host writes all of them into the page.

import type { strings } from '../shared/strings.ts';

export type Word = keyof typeof strings;

/** Words that have a form for one, whose key ends in One. */
export type CountWord = { [W in Word]: W extends `${infer Many}One` ? Many & Word : never }[Word];

let words: Readonly<Record<string, string>> = {};

/** `json`: an object of all words by key, as the host writes it into the page. A word that is not there is shown as its key. */
export function translate(json: string | undefined): void {
  try {
    words = JSON.parse(json ?? '{}') as Record<string, string>;
  } catch {
    words = {};
  }
}

/** `{0}`, `{1}` … are replaced by `parts`, as text. */
export function word(key: Word, ...parts: readonly (string | number)[]): string {
  return (words[key] ?? key).replace(/\{(\d)\}/g, (hole, at: string) => String(parts[Number(at)] ?? hole));
}

export function counted(key: CountWord, count: number): string {
  return word(count === 1 ? `${key}One` : key, count);
}
