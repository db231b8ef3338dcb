// The editor's secret storage and the environment in, the API key out; asking for it and taking it away.

import { type Disposable, type Event, EventEmitter, type ExtensionContext, l10n, window } from 'vscode';
import type { SafeLog } from './log.ts';

const secretName = 'castor.apiKey';
const variable = 'GEMINI_API_KEY';

export interface ApiKey {
  readonly value: string;
  /** Of these, the stored one counts. */
  readonly source: 'secret' | 'environment';
}

/** The key lives in the secret storage and, while in use, in memory: in no setting, file, message to the page or line of the log. */
export class Secrets implements Disposable {
  readonly #context: ExtensionContext;
  readonly #log: SafeLog;
  readonly #changed = new EventEmitter<void>();
  readonly #subscription: Disposable;
  /** Fires in all windows when the stored key was set or removed. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(context: ExtensionContext, log: SafeLog) {
    this.#context = context;
    this.#log = log;
    this.#subscription = context.secrets.onDidChange(({ key }) => {
      if (key === secretName) this.#changed.fire();
    });
  }

  /** Never rejects: a keyring that cannot be read counts as one without a key, and says so in the log. */
  async key(): Promise<ApiKey | undefined> {
    const stored = await this.#stored();
    const value = stored || process.env[variable]?.trim();
    if (!value) return undefined;
    this.#log.conceal(value);
    return { value, source: stored ? 'secret' : 'environment' };
  }

  /** Asks for a key and stores it. False when the person gave none. */
  async ask(): Promise<boolean> {
    const entered = await window.showInputBox({
      title: l10n.t('Gemini API key'),
      prompt: l10n.t('Get one at https://aistudio.google.com/apikey. It is kept in the secret storage of your editor.'),
      placeHolder: l10n.t('Paste your key'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (text === '' ? undefined : wrongWith(text)),
    });
    const value = entered?.trim();
    if (!value) return false;
    this.#log.conceal(value);
    try {
      await this.#context.secrets.store(secretName, value);
    } catch (error) {
      this.#log.error('The key could not be stored', error);
      void window.showErrorMessage(
        l10n.t(
          'The key could not be stored: the secret storage of your editor does not work. Set {0} instead.',
          variable,
        ),
      );
      return false;
    }
    return true;
  }

  /** Removes the stored key and says what holds from now on. */
  async remove(): Promise<void> {
    const before = await this.key();
    if (before?.source === 'secret') await this.#context.secrets.delete(secretName);
    const after = await this.key();
    void window.showInformationMessage(
      after
        ? l10n.t('Castor uses the key in the environment variable {0}. It can only be removed there.', variable)
        : before
          ? l10n.t('The API key was removed.')
          : l10n.t('There is no API key to remove.'),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #stored(): Promise<string | undefined> {
    try {
      return await this.#context.secrets.get(secretName);
    } catch (error) {
      this.#log.error('The secret storage could not be read', error);
      return undefined;
    }
  }
}

/** Only what can never be a key: it must fit into an HTTP header. Whether the service takes it shows with the first prompt. */
function wrongWith(text: string): string | undefined {
  return /^[\x21-\x7e]+$/.test(text.trim())
    ? undefined
    : l10n.t('A key has no spaces and only plain letters, digits and signs.');
}
