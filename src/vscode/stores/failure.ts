// What a call of the service ended with in, a message to the person out.

import { l10n, window } from 'vscode';
import { FailureError } from '../../agent/ports.ts';

/** Says nothing of what the person stopped. */
export function sayFailure(error: unknown): void {
  if (error instanceof Error && /^(?:AbortError|Canceled)/.test(error.name)) return;
  const text = error instanceof FailureError ? error.failure.text : l10n.t('That did not work: {0}', String(error));
  const detail = error instanceof FailureError ? error.failure.detail : undefined;
  void window.showErrorMessage(detail ? `${text} (${detail})` : text);
}
