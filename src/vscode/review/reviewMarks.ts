// Files under review in, their hunks in the editors that are open out: colours, what is gone or would come, and a line of actions above each.

import {
  CodeLens,
  type CodeLensProvider,
  type DecorationOptions,
  type Disposable,
  EventEmitter,
  l10n,
  languages,
  MarkdownString,
  OverviewRulerLane,
  Range,
  type TextDocument,
  type TextEditor,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import type { ReviewedFile } from '../../agent/files/reviewed.ts';
import { revealHidden } from '../../gate/hidden.ts';
import { uriOf } from '../files/folders.ts';
import { type Mark, marksOf } from './reviewPlaces.ts';

/** What an action on a hunk names. */
export interface HunkName {
  readonly path: string;
  readonly hunk: number;
  readonly version: number;
}

/** Characters of a line that is shown beside another. */
const longest = 80;

/** Nothing is opened, revealed or focused: what the person has open is painted. */
export class ReviewMarks implements Disposable, CodeLensProvider {
  readonly #files: () => readonly ReviewedFile[];
  readonly #typed: (path: string) => void;
  readonly #lenses = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#lenses.event;
  readonly #added = painted('insertedLineBackground', 'addedBackground', 'addedForeground');
  readonly #removed = painted('removedLineBackground', 'deletedBackground', 'deletedForeground');
  readonly #beside = window.createTextEditorDecorationType({
    after: { color: new ThemeColor('descriptionForeground'), margin: '0 0 0 2em', fontStyle: 'italic' },
  });
  readonly #subscriptions: Disposable[];
  #registered: Disposable | undefined;

  constructor(files: () => readonly ReviewedFile[], typed: (path: string) => void) {
    this.#files = files;
    this.#typed = typed;
    this.#subscriptions = [
      window.onDidChangeVisibleTextEditors(() => this.changed()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const file = contentChanges.length > 0 ? this.fileOf(document) : undefined;
        if (!file) return;
        // What comes from the disk leaves the buffer clean.
        if (document.isDirty) this.#typed(file.path);
        this.changed();
      }),
    ];
  }

  fileOf(document: TextDocument): ReviewedFile | undefined {
    const address = document.uri.toString();
    return this.#files().find(({ place }) => uriOf(place).toString() === address);
  }

  marks(document: TextDocument): readonly Mark[] {
    const file = this.fileOf(document);
    return file ? marksOf(file, document.getText()) : [];
  }

  /** Other hunks, or other text around them. */
  changed(): void {
    if (this.#files().length > 0) this.#registered ??= languages.registerCodeLensProvider({ pattern: '**' }, this);
    for (const editor of window.visibleTextEditors) this.#paint(editor);
    this.#lenses.fire();
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const file = this.fileOf(document);
    if (!file) return [];
    const marks = this.marks(document);
    return marks.flatMap(({ hunk, start }) => {
      const line = Math.min(start, document.lineCount - 1);
      const name: HunkName = { path: file.path, hunk, version: file.version };
      const lens = (title: string, command: string, given: unknown) =>
        new CodeLens(new Range(line, 0, line, 0), { title, command, arguments: [given] });
      return [
        lens(`$(check) ${l10n.t('Accept')}`, 'castor.acceptHunk', name),
        lens(`$(discard) ${l10n.t('Reject')}`, 'castor.rejectHunk', name),
        lens(l10n.t('Accept all ({0})', marks.length), 'castor.acceptAllHunks', file.path),
        lens(`$(arrow-down) ${l10n.t('Next')}`, 'castor.nextHunk', { line }),
      ];
    });
  }

  dispose(): void {
    for (const one of [...this.#subscriptions, this.#added, this.#removed, this.#beside, this.#lenses]) one.dispose();
    this.#registered?.dispose();
  }

  #paint(editor: TextEditor): void {
    const { document } = editor;
    const file = this.fileOf(document);
    const marks = file ? this.marks(document) : [];
    const waits = file?.call !== undefined;
    const lines = marks.filter(({ start, end }) => end > start).map((mark) => painting(mark, document));
    editor.setDecorations(this.#added, waits ? [] : lines);
    editor.setDecorations(this.#removed, waits ? lines : []);
    editor.setDecorations(
      this.#beside,
      marks.flatMap((mark) => beside(mark, document, waits)),
    );
  }
}

function painted(line: string, gutter: string, ruler: string) {
  return window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor(`diffEditor.${line}`),
    // Seen without colours of lines, too, as in high contrast.
    borderWidth: '0 0 0 3px',
    borderStyle: 'solid',
    borderColor: new ThemeColor(`editorGutter.${gutter}`),
    overviewRulerColor: new ThemeColor(`editorOverviewRuler.${ruler}`),
    overviewRulerLane: OverviewRulerLane.Left,
  });
}

function painting(mark: Mark, document: TextDocument): DecorationOptions {
  const last = Math.min(mark.end, document.lineCount) - 1;
  return { range: new Range(Math.min(mark.start, last), 0, last, 0), hoverMessage: hover(mark) };
}

/** What is not in the file, in a word: the lines that would come, or those that went. */
function beside(mark: Mark, document: TextDocument, waits: boolean): DecorationOptions[] {
  const missing = waits ? mark.added : mark.removed;
  if (missing.length === 0) return [];
  const [first = '', ...others] = missing.map((line) => line.trim()).filter((line) => line !== '');
  const count = others.length === 1 ? l10n.t('(+1 line)') : l10n.t('(+{0} lines)', others.length);
  const more = others.length > 0 ? ` ${count}` : '';
  const line = Math.min(Math.max(mark.start, (waits ? mark.end : mark.start + 1) - 1), document.lineCount - 1);
  const text = `${waits ? '+' : '−'} ${revealHidden(first.slice(0, longest)).text}${more}`;
  const end = document.lineAt(line).range.end;
  return [{ range: new Range(end, end), hoverMessage: hover(mark), renderOptions: { after: { contentText: text } } }];
}

/** The model's text as code, never as Markdown. */
function hover({ removed, added }: Mark): MarkdownString {
  const lines = [...removed.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`)];
  return new MarkdownString().appendCodeblock(revealHidden(lines.join('\n')).text, 'diff');
}
