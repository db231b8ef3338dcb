// What the chat does in, an item of the status bar that says it out; a click opens the chat.

import { type Disposable, l10n, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import type { HostState } from '../../shared/messages.ts';
import { type ChatStatus, statusWords } from './statusWords.ts';

export class StatusBar implements Disposable {
  readonly #item: StatusBarItem;

  constructor() {
    this.#item = window.createStatusBarItem('castor.status', StatusBarAlignment.Right, 90);
    this.#item.name = 'Castor';
    this.#item.command = 'castor.openChat';
  }

  /** `waiting`: approvals that wait for the person. */
  show({ model, models, busy, key }: HostState, waiting: number): void {
    const label = models.find(({ id }) => id === model)?.label ?? model;
    const status: ChatStatus = { model: label, busy, waiting, hasKey: key !== undefined };
    const { text, state, urgent } = statusWords(status, (text, ...values) => l10n.t(text, ...values));
    const whole = `Castor, ${status.model}: ${state}`;
    if (this.#item.text === text && this.#item.tooltip === whole) return;
    this.#item.text = text;
    this.#item.tooltip = whole;
    this.#item.accessibilityInformation = { label: whole, role: 'button' };
    this.#item.backgroundColor = urgent ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
