// A session in, a read-only Markdown document of it in an editor tab out.

import { l10n } from 'vscode';
import { allTurns } from '../../shared/transcript.ts';
import { ReadOnlyDocuments } from '../view/readOnly.ts';
import type { History, ListedSession } from './history.ts';
import { markdownOf } from './markdown.ts';

/** Its source, not a preview: a preview would load pictures that a model named. */
export class SessionDocuments {
  readonly #history: History;
  readonly #documents = new ReadOnlyDocuments('castor-session');

  constructor(history: History) {
    this.#history = history;
  }

  /** As it is now: opening it once more shows what came since. */
  async open(session: ListedSession): Promise<void> {
    const transcript = await this.#history.transcript(session);
    const t = (words: string, ...args: readonly (string | number)[]) => l10n.t(words, ...args);
    const text = markdownOf(transcript, allTurns(transcript), session.title, t);
    await this.#documents.show(session.id, `${session.title || session.id}.md`, text, 'markdown');
  }

  dispose(): void {
    this.#documents.dispose();
  }
}
