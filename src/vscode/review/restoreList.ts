// A planned restore in, the person's yes out: a list of what would become of each file, with the diff of each one key away.

import { commands, type Disposable, l10n, type QuickPick, Uri, window, workspace } from 'vscode';
import type { Checkpoints } from '../../agent/files/checkpointPorts.ts';
import { pathOf } from '../../agent/files/fileNames.ts';
import type { RestorePlan } from '../../agent/files/restores.ts';
import type { FilePlan } from '../../agent/files/revert.ts';
import { workspaceFolders } from '../files/folders.ts';
import { uriOfFile } from '../files/rawFiles.ts';
import { type Line, linesOf } from './restoreWords.ts';

const scheme = 'castor-checkpoint';

export interface ListPorts {
  readonly checkpoints: Checkpoints;
  /** Of all checkpoints. */
  readonly bytes: number;
  readonly days: number;
}

/** Contents of checkpoints as documents, for diffs. `merged`: of the plan that is shown. */
export class CheckpointDocuments implements Disposable {
  readonly #checkpoints: Checkpoints;
  readonly #registration: Disposable;
  merged: ReadonlyMap<string, Uint8Array> = new Map();

  constructor(checkpoints: Checkpoints) {
    this.#checkpoints = checkpoints;
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async (uri) => this.#text(uri.query),
    });
  }

  /** What the file is, beside what it would become, or was. */
  async open(file: FilePlan): Promise<void> {
    const here = file.from ?? file;
    const { path } = file;
    const empty = Uri.from({ scheme, path: `/${path}` });
    const left = file.now === undefined ? empty : uriOfFile(here);
    const right = Uri.from({ scheme, path: `/${path}`, query: file.becomes ?? '' });
    const title = l10n.t('{0} (now, and before the prompt)', path);
    await commands.executeCommand('vscode.diff', left, right, title, { preview: true, preserveFocus: true });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  async #text(hash: string): Promise<string> {
    if (!hash) return '';
    const bytes = this.merged.get(hash) ?? (await this.#checkpoints.read(hash));
    return bytes ? workspace.decode(bytes) : l10n.t('This checkpoint is no longer there.');
  }
}

/** True: the person wants it made. */
export function agreed(
  plan: RestorePlan,
  documents: CheckpointDocuments,
  { title, bytes, days }: { readonly title: string; readonly bytes: number; readonly days: number },
): Promise<boolean> {
  const folders = workspaceFolders();
  documents.merged = plan.merged;
  const pick = window.createQuickPick<Line>();
  pick.title = title;
  pick.placeholder = l10n.t('Read what will happen, then choose Restore. A restore can be undone.');
  pick.ignoreFocusOut = true;
  pick.items = linesOf(plan, { path: (file) => pathOf(file, folders), bytes, days });
  return new Promise((resolve) => {
    pick.onDidTriggerItemButton(({ item }) => item.file && void documents.open(item.file));
    pick.onDidAccept(() => accepted(pick, documents, resolve));
    pick.onDidHide(() => {
      pick.dispose();
      resolve(false);
    });
    pick.show();
  });
}

function accepted(pick: QuickPick<Line>, documents: CheckpointDocuments, resolve: (yes: boolean) => void): void {
  const [line] = pick.selectedItems;
  if (line?.file) void documents.open(line.file);
  if (line?.does === 'settings') {
    pick.hide();
    void commands.executeCommand('workbench.action.openSettings', 'castor.checkpoints.days');
  }
  if (line?.does !== 'restore') return;
  resolve(true);
  pick.hide();
}
