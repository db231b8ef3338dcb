// A command on code in, a prompt with what it is about sent, or that thing attached to the next prompt.

import { type Diagnostic, l10n, languages, type TextDocument, type Uri, window, workspace } from 'vscode';
import type { Attachment } from '../../shared/attachment.ts';
import { mediaTypeOf } from '../../shared/mediaTypes.ts';
import { pathOf } from '../files/folders.ts';
import { warnNotAttached } from './attachments.ts';
import { admit, partOf, placeOf, type Subject, subjectOf } from './editorContext.ts';
import { fileMention } from './mentions/file.ts';
import type { Editor } from './mentions/mention.ts';
import { problemsMention } from './mentions/problems.ts';
import { terminalMention } from './mentions/terminal.ts';
import type { Pending } from './pending.ts';
import { problemsText } from './problemsContext.ts';
import { type Wish, wordsOf } from './promptWords.ts';

export interface PromptPorts {
  readonly editor: Editor;
  readonly pending: Pick<Pending, 'add' | 'draft' | 'setDraft'>;
  /** Starts a turn, or queues the prompt behind the one that runs. */
  send(prompt: { readonly text: string; readonly attachments: readonly Attachment[]; readonly model?: string }): void;
  /** The model that the person wants for a command; undefined: the one of the prompt box. */
  modelOf(command: PromptCommand): string | undefined;
  /** Whether there is a key, once the person was asked for one where there is none. */
  hasKey(): Promise<boolean>;
  /** Shows the chat. */
  reveal(): PromiseLike<unknown>;
  focusPrompt(): void;
}

/** What the commands of the palette and the code actions ask for. */
export type PromptCommand =
  | Exclude<Wish, 'fixProblems' | 'explainProblems' | 'simplify' | 'addTypes' | 'extract'>
  | 'ask'
  | 'refactor'
  | 'addSelection'
  | 'addFile'
  | 'addProblems'
  | 'addTerminalSelection';

/** What a code action carries: nothing is read before it is chosen. */
export interface CodeActionGiven {
  readonly uri: Uri;
  /** Absent with `allProblems`: those the file has when the action is chosen. */
  readonly diagnostics?: readonly Diagnostic[];
  readonly allProblems?: true;
  readonly how?: 'simplify' | 'addTypes' | 'extract';
}

type Made = { readonly text: string; readonly attachments: readonly Attachment[] } | undefined;

export class PromptCommands {
  readonly #ports: PromptPorts;

  constructor(ports: PromptPorts) {
    this.#ports = ports;
  }

  /** Never rejects: what goes wrong is told to the person. */
  async run(command: PromptCommand, given?: unknown): Promise<void> {
    try {
      if (isAddition(command)) await this.#add(await this.#addition(command, given));
      else await this.#send(await this.#prompt(command, given), this.#ports.modelOf(command));
    } catch (error) {
      warnNotAttached(nameOf(command, given), error);
    }
  }

  async #prompt(command: Exclude<PromptCommand, Addition>, given: unknown): Promise<Made> {
    const { diagnostics, allProblems, how } = (given ?? {}) as Partial<CodeActionGiven>;
    if (diagnostics || allProblems) {
      const problems = await this.#problems(given, diagnostics);
      const text = wordsOf(command === 'explain' ? 'explainProblems' : 'fixProblems');
      return problems && { text, attachments: [problems] };
    }
    const subject = await this.#subject(given);
    const part = subject && (await partOf(subject, this.#ports.editor));
    if (!part) return undefined;
    if (command === 'fix') return this.#fix(subject, part);
    const text =
      command === 'ask'
        ? await words(l10n.t('Ask about {0}', part.label), l10n.t('Your question'))
        : command === 'refactor'
          ? await refactoring(how, part.label)
          : wordsOf(command);
    return text === undefined ? undefined : { text, attachments: [part] };
  }

  /** With the problems that the editor shows inside the part. */
  async #fix({ document }: Subject, part: Attachment): Promise<Made> {
    const { start, end } = part.lines ?? { start: 1, end: document.lineCount };
    const found = counted(languages.getDiagnostics(document.uri)).filter(
      ({ range }) => range.start.line < end && range.end.line >= start - 1,
    );
    if (found.length === 0) return { text: wordsOf('fix'), attachments: [part] };
    const problems = problemsOf(document, part.path ?? part.label, found, this.#ports.editor.id());
    return { text: wordsOf('fixProblems'), attachments: [part, problems] };
  }

  async #addition(command: Addition, given: unknown): Promise<Attachment | undefined> {
    const { editor } = this.#ports;
    if (command === 'addTerminalSelection') return terminalMention.attach('selection', editor);
    if (command === 'addProblems') return (await this.#problems(given)) ?? problemsMention.attach('', editor);
    const uri = placeOf(given).uri;
    const path = uri && pathOf(uri);
    if (path !== undefined && mediaTypeOf(path)) return fileMention.attach(path, editor);
    const subject = await this.#subject(given);
    if (!subject) return undefined;
    return partOf(command === 'addFile' ? { document: subject.document } : subject, editor);
  }

  async #subject(given: unknown): Promise<Subject | undefined> {
    const subject = await subjectOf(given);
    if (!subject) void window.showInformationMessage(l10n.t('Open a file first: the command is about its code.'));
    return subject;
  }

