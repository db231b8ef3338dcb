// The page's words as an English host writes them into it, for tests of the page's code that run without a page.

import { strings } from '../../src/shared/strings.ts';
import { translate } from '../../src/webview/words.ts';

export const english = JSON.stringify(strings);

translate(english);
