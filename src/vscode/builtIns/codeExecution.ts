// Code execution: Python that the model writes runs in a sandbox of Google, not on this machine.

import { l10n } from 'vscode';
import { plain } from './builtIn.ts';

export const codeExecution = plain('code_execution', () => ({
  label: l10n.t('Code execution'),
  detail: l10n.t('Gemini may run Python in a sandbox at Google, not on this machine.'),
}));
