// What the person decides of hunks, in files, in the chat and by keys in, changes kept or taken back and the editor's own diffs out.

import {
  commands,
  l10n,
  Range,
  Selection,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from 'vscode';
import { judgeFile } from '../../agent/files/fileNames.ts';
import type { Decided } from '../../agent/files/reviewed.ts';
import type { Session } from '../../agent/session.ts';
import { revealHidden } from '../../gate/hidden.ts';
import { uriOf, workspaceFolders } from '../files/folders.ts';
import { ReviewDocuments } from '../review/reviewDocuments.ts';
import { type HunkName, ReviewMarks } from '../review/reviewMarks.ts';
import { type Mark, markAt, markBelow } from '../review/reviewPlaces.ts';
import { ReviewStore } from '../review/reviewStore.ts';
import type { ChatPorts, Feature } from './feature.ts';

type PageCommand = 'open_diff' | 'open_changes' | 'decide_hunk' | 'review_files';

export function review(chat: ChatPorts): Feature<PageCommand> {
  const files = () => chat.shown().flatMap((session) => session.review.files);
  const typed = (path: string) => {
    for (const session of chat.shown()) session.review.typed(path);
  };
  const marks = new ReviewMarks(files, typed);
  const documents = new ReviewDocuments({
    session: () => chat.session(),
    checkpoints: chat.parts.checkpoints,
    allows: async (file) => {
      const { verdict } = await judgeFile(file, 'read', { folders: workspaceFolders(), facts: chat.parts.facts });
      return verdict !== 'deny';
    },
  });
  const { storageUri, globalStorageUri } = chat.context;
  const store = new ReviewStore(Uri.joinPath(storageUri ?? globalStorageUri, 'reviews'), chat.log);
  const hands = new Hands(chat, marks);
  const followed = new Map<Session, () => void>();
  const changed = () => {
    marks.changed();
    void commands.executeCommand('setContext', 'castor.reviewing', files().length > 0);
  };
  return {
    commands: {
      open_diff: ({ call, path }) => documents.open(call, path),
      open_changes: ({ turn }) => documents.openTurn(turn),
      decide_hunk: ({ call, path, hunk, verdict }) => hands.decideWaiting(call, path, hunk - 1, verdict),
      review_files: ({ verdict, path }) => hands.decideAll(verdict, path),
    },
    palette: {
      'castor.acceptHunk': (given) => hands.decideHunk('accepted', given),
      'castor.rejectHunk': (given) => hands.decideHunk('rejected', given),
      'castor.acceptAllHunks': (given) => hands.decideFile('accepted', given),
      'castor.rejectAllHunks': (given) => hands.decideFile('rejected', given),
      'castor.nextHunk': (given) => hands.next(given),
      'castor.showChanges': () => {
        const turn = chat.session()?.transcript.last?.id;
        return turn === undefined ? undefined : documents.openTurn(turn);
      },
    },
    happened(event) {
      if (event.type === 'files.changed' && event.restore !== undefined) chat.session()?.review.restored(event.files);
    },
    entered(session) {
      followed.get(session)?.();
      const { review: entered, transcript } = session;
      const stop = entered.onChange(() => {
        changed();
        store.save(session.id, entered.files);
      });
      followed.set(session, stop);
      changed();
      const { turns, last } = transcript;
      const pending = [...turns, ...(last ? [last] : [])].filter(({ files }) =>
        files?.some((file) => file.pending > 0),
      );
      // A session that is shown again in this window has its files with it.
      if (pending.length > 0 && entered.files.length === 0) {
        void store.load(session.id).then((saved) => entered.resume(saved, pending));
      }
    },
    left(session) {
      followed.get(session)?.();
      followed.delete(session);
      changed();
    },
    dispose() {
      for (const stop of followed.values()) stop();
      marks.dispose();
      documents.dispose();
    },
  };
}

/** The person's hands on hunks. */
class Hands {
  readonly #chat: ChatPorts;
  readonly #marks: ReviewMarks;

  constructor(chat: ChatPorts, marks: ReviewMarks) {
    this.#chat = chat;
    this.#marks = marks;
  }

  /** `given`: of the line above a hunk; without, the hunk at the cursor or the next one below. */
  async decideHunk(verdict: 'accepted' | 'rejected', given: unknown): Promise<void> {
    const name = isName(given) ? given : this.#atCursor();
    if (name) this.#say(await this.#reviewOf(name.path)?.decide(name.path, verdict, name.hunk, name.version));
  }

  async decideFile(verdict: 'accepted' | 'rejected', given: unknown): Promise<void> {
    const editor = window.activeTextEditor;
    const path = typeof given === 'string' ? given : editor && this.#marks.fileOf(editor.document)?.path;
    if (path !== undefined) this.#say(await this.#reviewOf(path)?.decide(path, verdict));
  }

  /** Every file whose changes are made, or one of them. */
  async decideAll(verdict: 'accepted' | 'rejected', path?: string): Promise<void> {
    const files =
      this.#review?.files.filter((file) => file.call === undefined && (path ?? file.path) === file.path) ?? [];
    for (const file of files) this.#say(await this.#review?.decide(file.path, verdict));
  }

  async decideWaiting(call: string, shown: string, hunk: number, verdict: 'accepted' | 'rejected'): Promise<void> {
    const file = this.#review?.files.find((one) => one.call === call && revealHidden(one.path).text === shown);
    if (file) await this.#review?.decide(file.path, verdict, hunk, file.version);
  }

  /** To the next hunk of the file, else to the first of the next file. */
  async next(given: unknown): Promise<void> {
    const editor = window.activeTextEditor;
    const here = editor && this.#marks.fileOf(editor.document);
    const from = isLine(given) ? given.line : editor?.selection.active.line;
    const mark = here && from !== undefined ? markBelow(this.#marks.marks(editor.document), from) : undefined;
    if (editor && mark) return show(editor, mark);
    const files = this.#review?.files.filter(({ kind, call }) => kind === 'edit' || call === undefined) ?? [];
    const at = files.findIndex(({ path }) => path === here?.path);
    const next = files[(at + 1) % Math.max(files.length, 1)];
    if (!next) return;
    const shown = await window.showTextDocument(await workspace.openTextDocument(uriOf(next.place)));
    const [first] = this.#marks.marks(shown.document);
    if (first) show(shown, first);
  }

  get #review() {
    return this.#chat.session()?.review;
  }

  /** Of the session that changes the file, the one that is meant at first. */
  #reviewOf(path: string) {
    const all = [this.#review, ...this.#chat.shown().map(({ review: one }) => one)];
    return all.find((one) => one?.files.some((file) => file.path === path)) ?? this.#review;
  }

  #atCursor(): HunkName | undefined {
    const editor = window.activeTextEditor;
    const file = editor && this.#marks.fileOf(editor.document);
    if (!file) return undefined;
    const mark = markAt(this.#marks.marks(editor.document), editor.selection.active.line);
    return mark && { path: file.path, hunk: mark.hunk, version: file.version };
  }

  #say(decided: Decided | undefined): void {
    if (decided === 'kept') {
      void window.showInformationMessage(l10n.t('You have changed these lines since: they were left as they are.'));
    } else if (typeof decided === 'object') {
      void window.showWarningMessage(l10n.t('The change could not be taken back: {0}', decided.failed));
    }
  }
}

function show(editor: TextEditor, { start }: Mark): void {
  const line = Math.min(start, editor.document.lineCount - 1);
  editor.selection = new Selection(line, 0, line, 0);
  editor.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.InCenterIfOutsideViewport);
}

function isName(given: unknown): given is HunkName {
  const { path, hunk, version } = (given ?? {}) as Partial<Record<keyof HunkName, unknown>>;
  return typeof path === 'string' && typeof hunk === 'number' && typeof version === 'number';
}

function isLine(given: unknown): given is { readonly line: number } {
  return typeof (given as { line?: unknown } | undefined)?.line === 'number';
}