  /** Undefined: there are none, or their file is not to leave the machine. */
  async #problems(given: unknown, chosen?: readonly Diagnostic[]): Promise<Attachment | undefined> {
    const uri = placeOf(given).uri ?? window.activeTextEditor?.document.uri;
    const found = chosen ?? (uri ? counted(languages.getDiagnostics(uri)) : []);
    if (!uri || found.length === 0) return undefined;
    const document = await workspace.openTextDocument(uri);
    const admitted = await admit(document, this.#ports.editor);
    return admitted && problemsOf(document, admitted.name, found, this.#ports.editor.id(), admitted.path);
  }

  async #send(made: Made, model: string | undefined): Promise<void> {
    if (!made) return;
    const { reveal, hasKey, pending, send, focusPrompt } = this.#ports;
    await reveal();
    if (await hasKey()) return send({ ...made, ...(model === undefined ? {} : { model }) });
    // Nothing is lost without a key: the prompt waits in the box.
    if (pending.draft === '') pending.setDraft(made.text);
    pending.add(made.attachments);
    focusPrompt();
  }

  async #add(made: Attachment | undefined): Promise<void> {
    if (!made) return;
    await this.#ports.reveal();
    this.#ports.pending.add([made]);
    this.#ports.focusPrompt();
  }
}

type Addition = Extract<PromptCommand, `add${string}`>;

function isAddition(command: PromptCommand): command is Addition {
  return command.startsWith('add');
}

/** For a warning: what was to be attached. */
function nameOf(command: PromptCommand, given: unknown): string {
  if (command === 'addTerminalSelection') return l10n.t('The selection of the terminal');
  const uri = placeOf(given).uri ?? window.activeTextEditor?.document.uri;
  return (uri && pathOf(uri)) ?? l10n.t('The code');
}

/** Hints are not problems to the editor: it only greys code with them. */
function counted(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return found.filter(({ severity }) => severity < 3);
}

function problemsOf(
  document: TextDocument,
  name: string,
  found: readonly Diagnostic[],
  id: string,
  path?: string,
): Attachment {
  const text = problemsText(found, {
    path: name,
    lines: document.getText().split(/\r?\n/),
    nameOf: (uri) => pathOf(uri as Uri) ?? (uri as Uri).path,
  });
  const label =
    found.length === 1
      ? l10n.t('1 problem in {0}', `${name}:${found[0]!.range.start.line + 1}`)
      : l10n.t('{0} problems in {1}', found.length, name);
  return { id, kind: 'problems', label, ...(path === undefined ? {} : { path }), text };
}

async function refactoring(how: CodeActionGiven['how'], label: string): Promise<string | undefined> {
  if (how === 'simplify' || how === 'addTypes') return wordsOf(how);
  if (how === undefined) return words(l10n.t('Refactor {0}', label), l10n.t('What should be better'));
  const what = await words(
    l10n.t('Extract from {0}', label),
    l10n.t('What to extract, and its name; or nothing'),
    true,
  );
  return what === undefined ? undefined : [wordsOf('extract'), what].filter(Boolean).join('\n\n');
}

/** Undefined: the person thought better of it. */
async function words(title: string, placeHolder: string, emptyToo = false): Promise<string | undefined> {
  const given = await window.showInputBox({ title, placeHolder, ignoreFocusOut: true });
  const text = given?.trim();
  return text === '' && !emptyToo ? undefined : text;
}
