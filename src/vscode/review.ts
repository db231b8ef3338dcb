// A call that waits for approval in, its change in the editor's own diff out: exactly the two texts that are to be allowed.

import { commands, type Disposable, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import { textAfter } from '../agent/approval.ts';
import type { Change } from '../agent/ports.ts';
import { revealHidden } from '../gate/hidden.ts';

const scheme = 'castor-review';

/** Documents that live as long as their call waits; nothing of them is on disk. */
export class Review implements Disposable {
  readonly #changesOf: (call: string) => readonly Change[];
  readonly #registration: Disposable;

  /** `changesOf`: of the session that is shown. */
  constructor(changesOf: (call: string) => readonly Change[]) {
    this.#changesOf = changesOf;
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path, query }) => this.#text(path, new URLSearchParams(query)),
    });
  }

  /** Opens the diff of one file, `path` as the card names it. Called on the person's click alone, because it takes the focus. */
  async open(call: string, shown: string): Promise<void> {
    const change = this.#changesOf(call).find(({ place }) => revealHidden(place.path).text === shown);
    if (!change) {
      void window.showInformationMessage(l10n.t('This change waits for no decision any more.'));
      return;
    }
    const { path } = change.place;
    const title = l10n.t('{0} (proposed by Castor)', path);
    await commands.executeCommand('vscode.diff', uriOf(path, call, 'before'), uriOf(path, call, 'after'), title, {
      viewColumn: ViewColumn.Active,
      preview: true,
    });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #text(path: string, query: URLSearchParams): string {
    const change = this.#changesOf(query.get('call') ?? '').find(({ place }) => `/${place.path}` === path);
    if (!change) return '';
    return (query.get('side') === 'after' ? textAfter(change) : change.before?.text) ?? '';
  }
}

/** The file's name stays in the path, so that the editor picks its language. */
function uriOf(path: string, call: string, side: 'before' | 'after'): Uri {
  return Uri.from({ scheme, path: `/${path}`, query: new URLSearchParams({ call, side }).toString() });
}
