// A code block of an answer and what the person wants of it in, an edit at their cursor, an untitled document or a prompt out.

import { l10n, languages, type TextEditor, window, workspace } from 'vscode';
import { judge } from '../../gate/judge.ts';
import type { FileFacts } from '../../gate/judged.ts';
import { pathOf, workspaceFolders } from '../files/folders.ts';
import { atCursor, fenced, languageId } from './codeText.ts';

export interface CodeBlock {
  readonly text: string;
  /** The fence's word; '' for none. */
  readonly language: string;
}

/**
 * In the place of the selection, as one undo step, in the editor the person was in last; it gets the focus, as the person goes on there.
 * A file that the gate guards, and one outside of the workspace, takes a yes of its own.
 */
export async function insertAtCursor({ text }: CodeBlock, facts: FileFacts): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) {
    void window.showInformationMessage(l10n.t('Open a file and put the cursor where the code should go.'));
    return;
  }
  if (!(await mayInsert(editor, facts))) return;
  const made = await editor.edit((edit) => {
    for (const selection of editor.selections) {
      const before = editor.document.lineAt(selection.start.line).text.slice(0, selection.start.character);
      edit.replace(selection, atCursor(text, before));
    }
  });
  if (!made) {
    void window.showWarningMessage(l10n.t('The code was not inserted: the file cannot be edited.'));
    return;
  }
  await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn });
}

async function mayInsert({ document }: TextEditor, facts: FileFacts): Promise<boolean> {
  if (document.isUntitled) return true;
  const path = pathOf(document.uri);
  const judged = path && (await judge({ operation: 'edit', path }, { folders: workspaceFolders(), facts }));
  if (judged && (judged.verdict === 'allow' || judged.verdict === 'ask')) return true;
  const name = path ?? document.uri.fsPath;
  const detail = judged ? judged.reason : l10n.t('This file is outside of the workspace.');
  const insert = l10n.t('Insert');
  const answer = await window.showWarningMessage(
    l10n.t('Insert code of the answer into {0}?', name),
    { modal: true, detail },
    insert,
  );
  return answer === insert;
}

/** Nothing is on disk until the person saves it. */
export async function openAsFile({ text, language }: CodeBlock): Promise<void> {
  const id = languageId(language, await languages.getLanguages());
  const document = await workspace.openTextDocument({ content: text, ...(id ? { language: id } : {}) });
  await window.showTextDocument(document, { preview: false });
}

/**
 * By a prompt to the model that names the file the person is in: the change comes back as an `apply_edit` call with its diff, its approval,
 * its checks and its undo, and the chain knows that the file changed. A second way to write files would need all of that again.
 * `prompt` sends as if the person had typed it.
 */
export function applyToFile({ text, language }: CodeBlock, prompt: (text: string) => void): void {
  const document = window.activeTextEditor?.document;
  const path = document && pathOf(document.uri);
  if (path === undefined) {
    void window.showInformationMessage(l10n.t('Open the file of the workspace that the code is for.'));
    return;
  }
  if (!workspace.isTrusted) {
    void window.showInformationMessage(l10n.t('This workspace is not trusted: Castor does not change files in it.'));
    return;
  }
  const request = l10n.t('Apply this code of your answer to {0} with apply_edit. Change nothing else.', `\`${path}\``);
  prompt(`${request}\n\n${fenced(text, language)}`);
}
