// Texts that stand in no file (before a turn, as a call would leave them) in, documents for the editor's own diffs out.

import { commands, type Disposable, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import { textAfter } from '../../agent/calls/approval.ts';
import type { Session } from '../../agent/session.ts';
import type { Change } from '../../agent/workspace.ts';
import { revealHidden } from '../../gate/hidden.ts';
import type { FileReview } from '../../shared/reviews.ts';

const scheme = 'castor-review';

interface Ports {
  /** The one that is shown. */
  session(): Session | undefined;
  /** The file itself; undefined outside of the workspace. */
  uriOf(path: string): Promise<Uri | undefined>;
}

/** Documents that live as long as their call waits, or their session is shown; nothing of them is on disk. */
export class ReviewDocuments implements Disposable {
  readonly #ports: Ports;
  readonly #registration: Disposable;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path, query }) => this.#text(path.slice(1), new URLSearchParams(query)),
    });
  }

  /** Opens the diff of one file of a waiting call, `shown` as the card names it. On the person's click alone, because it takes the focus. */
  async open(call: string, shown: string): Promise<void> {
    const change = this.#changes(call).find(({ place }) => revealHidden(place.path).text === shown);
    if (!change) {
      void window.showInformationMessage(l10n.t('This change waits for no decision any more.'));
      return;
    }
    const { path } = change.place;
    const title = l10n.t('{0} (proposed by Castor)', path);
    const sides = [address(path, { call, side: 'before' }), address(path, { call, side: 'after' })];
    await commands.executeCommand('vscode.diff', ...sides, title, { viewColumn: ViewColumn.Active, preview: true });
  }

  /** Opens all files of a turn in one view, those that still wait for a yes with them. On the person's click alone. */
  async openTurn(turn: string): Promise<void> {
    const session = this.#ports.session();
    const files = session ? filesOf(session, turn) : [];
    const rows = await Promise.all(files.map((file) => this.#row(turn, file)));
    const known = rows.filter((row) => row !== undefined);
    if (known.length === 0) {
      void window.showInformationMessage(l10n.t('What these files held before is not known any more in this window.'));
      return;
    }
    await commands.executeCommand('vscode.changes', l10n.t('Changes by Castor'), known);
  }

  dispose(): void {
    this.#registration.dispose();
  }

  async #row(turn: string, { path, kind, to, call }: FileReview & { readonly call?: string }) {
    const file = await this.#ports.uriOf(to ?? path);
    if (!file) return undefined;
    if (call !== undefined)
      return [file, address(path, { call, side: 'before' }), address(path, { call, side: 'after' })];
    if (this.#ports.session()?.review.before(turn, path) === undefined) return undefined;
    // On the file's own path: another one would look like a rename.
    const known = address(path, { turn, path, side: 'before' }).with(to === undefined ? { path: file.path } : {});
    const before = kind === 'create' ? undefined : known;
    return [file, before, kind === 'delete' ? undefined : file];
  }

  #text(path: string, query: URLSearchParams): string {
    const turn = query.get('turn');
    if (turn !== null) return this.#ports.session()?.review.before(turn, query.get('path') ?? '') ?? '';
    const change = this.#changes(query.get('call') ?? '').find(({ place }) => place.path === path);
    if (!change) return '';
    return (query.get('side') === 'after' ? textAfter(change) : change.before?.text) ?? '';
  }

  #changes(call: string): readonly Change[] {
    return this.#ports.session()?.changesOf(call) ?? [];
  }
}

function filesOf(session: Session, turn: string): readonly (FileReview & { readonly call?: string })[] {
  const { turns, last } = session.transcript;
  const made = [...turns, ...(last ? [last] : [])].find(({ id }) => id === turn)?.files ?? [];
  const waiting = session.review.files.filter((file) => file.turn === turn && file.call !== undefined);
  return [
    ...made,
    ...waiting.map(({ path, kind, call }) => ({
      path,
      kind,
      call,
      added: 0,
      removed: 0,
      pending: 0,
      accepted: 0,
      rejected: 0,
    })),
  ];
}

/** The file's name stays in the path, so that the editor picks its language. */
function address(path: string, query: Readonly<Record<string, string>>): Uri {
  return Uri.from({ scheme, path: `/${path}`, query: new URLSearchParams(query).toString() });
}
