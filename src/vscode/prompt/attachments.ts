// A person's pick of files in, their paths out; and the question that a file with secrets asks before its text leaves the machine.

import { l10n, type QuickPickItem, ThemeIcon, type Uri, window, workspace } from 'vscode';
import type { SessionPorts } from '../../agent/sessionPorts.ts';
import type { Workspace } from '../../agent/workspace.ts';
import type { FileFacts } from '../../gate/judged.ts';
import { pathOf } from '../files/folders.ts';

const maxListed = 5_000;

export interface AttachmentPorts {
  readonly workspace: Workspace;
  readonly facts: FileFacts;
  readonly excludes?: SessionPorts['excludes'];
}

/** Lets the person pick files of the workspace. */
export async function pickFiles(): Promise<readonly string[]> {
  if (!workspace.workspaceFolders?.length) {
    void window.showInformationMessage(l10n.t('Open a folder to attach files of it.'));
    return [];
  }
  const picked = await window.showQuickPick(listFiles(), {
    title: l10n.t('Attach files'),
    placeHolder: l10n.t('Files whose text goes with the prompt'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return (picked ?? []).map(({ path }) => path);
}

type FileItem = QuickPickItem & { readonly path: string };

/** Open files first, then the rest of the workspace by name. */
async function listFiles(): Promise<FileItem[]> {
  const open = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(({ input }) => (input as { readonly uri?: Uri } | undefined)?.uri)
    .filter((uri) => uri !== undefined);
  const found = await workspace.findFiles('**/*', '**/{node_modules,.git}/**', maxListed);
  const paths = found.map(pathOf).filter((path) => path !== undefined);
  const first = open.map(pathOf).filter((path) => path !== undefined);
  return [...new Set([...first, ...paths.sort()])].map((path) => ({
    label: path.slice(path.lastIndexOf('/') + 1),
    description: path.slice(0, Math.max(path.lastIndexOf('/'), 0)),
    iconPath: ThemeIcon.File,
    path,
  }));
}

/** A file that may hold secrets leaves the machine only with a yes of its own. */
export async function confirm(path: string, reason: string | undefined): Promise<boolean> {
  const yes = l10n.t('Attach');
  const detail = [reason, l10n.t('Its text will be sent to the Gemini API.')].filter(Boolean).join(' ');
  const answer = await window.showWarningMessage(l10n.t('Attach {0}?', path), { modal: true, detail }, yes);
  return answer === yes;
}

export function warnNotAttached(name: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  void window.showWarningMessage(l10n.t('{0} was not attached. {1}', name, why));
}
