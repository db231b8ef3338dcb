// What a call of the service ended with in, a message to the person out.

import { l10n, window } from 'vscode';
import { FailureError } from '../../agent/ports.ts';
import type { Failure } from '../../shared/failure.ts';

export function failureOf(error: unknown): Failure | undefined {
  return error instanceof FailureError ? error.failure : undefined;
}

/** Says nothing of what the person stopped. */
export function sayFailure(error: unknown): void {
  if (error instanceof Error && /^(?:AbortError|Canceled)/.test(error.name)) return;
  const failure = failureOf(error);
  const text = failure?.text ?? l10n.t('That did not work: {0}', String(error));
  const detail = failure?.detail;
  void window.showErrorMessage(detail ? `${text} (${detail})` : text);
}
