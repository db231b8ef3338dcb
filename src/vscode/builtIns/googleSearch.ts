// Google Search on the web and for images: one tool of the API with two kinds of search.

import { l10n } from 'vscode';
import type { BuiltIn } from './builtIn.ts';

export const googleSearch: BuiltIn = {
  offers: () => [
    {
      name: 'google_search',
      label: l10n.t('Google Search'),
      detail: l10n.t('Gemini may search the web. Its searches go to Google.'),
    },
    {
      name: 'image_search',
      label: l10n.t('Google Image Search'),
      detail: l10n.t('Gemini may search for pictures as well. Not every model does.'),
    },
  ],
  declare(on) {
    const images = on.has('image_search');
    if (!images && !on.has('google_search')) return [];
    // The web alone is what the tool does when nothing is said (contract section 3.2).
    return [{ type: 'google_search', ...(images ? { search_types: ['web_search', 'image_search'] } : {}) }];
  },
};
