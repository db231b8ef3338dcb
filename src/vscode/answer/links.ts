// An address or a path from an answer in, a browser or an editor out: only after the gate, and for an address after the person saw all of it.

import { commands, env, l10n, Position, Range, Uri, window } from 'vscode';
import { judge } from '../../gate/judge.ts';
import type { FileFacts } from '../../gate/judged.ts';
import { judgeFileLink, judgeLink } from '../../gate/link.ts';
import { uriOf, workspaceFolders } from '../files/folders.ts';

/** Shows the whole address as the browser will read it, and opens it on a yes. `secrets`: what no address may carry out. */
export async function openLink(address: string, secrets: readonly string[]): Promise<void> {
  const judged = judgeLink(address, secrets);
  if ('refused' in judged) {
    void window.showWarningMessage(l10n.t('This link was not opened. {0}', l10n.t(judged.refused)));
    return;
  }
  const open = l10n.t('Open');
  const question = l10n.t('Open this address in your browser?');
  const detail = [judged.open, ...judged.warnings.map((warning) => l10n.t(warning))].join('\n\n');
  const answer = judged.warnings.length
    ? await window.showWarningMessage(question, { modal: true, detail }, open)
    : await window.showInformationMessage(question, { modal: true, detail }, open);
  if (answer === open) await env.openExternal(Uri.parse(judged.open, true));
}

/** `mention`: a path, perhaps with a position as in `a.ts:12`. `line`: 1-based. Called on the person's click, so it may take the focus. */
export async function openFile(mention: string, line: number | undefined, facts: FileFacts): Promise<void> {
  const link = judgeFileLink(mention);
  if (!link) return;
  const context = { folders: workspaceFolders(), facts };
  const place = await judge({ operation: 'read', path: line === undefined ? link.path : mention }, context);
  if (place.verdict === 'deny') {
    const folder = await judge({ operation: 'list', path: link.path }, context);
    if (folder.verdict !== 'deny') return void commands.executeCommand('revealInExplorer', uriOf(folder));
    void window.showWarningMessage(l10n.t('{0} was not opened. {1}', place.path, place.reason ?? ''));
    return;
  }
  try {
    const at = positionOf(line ?? link.line, link.column);
    const selection = at && new Range(at, at);
    await window.showTextDocument(uriOf(place), { selection, preview: true }).then(undefined, () =>
      // No text: an image, say.
      commands.executeCommand('vscode.open', uriOf(place), { preview: true }),
    );
  } catch {
    void window.showWarningMessage(l10n.t('{0} could not be opened.', place.path));
  }
}

/** Undefined: leave the editor where it is. */
function positionOf(line: number | undefined, column = 1): Position | undefined {
  return line === undefined ? undefined : new Position(Math.max(line - 1, 0), Math.max(column - 1, 0));
}
