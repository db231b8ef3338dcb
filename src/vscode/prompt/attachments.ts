// A person's pick of files in, their paths out; and the question that a file with secrets asks before its text leaves the machine.

import { l10n, type QuickInputButton, type QuickPickItem, ThemeIcon, type Uri, window, workspace } from 'vscode';
import type { SessionPorts } from '../../agent/sessionPorts.ts';
import type { Workspace } from '../../agent/workspace.ts';
import type { FileFacts } from '../../gate/judged.ts';
import { findFiles } from '../files/findFiles.ts';
import { pathOf } from '../files/folders.ts';

const maxListed = 5_000;

export interface AttachmentPorts {
  readonly workspace: Workspace;
  readonly facts: FileFacts;
  readonly excludes?: SessionPorts['excludes'];
}

/** Other places to attach from; the buttons of the list. */
export type Elsewhere = 'computer' | 'web' | 'google';

/** Lets the person pick files of the workspace, or another place to attach from. */
export async function pickFiles(): Promise<readonly string[] | Elsewhere> {
  const places: readonly (QuickPickItem & QuickInputButton & { readonly from: Elsewhere })[] = [
    place('computer', 'folder-opened', l10n.t('Files of this computer…')),
    place('web', 'link', l10n.t('Web address or YouTube video…')),
    place('google', 'cloud', l10n.t('Files that are at Google…')),
  ];
  if (!workspace.workspaceFolders?.length) {
    return (await window.showQuickPick(places, { title: l10n.t('Attach files') }))?.from ?? [];
  }
  const box = window.createQuickPick<FileItem>();
  box.title = l10n.t('Attach files');
  box.placeholder = l10n.t('Files that go with the prompt');
  box.canSelectMany = true;
  box.matchOnDescription = true;
  box.buttons = places;
  box.busy = true;
  box.show();
  void listFiles().then((items) => {
    box.items = items;
    box.busy = false;
  });
  return new Promise<readonly string[] | Elsewhere>((resolve) => {
    box.onDidTriggerButton((button) => resolve((button as (typeof places)[number]).from));
    box.onDidAccept(() => resolve(box.selectedItems.map(({ path }) => path)));
    box.onDidHide(() => resolve([]));
  }).finally(() => box.dispose());
}

function place<T extends Elsewhere>(from: T, icon: string, label: string) {
  return { from, label, tooltip: label, iconPath: new ThemeIcon(icon) };
}

type FileItem = QuickPickItem & { readonly path: string };

/** Open files first, then the rest of the workspace by name. */
async function listFiles(): Promise<FileItem[]> {
  const open = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(({ input }) => (input as { readonly uri?: Uri } | undefined)?.uri)
    .filter((uri) => uri !== undefined);
  const found = await findFiles(maxListed);
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
  const detail = [reason, l10n.t('What is in it will be sent to the Gemini API.')].filter(Boolean).join(' ');
  const answer = await window.showWarningMessage(l10n.t('Attach {0}?', path), { modal: true, detail }, yes);
  return answer === yes;
}

export function warnNotAttached(name: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  void window.showWarningMessage(l10n.t('{0} was not attached. {1}', name, why));
}
