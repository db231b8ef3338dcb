// The page's words in English in, the same words in the editor's language out.

import { l10n } from 'vscode';
import { strings } from '../../shared/strings.ts';

/** Injected into the page, which has no other way to a translation. */
export function pageStrings(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(strings).map(([key, english]) => [key, l10n.t(english)]));
}
