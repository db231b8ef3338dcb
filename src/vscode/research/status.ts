// Research that goes on or waits in, an item of the status bar out; a click opens the list.

import { type Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { Prices } from '../../shared/prices.ts';
import type { Turn } from '../../shared/transcript.ts';
import { phaseOf, since, stateOf } from './words.ts';

export interface Going {
  readonly title: string;
  readonly turn: Turn;
}

export class ResearchStatus implements Disposable {
  readonly #item: StatusBarItem = window.createStatusBarItem('castor.research', StatusBarAlignment.Right, 89);

  constructor() {
    this.#item.name = l10n.t('Castor: Research');
    this.#item.command = 'castor.showResearch';
  }

  /** `plans`: titles of those whose plan waits for the person. */
  show(going: readonly Going[], plans: readonly string[], prices: Prices): void {
    const [first] = going;
    const text = first
      ? going.length === 1
        ? `${phaseOf(first.turn)} · ${since(first.turn.prompt.at)}`
        : l10n.t('{0} research runs', going.length)
      : plans.length
        ? l10n.t('Research plan ready')
        : '';
    if (text === '') {
      this.#item.hide();
      return;
    }
    const lines = [
      ...going.map(({ title, turn }) => `${title}: ${stateOf(turn, prices)}`),
      ...plans.map((title) => l10n.t('{0}: the plan waits for you', title)),
    ];
    this.#item.text = `$(telescope) ${text}`;
    this.#item.tooltip = lines.join('\n');
    this.#item.accessibilityInformation = { label: `${l10n.t('Research')}: ${text}`, role: 'button' };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
