// Python that ran at Google in, a cell of the open notebook or of a fresh one out.

import {
  l10n,
  NotebookCellData,
  NotebookCellKind,
  NotebookCellOutput,
  NotebookCellOutputItem,
  NotebookData,
  NotebookEdit,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { Feature } from './feature.ts';

export function notebook(): Feature<'code_to_notebook'> {
  return { commands: { code_to_notebook: ({ text, output }) => copy(text, output) } };
}

async function copy(code: string, output: string): Promise<void> {
  const cell = new NotebookCellData(NotebookCellKind.Code, code, 'python');
  if (output) cell.outputs = [new NotebookCellOutput([NotebookCellOutputItem.text(output)])];
  const open = window.activeNotebookEditor ?? window.visibleNotebookEditors[0];
  if (open) {
    const edit = new WorkspaceEdit();
    edit.set(open.notebook.uri, [NotebookEdit.insertCells(open.notebook.cellCount, [cell])]);
    if (!(await workspace.applyEdit(edit)))
      void window.showWarningMessage(l10n.t('The notebook does not take a cell.'));
    return;
  }
  try {
    const document = await workspace.openNotebookDocument('jupyter-notebook', new NotebookData([cell]));
    await window.showNotebookDocument(document);
  } catch {
    // Without an extension for notebooks the code is still worth having.
    await window.showTextDocument(await workspace.openTextDocument({ language: 'python', content: code }));
  }
}
