// Texts that stand in no file (before a turn, as a call would leave them) in, documents for the editor's own diffs out.

import { commands, type Disposable, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import { textAfter } from '../../agent/calls/approval.ts';
import type { Checkpoints } from '../../agent/files/checkpointPorts.ts';
import type { TurnChange } from '../../agent/files/turnChanges.ts';
import type { Session } from '../../agent/session.ts';
import type { Change } from '../../agent/workspace.ts';
import { revealHidden } from '../../gate/hidden.ts';
import { type FileName, keyOf } from '../../shared/files.ts';
import { uriOf } from '../files/folders.ts';
import { uriOfFile } from '../files/rawFiles.ts';
import { fileExists } from '../files/textFile.ts';

const scheme = 'castor-review';

interface Ports {
  /** The one that is shown. */
  session(): Session | undefined;
  readonly checkpoints: Pick<Checkpoints, 'read'>;
  /** The gate's word on looking at it. */
  allows(file: FileName): Promise<boolean>;
}

/** As `vscode.changes` takes it: the file, what it was, what it is. */
type Row = readonly [file: Uri, before: Uri | undefined, after: Uri | undefined];

/** Documents that live as long as their call waits, or the content of a checkpoint is kept; nothing else of them is on disk. */
export class ReviewDocuments implements Disposable {
  readonly #ports: Ports;
  readonly #registration: Disposable;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path, query }) => this.#text(path, new URLSearchParams(query)),
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
    const sides = [address(`/${path}`, { call, side: 'before' }), address(`/${path}`, { call, side: 'after' })];
    await commands.executeCommand('vscode.diff', ...sides, title, { viewColumn: ViewColumn.Active, preview: true });
  }

  /** Opens all files of a turn in one view, those that still wait for a yes with them. On the person's click alone. */
  async openTurn(turn: string): Promise<void> {
    const session = this.#ports.session();
    const made = await Promise.all((session?.files.ofCalls(turn) ?? []).map((change) => this.#madeRow(change)));
    const rows = [...made.filter((row) => row !== undefined), ...(await this.#waitingRows(turn))];
    if (rows.length === 0) {
      void window.showInformationMessage(l10n.t('What these files held before is not kept any more.'));
      return;
    }
    await commands.executeCommand('vscode.changes', l10n.t('Changes by Castor'), rows);
  }

  dispose(): void {
    this.#registration.dispose();
  }

  /** What the file held before the turn comes from its checkpoint, so that it is there after a reload, too. */
  async #madeRow({ from, before, to }: TurnChange): Promise<Row | undefined> {
    const name = to ?? from;
    if (!name || !(await this.#ports.allows(name))) return undefined;
    const file = uriOfFile(name);
    // It may have gone since: by a restore, or by the person.
    const after = to && (await fileExists(file)) ? file : undefined;
    if (before === undefined) return after && [file, undefined, after];
    if (!(await this.#ports.checkpoints.read(before))) return undefined;
    // On the file's own path: another one would look like a rename.
    const path = from && to && keyOf(from) !== keyOf(to) ? uriOfFile(from).path : file.path;
    return [file, address(path, { kept: before }), after];
  }

  async #waitingRows(turn: string): Promise<readonly Row[]> {
    const files = this.#ports.session()?.review.files.filter((one) => one.turn === turn) ?? [];
    return files.flatMap(({ path, place, call }) =>
      call === undefined
        ? []
        : [[uriOf(place), address(`/${path}`, { call, side: 'before' }), address(`/${path}`, { call, side: 'after' })]],
    );
  }

  async #text(path: string, query: URLSearchParams): Promise<string> {
    const kept = query.get('kept');
    if (kept !== null) {
      const bytes = await this.#ports.checkpoints.read(kept);
      // What is no text shows as nothing, as in the editor's own diffs.
      return bytes ? workspace.decode(bytes, { uri: Uri.file(path) }).then(undefined, () => '') : '';
    }
    const change = this.#changes(query.get('call') ?? '').find(({ place }) => `/${place.path}` === path);
    if (!change) return '';
    return (query.get('side') === 'after' ? textAfter(change) : change.before?.text) ?? '';
  }

  #changes(call: string): readonly Change[] {
    return this.#ports.session()?.changesOf(call) ?? [];
  }
}

/** The file's name stays in the path, so that the editor picks its language. */
function address(path: string, query: Readonly<Record<string, string>>): Uri {
  return Uri.from({ scheme, path, query: new URLSearchParams(query).toString() });
}
