// A name and a text in, a read-only document in an editor tab out.

import { type Disposable, EventEmitter, l10n, languages, Uri, window, workspace } from 'vscode';

/** What it showed is gone with the window; showing the same name again replaces it. */
export class ReadOnlyDocuments implements Disposable {
  readonly #scheme: string;
  readonly #changed = new EventEmitter<Uri>();
  readonly #texts = new Map<string, string>();
  readonly #provider: Disposable;

  /** `scheme`: of the documents' addresses; each may be registered once. */
  constructor(scheme: string) {
    this.#scheme = scheme;
    this.#provider = workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? l10n.t('This is closed. Open it again.'),
    });
  }

  /** `name`: the title of the tab, with its ending. `id`: tells two of one name apart. */
  async show(id: string, name: string, text: string, language: 'markdown' | 'json'): Promise<void> {
    const path = `/${id}/${name.replace(/[\\/:*?"<>|#%]+/g, ' ').trim()}`;
    const uri = Uri.from({ scheme: this.#scheme, path });
    this.#texts.set(path, text);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, language);
    await window.showTextDocument(document, { preview: false });
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
