// A way to check keys in, the key that the person entered out: the box stays open while a key is checked and while it is refused.

import { type Disposable, InputBoxValidationSeverity, l10n, window } from 'vscode';
import type { KeyAnswer } from './keyCheck.ts';

export interface EnteredKey {
  readonly value: string;
  readonly answer: KeyAnswer;
}

/** `check` may reject once its signal is aborted. Undefined: the person gave up. A refused key is given back only when they insist on it. */
export function askForKey(
  check: (value: string, signal: AbortSignal) => Promise<KeyAnswer>,
): Promise<EnteredKey | undefined> {
  const box = window.createInputBox();
  box.title = l10n.t('Gemini API key');
  box.prompt = l10n.t(
    'Get one at https://aistudio.google.com/apikey. It is kept in the secret storage of your editor.',
  );
  box.placeholder = l10n.t('Paste your key');
  box.password = true;
  box.ignoreFocusOut = true;
  const given = new AbortController();
  const refusals = new Map<string, KeyAnswer>();
  const events: Disposable[] = [box];
  return new Promise<EnteredKey | undefined>((resolve) => {
    const accept = async () => {
      const value = box.value.trim();
      if (box.busy) return;
      if (!value) return resolve(undefined);
      if (wrongWith(value)) return;
      const refusal = refusals.get(value);
      if (refusal) return resolve({ value, answer: refusal });
      box.busy = true;
      box.enabled = false;
      const answer = await check(value, given.signal);
      box.busy = false;
      box.enabled = true;
      if (answer.outcome !== 'refused') return resolve({ value, answer });
      refusals.set(value, answer);
      box.validationMessage = l10n.t('{0} Press Enter again to keep it all the same.', answer.text);
    };
    events.push(
      box.onDidChangeValue((text) => {
        box.validationMessage = text === '' ? undefined : wrongWith(text);
      }),
      box.onDidAccept(() => void accept().catch(() => resolve(undefined))),
      box.onDidHide(() => resolve(undefined)),
    );
    box.show();
  }).finally(() => {
    given.abort();
    for (const event of events) event.dispose();
  });
}

/** Only what can never be a key: it must fit into an HTTP header. */
function wrongWith(text: string): { message: string; severity: InputBoxValidationSeverity } | undefined {
  return /^[\x21-\x7e]+$/.test(text.trim())
    ? undefined
    : {
        message: l10n.t('A key has no spaces and only plain letters, digits and signs.'),
        severity: InputBoxValidationSeverity.Error,
      };
}
