// The editor's secret storage and the environment in, the API key out; asking for it, keeping it and taking it away.

import {
  commands,
  type Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  l10n,
  window,
  workspace,
} from 'vscode';
import { systemClock } from '../clock.ts';
import type { SafeLog } from '../log.ts';
import { serverSettings } from '../settings.ts';
import { askForKey, type EnteredKey } from './keyBox.ts';
import { checkKey, checkTimeouts, type KeyAnswer } from './keyCheck.ts';

const secretName = 'castor.apiKey';
/** In the global state, true: a key was stored. Tells a keyring that forgot it from one that never had it. */
const markerName = 'castor.keyStored';
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
  #saidForgotten = false;
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
    if (!value) {
      this.#sayForgotten();
      return undefined;
    }
    this.#log.conceal(value);
    return { value, source: stored ? 'secret' : 'environment' };
  }

  /** Asks for a key, has it checked and stores it. False when there is none in the end. */
  async ask(): Promise<boolean> {
    const entered = await askForKey((value, signal) => this.#check(value, signal));
    if (!entered || !(await this.#store(entered.value))) return false;
    this.#tell(entered);
    return true;
  }

  /** Removes the stored key and says what holds from now on. */
  async remove(): Promise<void> {
    const before = await this.key();
    await this.#context.globalState.update(markerName, undefined);
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

  /** With the server and version of the settings: the key may be one for a server of one's own. */
  #check(value: string, signal: AbortSignal): Promise<KeyAnswer> {
    this.#log.conceal(value);
    const t = (text: string, ...args: readonly (string | number)[]) => l10n.t(text, ...args);
    const ports = { clock: systemClock, log: this.#log, t, timeouts: checkTimeouts };
    const create: Parameters<typeof checkKey>[1]['create'] = async (options) =>
      (await import('../../gemini/gemini.ts')).createGemini({ ...options, ...ports });
    const server = serverSettings(workspace.getConfiguration('castor'));
    return checkKey({ apiKey: value, ...server }, { create, t }, signal);
  }

  /** Stores and reads back: there are keyrings that take a secret and do not have it. */
  async #store(value: string): Promise<boolean> {
    try {
      await this.#context.secrets.store(secretName, value);
      if ((await this.#context.secrets.get(secretName)) === value) {
        await this.#context.globalState.update(markerName, true);
        // The chat tells it, too, but may not be loaded yet; the walkthrough waits for it.
        void commands.executeCommand('setContext', 'castor.hasKey', true);
        return true;
      }
      this.#log.error('The secret storage took the key and does not have it');
    } catch (error) {
      this.#log.error('The key could not be stored', error);
    }
    void window.showErrorMessage(
      l10n.t(
        'The key could not be stored: the secret storage of your editor does not work. Set {0} instead.',
        variable,
      ),
    );
    return false;
  }

  #tell({ answer }: EnteredKey): void {
    switch (answer.outcome) {
      case 'accepted':
        // No notification: it would cover the prompt box, which is where one goes next.
        return void window.setStatusBarMessage(`$(check) ${l10n.t('The Gemini API accepted the key.')}`, 8000);
      case 'limited':
        return void window.showWarningMessage(l10n.t('The key is stored, but: {0}', answer.text));
      case 'refused':
        return void window.showWarningMessage(l10n.t('The key is stored all the same: {0}', answer.text));
      case 'unchecked':
        return void window.showWarningMessage(l10n.t('The key is stored but could not be checked: {0}', answer.text));
    }
  }

  /** Once a window: a key was stored here, nobody removed it, and it is gone. Nothing else tells a storage that lives in memory alone. */
  #sayForgotten(): void {
    if (this.#saidForgotten || !this.#context.globalState.get(markerName)) return;
    this.#saidForgotten = true;
    const again = l10n.t('Set API Key');
    const text = l10n.t(
      'Your editor has forgotten the API key: its secret storage lasts only until it is closed, or was emptied. Set the key again, or set the environment variable {0} for good.',
      variable,
    );
    window.showWarningMessage(text, again).then(
      (chosen) => chosen === again && commands.executeCommand('castor.setApiKey'),
      () => {},
    );
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
