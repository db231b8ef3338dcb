// What went wrong with a session or a turn in, a warning for the person or a line of the log out.

import { l10n, window } from 'vscode';
import type { Log } from '../../agent/ports.ts';
import type { Failure } from '../../shared/failure.ts';

/** `not_saved`: nothing reaches the disk. `damaged`: a part of a stored session could not be read. */
export function warnOf(trouble: 'not_saved' | 'damaged'): Thenable<unknown> {
  return window.showWarningMessage(
    trouble === 'damaged'
      ? l10n.t('A saved session was damaged. Castor shows what could be read, and kept a copy of the damaged file.')
      : l10n.t('Castor cannot save this session: it will be gone when the window closes. The log says why.'),
  );
}

export function logFailure(log: Log, { kind, status, text, detail }: Failure): void {
  log.warn(`A turn failed (${[kind, status].filter(Boolean).join(', ')}): ${text}`, detail ?? '');
}
