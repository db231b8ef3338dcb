// URL context: Google's servers read the pages whose addresses are in the prompt.

import { l10n } from 'vscode';
import { plain } from './builtIn.ts';

export const urlContext = plain('url_context', () => ({
  label: l10n.t('URL context'),
  detail: l10n.t('Google reads the web pages whose addresses you give.'),
}));
