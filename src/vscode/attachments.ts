// A person's pick of files in, attachments with their text out, each read through the gate.

import { randomUUID } from 'node:crypto';
import { l10n, type QuickPickItem, ThemeIcon, type Uri, window, workspace } from 'vscode';
import type { Workspace } from '../agent/ports.ts';
import { type FileFacts, judge } from '../gate/judge.ts';
import type { Attachment } from '../shared/events.ts';
import { pathOf, workspaceFolders } from './folders.ts';

/** Characters of one file beyond which attaching it would crowd out the rest; the model can read it in ranges instead. */
const maxLength = 400_000;
const maxListed = 5_000;

export interface AttachmentPorts {
  readonly workspace: Workspace;
  readonly facts: FileFacts;
}

/** Lets the person pick files of the workspace. Says what could not be attached. */
export async function pickFiles(ports: AttachmentPorts): Promise<readonly Attachment[]> {
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
  const attachments: Attachment[] = [];
  for (const { path } of picked ?? []) {
    const attachment = await attach(path, ports);
    if (attachment) attachments.push(attachment);
  }
  return attachments;
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

async function attach(path: string, { workspace: files, facts }: AttachmentPorts): Promise<Attachment | undefined> {
  try {
    const place = await judge({ operation: 'read', path }, { folders: workspaceFolders(), facts });
    if (place.verdict === 'deny') throw new Error(place.reason ?? l10n.t('This file may not be read.'));
    if (place.verdict !== 'allow' && !(await confirm(place.path, place.reason))) return undefined;
    const { text } = await files.readText(place, AbortSignal.timeout(10_000));
    if (text.length > maxLength) throw new Error(l10n.t('It is too large. Let the model read the parts it needs.'));
    return { id: randomUUID(), kind: 'file', label: place.path, path: place.path, text };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void window.showWarningMessage(l10n.t('{0} was not attached. {1}', path, why));
    return undefined;
  }
}

/** A file that may hold secrets leaves the machine only with a yes of its own. */
async function confirm(path: string, reason: string | undefined): Promise<boolean> {
  const yes = l10n.t('Attach');
  const detail = [reason, l10n.t('Its text will be sent to the Gemini API.')].filter(Boolean).join(' ');
  const answer = await window.showWarningMessage(l10n.t('Attach {0}?', path), { modal: true, detail }, yes);
  return answer === yes;
}
